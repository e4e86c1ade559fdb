import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintPolicy, validateIdentityPolicy } from '@cloud-copilot/iam-policy';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fillIn, POLICIES, type PolicyName, readPolicy, valuesOf } from '../../harness/policies.ts';
import { awsClients, refusalOf } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { emptyTables } from '../../packages/simulator/cloud/cloud.ts';
import type { Authorization } from '../../packages/simulator/iam/authorizer.ts';
import { ecsChecks } from '../../packages/simulator/iam/ecs.ts';
import { policyOf } from '../../packages/simulator/iam/policy.ts';
import { startSimulator } from '../../packages/simulator/process.ts';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { type Life, liveOnce, PURPOSES } from '../support/policy-life.ts';
import { ATTEMPTS, makeOthers } from '../support/policy-others.ts';
import { COLUMNS, readPage, readReasons, withActions, withTrials, writePage } from '../support/policy-page.ts';
import { NAMED, TRIALS } from '../support/policy-trials.ts';
import {
  needlesslyOnAnything,
  type Statement,
  undocumentedInCheck,
  undocumentedInStatement,
} from '../support/service-authorization.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

interface Document {
  Version: string;
  Statement: Statement[];
}

/** Such a load balancer takes more calls than an internal one. */
const HIDDEN = { loadBalancer: { ...SHOP.loadBalancer, scheme: 'internet-facing', subnets: 'private' } } as const;
/** By their own name, which the runs here do not set. */
const VALUES = { ...valuesOf({ ...SHOP, ...HIDDEN }), NAME: 'shop', 'OWNER-TAG': 'acme/shop:shop' };
/** CloudFormation makes such names, and so may people. */
const LONG = {
  ...{ CLUSTER: 'c'.repeat(60), LISTENER: 'l'.repeat(66), NAME: 'n'.repeat(30), 'OWNER-TAG': 'o'.repeat(100) },
  ...{ 'EXECUTION-ROLE': 'e'.repeat(64), 'TASK-ROLE': 't'.repeat(64), 'LOG-GROUP': 'g'.repeat(60) },
};
/** Characters but for white space: of all policies within a role together, and of one that stands for itself. */
const MAX_IN_A_ROLE = 10_240;
const MAX_MANAGED = 6_144;
/** The statements for ECR beside them. */
const MAX_TO_PUSH = 700;
const byName = <Value>(make: (name: PolicyName) => Value) =>
  Object.fromEntries(POLICIES.map((name) => [name, make(name)])) as Record<PolicyName, Value>;
const documentsWith = (values: Record<string, string>) =>
  byName((name) => JSON.parse(fillIn(readPolicy(name), values)) as Document);
const documents = documentsWith(VALUES);
const OF_PURPOSE = Object.fromEntries(COLUMNS) as Record<(typeof PURPOSES)[number], PolicyName>;
const EACH_RUN = OF_PURPOSE['each run'];
const ONCE = OF_PURPOSE.once;

const folder = mkdtempSync(join(tmpdir(), 'policy-'));
const flagFor = (content: string) => {
  const file = join(folder, 'policy.json');
  writeFileSync(file, content);
  return ['--policy', file];
};

let stage: ScenarioStage;
let inPlace: ScenarioStage;
let life: Life;
let asked: Authorization[];

beforeAll(async () => {
  [stage, inPlace] = await Promise.all([openStage([], HIDDEN), openStage([], HIDDEN)]);
  life = withOnceApart(await liveOnce({ previews: stage, inPlace }));
  asked = PURPOSES.flatMap((purpose) => life[purpose]);
});
afterAll(async () => {
  await Promise.all([stage?.stop(), inPlace?.stop()]);
  rmSync(folder, { recursive: true });
});

/** Those that the first deploy of a load balancer alone asks for, which a role without the policy for them does not have. */
function withOnceApart(all: Life): Life {
  const apart = (purpose: 'each run' | 'in place') => {
    const { allows } = policyOf(documents[OF_PURPOSE[purpose]]);
    return { own: all[purpose].filter(allows), once: all[purpose].filter((each) => !allows(each)) };
  };
  const [previews, staging] = [apart('each run'), apart('in place')];
  return {
    'each run': previews.own,
    once: [...previews.once, ...staging.once, ...firstServiceOfAnAccount()],
    'in place': staging.own,
    sweep: all.sweep,
  };
}

/** Every stage begins with a service, so this alone is asked of the table. */
function firstServiceOfAnAccount(): Authorization[] {
  const cloud = { region: 'eu-west-1', accountId: '123456789012', tables: emptyTables() };
  const tags = [{ key: 'medusa-preview:owner', value: 'acme/shop:shop' }];
  const input = { cluster: 'shop', serviceName: 'medusa', tags };
  const checks = (ecsChecks.CreateService?.(input as never, cloud as never) ?? []).filter(({ action }) =>
    action.startsWith('iam:'),
  );
  return checks.map((each) => ({
    operation: 'CreateService',
    ...each,
    isAllowed: policyOf(documents[ONCE]).allows(each),
  }));
}

const refusedBy = (document: unknown, among: Authorization[]) => {
  const { allows } = policyOf(document);
  return among.filter((each) => !allows(each));
};
const granting = ({ Statement }: Document) => Statement.filter(({ Effect }) => Effect === 'Allow');

test.each(POLICIES)('%s is valid, and nothing of it is left to fill in', (name) => {
  expect(validateIdentityPolicy(documents[name])).toEqual([]);
  expect(lintPolicy(documents[name])).toEqual([]);
  expect(JSON.stringify(documents[name])).not.toMatch(/[A-Z]{2,}-[A-Z]{2,}|CLUSTER|LISTENER|NAME|OWNER/);
});

test('filled in with long names, each fits into a role, and that for what is made once beside one of the others', () => {
  const long = documentsWith({ ...VALUES, ...LONG });
  const sizes = byName((name) => JSON.stringify(long[name]).length);
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  expect(Math.max(...Object.values(sizes))).toBeLessThan(MAX_IN_A_ROLE - MAX_TO_PUSH);
  expect(sizes['iam-policy-once']).toBeLessThan(MAX_MANAGED);
});

test.each(PURPOSES)('%s: the policy grants every action on every resource that the runs used', (purpose) => {
  expect(life[purpose].length).toBeGreaterThan(5);
  expect(refusedBy(documents[OF_PURPOSE[purpose]], life[purpose])).toEqual([]);
});

test('only what a load balancer or an account needs once is left to the policy for that', () => {
  expect([...new Set(life.once.map(({ operation, action }) => `${operation}: ${action}`))].sort()).toEqual([
    'AuthorizeSecurityGroupIngress: ec2:AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupIngress: ec2:CreateTags',
    'CreateRule: elasticloadbalancing:AddTags',
    'CreateRule: elasticloadbalancing:CreateRule',
    'CreateService: iam:CreateServiceLinkedRole',
    'CreateVpcOrigin: cloudfront:CreateVpcOrigin',
    'CreateVpcOrigin: cloudfront:TagResource',
    'CreateVpcOrigin: ec2:DescribeInstances',
    'CreateVpcOrigin: iam:CreateServiceLinkedRole',
  ]);
});

const statements = PURPOSES.flatMap((purpose) =>
  granting(documents[OF_PURPOSE[purpose]]).map((statement) => ({ purpose, sid: statement.Sid, statement })),
);

test.each(statements)(
  '$purpose, $sid: the runs used every action and every resource that it grants, and nothing that AWS does not document',
  async ({ purpose, statement }) => {
    const isUsed = (part: Partial<Statement>) => {
      const { allows } = policyOf({ Version: '2012-10-17', Statement: [{ ...statement, ...part }] });
      return life[purpose].some(allows);
    };
    expect([statement.Action].flat().filter((Action) => !isUsed({ Action }))).toEqual([]);
    expect([statement.Resource].flat().filter((Resource) => !isUsed({ Resource }))).toEqual([]);
    expect(await undocumentedInStatement(statement)).toEqual([]);
  },
);

test('what the policies deny is denied by what AWS documents', async () => {
  const denials = POLICIES.flatMap((name) => documents[name].Statement.filter(({ Effect }) => Effect === 'Deny'));
  expect(denials.length).toBeGreaterThan(3);
  expect((await Promise.all(denials.map(undocumentedInStatement))).flat()).toEqual([]);
});

test('what AWS can scope by a resource is scoped by one, but for what AWS checks on another resource than it says', async () => {
  const onAnything = await Promise.all(statements.map(({ statement }) => needlesslyOnAnything(statement)));
  expect([...new Set(onAnything.flat())]).toEqual(['ecs:ListTasks', 'ecs:RegisterTaskDefinition']);
});

test('what the simulator checks is what AWS documents', async () => {
  const undocumented = await Promise.all(asked.map(undocumentedInCheck));
  expect([...new Set(undocumented.flat())]).toEqual([]);
});

test('nothing that bears the tag of another owner is left to a role', () => {
  const others = documentsWith({ ...VALUES, 'OWNER-TAG': 'acme/other:*' });
  for (const purpose of PURPOSES) {
    const writes = life[purpose].filter(({ operation }) => !/^(Describe|Get|List)/.test(operation));
    const tagged = writes.filter(({ context }) => Object.keys(context).some((key) => key.endsWith('preview:owner')));
    // A service in place may bear the tag of whoever made it.
    const owned = tagged.filter(({ action }) => purpose !== 'in place' || action !== 'ecs:UpdateService');
    expect(refusedBy(others[OF_PURPOSE[purpose]], owned)).toEqual(owned);
  }
});

test('nobody can hand what is ours to another owner', () => {
  const owner = 'mallory/else:else';
  const retags = asked
    .filter(({ operation }) => ['AddTags', 'TagResource'].includes(operation))
    .map(({ context, ...rest }) => ({
      ...rest,
      context: { ...context, 'aws:RequestTag/medusa-preview:owner': owner, 'aws:TagKeys': ['medusa-preview:owner'] },
    }));
  expect([...new Set(retags.map(({ action }) => action))].sort()).toEqual([
    'cloudfront:TagResource',
    'ecs:TagResource',
    'elasticloadbalancing:AddTags',
  ]);
  for (const name of POLICIES) expect(refusedBy(documents[name], retags)).toEqual(retags);
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
  const usual = [EACH_RUN, ONCE].flatMap((name) => documents[name].Statement);
  const text = JSON.stringify({ Version: '2012-10-17', Statement: usual }).replaceAll('shop-public', 'shop-internal');
  const lacking = await openStage(flagFor(text.replace('"elasticloadbalancing:CreateTargetGroup"', '"s3:GetObject"')));
  const play = await lacking.act().finally(() => lacking.stop());
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(
    /::error::creating target group shop-pr-42: AccessDenied: .* elasticloadbalancing:CreateTargetGroup on resource: arn:[^ ]*:targetgroup\/shop-pr-42\/\* .*%0AAdd elasticloadbalancing:CreateTargetGroup to the policy of the role/,
  );
});

test.each([
  ['is no JSON', '{', 'cannot be read'],
  ['is not valid', readPolicy(EACH_RUN).replace('"Effect"', '"Affect"'), 'is not valid: Statement[0]'],
])('a policy that %s is refused with a sentence', async (_, content, sentence) => {
  await expect(startSimulator(flagFor(content))).rejects.toThrow(sentence);
});

test('the page says for each purpose what is needed and what for, and what is left open and why', () => {
  const page = readPage();
  const exact = documentsWith({ ...VALUES, ...NAMED });
  const described = withActions(
    page,
    byName((name) => documents[name].Statement),
  );
  const rendered = withTrials(
    described,
    byName((name) => policyOf(exact[name])),
  );
  const { snapshotState } = expect.getState() as unknown as { snapshotState: { _updateSnapshot: string } };
  if (snapshotState._updateSnapshot === 'all') writePage(rendered);
  else expect(page).toBe(rendered);
  expect([...readReasons(rendered)].filter(([, reason]) => reason === '')).toEqual([]);
  const isLeft = (attempt: string) =>
    rendered.includes(`| ${attempt} |`) && rowOf(rendered, attempt).includes('**left**');
  expect(TRIALS.filter(({ attempt, why }) => isLeft(attempt) === (why === ''))).toEqual([]);
});

function rowOf(page: string, attempt: string): string {
  return page.split('\n').find((line) => line.startsWith(`| ${attempt} |`)) ?? '';
}
