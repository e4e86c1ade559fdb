import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lintPolicy, validateIdentityPolicy } from '@cloud-copilot/iam-policy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { awsClients, refusalOf } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { emptyTables } from '../../packages/simulator/cloud/cloud.ts';
import type { Authorization } from '../../packages/simulator/iam/authorizer.ts';
import { ecsChecks } from '../../packages/simulator/iam/ecs.ts';
import { policyOf } from '../../packages/simulator/iam/policy.ts';
import { startSimulator } from '../../packages/simulator/process.ts';
import { type Life, liveOnce, MODES } from '../support/policy-life.ts';
import { ATTEMPTS, makeOthers } from '../support/policy-others.ts';
import { readPage, readReasons, renderPage, writePage } from '../support/policy-page.ts';
import {
  needlesslyOnAnything,
  type Statement,
  undocumentedInCheck,
  undocumentedInStatement,
} from '../support/service-authorization.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

const FILE = fileURLToPath(new URL('../../docs/iam-policy.json', import.meta.url));
const text = readFileSync(FILE, 'utf8');
const policy = JSON.parse(text) as { Version: string; Statement: Statement[] };
const IN_PLACE = 'UpdateServicesInPlace';

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
const flagFor = (content: string) => {
  const file = join(folder, 'policy.json');
  writeFileSync(file, content);
  return ['--policy', file];
};

/** Such a load balancer takes more calls than an internal one. */
const scenarioFile = join(folder, 'scenario.json');
writeFileSync(scenarioFile, JSON.stringify({ loadBalancer: { scheme: 'internet-facing', subnets: 'private' } }));
const HIDDEN = ['--scenario', scenarioFile];

let stage: ScenarioStage;
let inPlace: ScenarioStage;
let life: Life;
let asked: Authorization[];

beforeAll(async () => {
  // Named, so that a missing grant fails the test of the grants, and not the run that lacks it.
  const flags = ['--policy', FILE, ...HIDDEN];
  [stage, inPlace] = await Promise.all([openStage(flags), openStage(flags)]);
  life = await liveOnce({ previews: stage, inPlace });
  asked = [...MODES.flatMap((mode) => life[mode]), ...firstServiceOfAnAccount()];
});
afterAll(async () => {
  await Promise.all([stage.stop(), inPlace.stop()]);
  rmSync(folder, { recursive: true });
});

/** Every stage begins with a service, so this alone is asked of the table. */
function firstServiceOfAnAccount(): Authorization[] {
  const cloud = { region: 'eu-west-1', accountId: '123456789012', tables: emptyTables() };
  const tags = [{ key: 'medusa-preview:owner', value: 'acme/shop:shop' }];
  const input = { cluster: 'shop', serviceName: 'medusa', tags };
  const checks = ecsChecks.CreateService?.(input as never, cloud as never) ?? [];
  return checks.map((each) => ({ operation: 'CreateService', ...each, isAllowed: policyOf(policy).allows(each) }));
}

const without = (sid: string) => ({ ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== sid) });
const FOR_PREVIEWS = without(IN_PLACE);
/** docs/iam-policy.md says how. */
const ownedBy = (owner: string) =>
  JSON.parse(JSON.stringify(FOR_PREVIEWS).replaceAll('medusa-preview:owner":"*"', `medusa-preview:owner":"${owner}"`));
const refusedBy = (document: unknown, among = asked) => {
  const { allows } = policyOf(document);
  return among.filter((each) => !allows(each));
};

test('the policy is valid, and fits into a managed policy of AWS', () => {
  expect(validateIdentityPolicy(policy)).toEqual([]);
  expect(lintPolicy(policy)).toEqual([]);
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(6144);
});

test('the policy grants every action on every resource that the runs used', () => {
  expect(asked.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
});

test.each(policy.Statement.map((statement) => [statement.Sid, statement] as const))(
  '%s: the runs used every action and every resource that it grants, and nothing that AWS does not document',
  async (_, statement) => {
    const isUsed = (part: Partial<Statement>) =>
      refusedBy({ ...policy, Statement: [{ ...statement, ...part }] }).length < asked.length;
    expect([statement.Action].flat().filter((Action) => !isUsed({ Action }))).toEqual([]);
    expect([statement.Resource].flat().filter((Resource) => !isUsed({ Resource }))).toEqual([]);
    expect(await undocumentedInStatement(statement)).toEqual([]);
  },
);

test('what AWS can scope by a resource is scoped by one, but for what AWS checks on another resource than it says', async () => {
  const onAnything = await Promise.all(policy.Statement.map(needlesslyOnAnything));
  expect(onAnything.flat()).toEqual(['ecs:ListTasks', 'ecs:RegisterTaskDefinition']);
});

test('what the simulator checks is what AWS documents', async () => {
  const undocumented = await Promise.all(asked.map(undocumentedInCheck));
  expect([...new Set(undocumented.flat())]).toEqual([]);
});

test('without the last statement, previews lack nothing, and only services of others cannot be updated', () => {
  const previews = (['deploy', 'plan', 'destroy', 'sweep'] as const).flatMap((mode) => life[mode]);
  expect(refusedBy(FOR_PREVIEWS, previews)).toEqual([]);
  expect(refusedBy(FOR_PREVIEWS).map(({ action, resource }) => `${action} ${resource}`)).toEqual([
    'ecs:UpdateService arn:aws:ecs:eu-west-1:123456789012:service/shop/medusa',
  ]);
});

test('with the owner filled in, everything of that owner goes on, and nothing that bears the tag of another', () => {
  const writes = asked.filter(({ operation }) => !/^(Describe|Get|List)/.test(operation));
  const tagged = writes.filter(({ context }) => Object.keys(context).some((key) => key.endsWith('preview:owner')));
  expect(refusedBy(ownedBy('acme/shop:*'))).toEqual(refusedBy(FOR_PREVIEWS));
  expect(refusedBy(ownedBy('acme/other:*'), tagged)).toEqual(tagged);
});

test('nobody can hand what is ours to another owner', () => {
  const retags = asked.filter(({ operation }) => ['AddTags', 'TagResource'].includes(operation));
  const retaggedTo = (owner: string) =>
    retags.map(({ context, ...rest }) => ({
      ...rest,
      context: { ...context, 'aws:RequestTag/medusa-preview:owner': owner, 'aws:TagKeys': ['medusa-preview:owner'] },
    }));
  const actionsOf = (requests: { action: string }[]) => [...new Set(requests.map(({ action }) => action))].sort();
  expect(actionsOf(retags)).toEqual(['cloudfront:TagResource', 'ecs:TagResource', 'elasticloadbalancing:AddTags']);
  // CloudFront does not distinguish tags of something new from tags of something that is there.
  const refused = refusedBy(policy, retaggedTo('mallory/else:else'));
  expect(actionsOf(refused)).toEqual(['ecs:TagResource', 'elasticloadbalancing:AddTags']);
});

test('what is not ours is refused to the credentials of the action, by AWS and not by our own care', async () => {
  const others = await makeOthers(stage.endpoint);
  const clients = awsClients(stage.endpoint, { accessKeyId: 'simulated' });
  for (const [attempt, action, send] of ATTEMPTS) {
    const { name, message } = await refusalOf(send(clients, others));
    expect([attempt, name, message]).toEqual([
      attempt,
      expect.stringMatching(/^(AccessDenied|UnauthorizedOperation)/),
      expect.stringMatching(`not authorized to perform: ${action} on resource: .* because no identity-based policy`),
    ]);
  }
});

test('a run that lacks an action ends with a sentence that names it', async () => {
  const lacking = await openStage(flagFor(text.replace('"elasticloadbalancing:CreateTargetGroup"', '"s3:GetObject"')));
  const play = await lacking.act().finally(() => lacking.stop());
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(
    /::error::creating target group shop-pr-42: AccessDenied: .* elasticloadbalancing:CreateTargetGroup on resource: arn:[^ ]*:targetgroup\/shop-pr-42\/\* .*%0AAdd elasticloadbalancing:CreateTargetGroup to the policy of the role/,
  );
});

test.each([
  ['is no JSON', '{', 'cannot be read'],
  ['is not valid', text.replace('"Effect"', '"Affect"'), 'is not valid: Statement[0]'],
])('a policy that %s is refused with a sentence', async (_, content, sentence) => {
  await expect(startSimulator(flagFor(content))).rejects.toThrow(sentence);
});

test('the page says for each mode what is needed and what for, and explains each statement', () => {
  const page = readPage();
  const rendered = renderPage(page, life, policy.Statement);
  const { snapshotState } = expect.getState() as unknown as { snapshotState: { _updateSnapshot: string } };
  if (snapshotState._updateSnapshot === 'all') writePage(rendered);
  else expect(page).toBe(rendered);
  const reasons = readReasons(rendered);
  expect([...reasons].filter(([, reason]) => reason === '')).toEqual([]);
  const [, explained = ''] = rendered.split('## Statement by statement');
  expect(policy.Statement.filter(({ Sid }) => !explained.includes(`\`${Sid}\``))).toEqual([]);
});
