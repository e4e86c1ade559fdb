// A storefront beside the backend of the same pull request: a second service on the load balancer, under a name of its own, which
// takes over nothing of what the base service runs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CreateServiceCommandInput, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import type { CreateTargetGroupCommandInput } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findLeftovers, NOTHING_LEFT } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest } from '../../harness/pull-request.ts';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const ROLES = { 'EXECUTION-ROLE': '*', 'TASK-ROLE': '*' };
const stage = scenarioStage([], { hasVpcOrigin: true }, { values: ROLES });
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const imageOf = (tag: string) => stage.imageOf(tag).replace('/medusa:', '/storefront:');
/** Besides those of every run. */
const STOREFRONT = { name: 'shop-storefront', database: 'none', 'task-definition': 'shop-storefront' };
const NAMES = ['shop-pr-42', 'shop-storefront-pr-42'];

const DEFINITION = {
  networkMode: 'awsvpc' as const,
  requiresCompatibilities: ['FARGATE' as const],
  cpu: '256',
  memory: '512',
  executionRoleArn: role('shop-storefront-execution'),
  containerDefinitions: [
    {
      name: 'web',
      image: 'storefront:base',
      portMappings: [{ containerPort: 8000 }],
      environment: [{ name: 'NODE_ENV', value: 'production' }],
    },
  ],
};

const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
afterAll(() => rmSync(workspace, { recursive: true }));
beforeEach(async () => {
  const { ecs } = awsClients(stage.endpoint);
  await ecs.registerTaskDefinition({ family: 'shop-storefront', ...DEFINITION });
  await admitLoadBalancer(8000);
});

/** The security group of the backend's tasks admits it on the backend's port alone: docs/storefront.md. */
async function admitLoadBalancer(port: number): Promise<void> {
  const { ecs, ec2 } = awsClients(stage.endpoint);
  const { services: [base] = [] } = await ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  const [GroupId] = base?.networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [];
  const { loadBalancer } = await findRouting(stage);
  const UserIdGroupPairs = loadBalancer.SecurityGroups?.map((each) => ({ GroupId: each }));
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, UserIdGroupPairs }];
  await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions });
}

function act(inputs: Record<string, string> = {}, wish: Parameters<typeof stage.act>[1] = {}): Promise<Play> {
  return stage.act({ image: imageOf('v1'), ...STOREFRONT, ...inputs }, wish);
}

function inputOf<Input>({ writes }: Play, wanted: string): Partial<Input> {
  return (writes.find(({ operation }) => operation === wanted)?.input ?? {}) as Partial<Input>;
}

interface Echo {
  headers: Record<string, string>;
  variables: Record<string, string>;
}

async function echoOf({ outputs }: Play): Promise<Echo> {
  return JSON.parse((await stage.view(`${outputs.url}/echo`)).body) as Echo;
}

test('gets its own variables and none of Medusa’s, nothing of the base but its place, and no warning', async () => {
  const play = await act({ variables: 'NEXT_PUBLIC_BASE_URL={url}\nMEDUSA_BACKEND_URL=https://api.example.com' });
  expect([play.exitCode, play.outputs.action]).toEqual([0, 'created']);
  expect(play.log).not.toMatch(/::warning::|Inherited from|Not taken over|Medusa/);
  expect(namesOf(play.writes)).not.toContain('ecs:RunTask');
  const definition = inputOf<RegisterTaskDefinitionCommandInput>(play, 'RegisterTaskDefinition');
  expect(definition).toMatchObject({ cpu: '256', executionRoleArn: role('shop-storefront-execution') });
  expect(definition.taskRoleArn).toBeUndefined();
  const [web, ...others] = definition.containerDefinitions ?? [];
  expect(others).toEqual([]);
  expect(web).toMatchObject({ name: 'web', image: imageOf('v1'), secrets: [] });
  expect(web?.environment?.map(({ name, value }) => [name, name === 'NODE_OPTIONS' ? '' : value])).toEqual([
    ['MEDUSA_BACKEND_URL', 'https://api.example.com'],
    ['NEXT_PUBLIC_BASE_URL', play.outputs.url],
    ['NODE_ENV', 'production'],
    ['NODE_OPTIONS', ''],
  ]);
  const service = inputOf<CreateServiceCommandInput>(play, 'CreateService');
  expect(service).toMatchObject({
    cluster: 'shop',
    serviceName: 'shop-storefront-pr-42',
    enableExecuteCommand: false,
    loadBalancers: [{ containerName: 'web', containerPort: 8000 }],
    networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'DISABLED' } },
  });
  expect(inputOf<CreateTargetGroupCommandInput>(play, 'CreateTargetGroup')).toMatchObject({
    HealthCheckPath: '/',
    Matcher: { HttpCode: '200-399' },
  });
});

test('learns that viewers use https, and keeps search engines away, where it runs in Node', async () => {
  const play = await act();
  expect(play.log).not.toContain('proof');
  expect((await stage.view(`${play.outputs.url}/`)).status).toBe(307);
  const answer = await stage.view(`${play.outputs.url}/echo`);
  expect(answer.headers['x-robots-tag']).toBe('noindex');
  expect((await echoOf(play)).headers['x-forwarded-proto']).toBe('https');
  expect((await act()).outputs.action).toBe('unchanged');
});

test('need not run in Node: then a notice says what is missing, once', async () => {
  const play = await act({ image: imageOf('static') });
  expect([play.exitCode, play.outputs.action]).toEqual([0, 'created']);
  expect(play.log).toMatch(/::notice::https:\S+ answers 307, but without the proof of the preload: it is not Node, or/);
  expect(play.log).not.toContain('::warning::');
  const again = await act({ image: imageOf('static') });
  expect([again.outputs.action, ...again.writes]).toEqual(['unchanged']);
  expect(again.log).not.toContain('proof');
});

describe('its task definition', () => {
  test('has to be its own, and nothing is inherited, which is said before anything is asked of AWS', async () => {
    const play = await act({ 'task-definition': '', 'inherit-secrets': 'none' });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('task-definition: missing. With "database: none" nothing of what the base service runs');
    expect(play.log).toContain('inherit-secrets: with "database: none" nothing is inherited');
    expect([...play.reads, ...play.writes]).toEqual([]);
    // A removal does without.
    expect((await act({ 'task-definition': '', mode: 'destroy' })).exitCode).toBe(0);
  });

  test('may be a file, whose execution role pulls the image, and which gives the code no rights', async () => {
    writeFileSync(
      join(workspace, 'web.json'),
      JSON.stringify({ ...DEFINITION, taskRoleArn: role('shop-medusa-task') }),
    );
    const play = await act({ 'task-definition': 'web.json' }, { workspace });
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain(
      `::notice::task-definition: taskRoleArn ${role('shop-medusa-task')} of the file is not used. A file gives no rights to the code of a storefront.`,
    );
    const { executionRoleArn, taskRoleArn } = inputOf<RegisterTaskDefinitionCommandInput>(
      play,
      'RegisterTaskDefinition',
    );
    expect([executionRoleArn, taskRoleArn]).toEqual([role('shop-storefront-execution'), undefined]);
    const given = await act({ 'task-definition': 'web.json', 'task-role-arn': role('web') }, { workspace });
    expect(inputOf<RegisterTaskDefinitionCommandInput>(given, 'RegisterTaskDefinition').taskRoleArn).toBe(role('web'));
  });

  test('needs an execution role of its own, and the base service has none for it', async () => {
    const { executionRoleArn: _, ...rest } = DEFINITION;
    writeFileSync(join(workspace, 'bare.json'), JSON.stringify(rest));
    const play = await act({ 'task-definition': 'bare.json' }, { workspace });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain(
      'container web has an image of ECR, and there is no "executionRoleArn". Give it a role.',
    );
    expect(play.writes).toEqual([]);
  });
});

test('in place, it keeps what it has, and is not migrated', async () => {
  const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'task-definition': '' };
  const play = await act({ ...inPlace, image: stage.imageOf('v2') });
  expect(play.outputs.action).toBe('created');
  expect(play.log).not.toContain('::warning::');
  expect(namesOf(play.writes)).not.toContain('ecs:RunTask');
  const { containerDefinitions: [medusa] = [] } = inputOf<RegisterTaskDefinitionCommandInput>(
    play,
    'RegisterTaskDefinition',
  );
  expect(medusa?.environment).toContainEqual({ name: 'STORE_CORS', value: 'https://shop.example.com' });
  expect(medusa?.secrets?.map(({ name }) => name)).toContain('DATABASE_URL');
});

life('a backend and its storefront', (step) => {
  const sweep = { mode: 'sweep', image: '', 'task-definition': '', database: '' };
  const event = { name: 'schedule', payload: {} };
  const left = () => findLeftovers(stage, NAMES);

  step('have addresses before either is built, by which each knows the other', async () => {
    const prepare = { mode: 'prepare', image: '' };
    const addresses = [await stage.act({ ...prepare, database: 'isolated' }), await act(prepare)];
    expect(addresses.map(({ outputs }) => outputs.action)).toEqual(['prepared', 'prepared']);
    const [api, shop] = addresses.map(({ outputs }) => outputs.url);
    const backend = await stage.act({ mode: 'auto', database: 'isolated', variables: `STORE_CORS=${shop}` });
    const storefront = await act({ mode: 'auto', variables: `MEDUSA_BACKEND_URL=${api}` });
    expect([backend.outputs.url, storefront.outputs.url]).toEqual([api, shop]);
    expect([backend.outputs['publishable-key'], storefront.outputs['publishable-key']]).toEqual([
      expect.stringMatching(/^pk_/),
      '',
    ]);
    expect(storefront.log).not.toContain('publishable');
    expect((await echoOf(storefront)).variables).toMatchObject({ MEDUSA_BACKEND_URL: backend.outputs.url });
    expect((await echoOf(backend)).variables).toMatchObject({ STORE_CORS: storefront.outputs.url });
    expect([backend.outputs['admin-url'], storefront.outputs['admin-url']]).toEqual([`${backend.outputs.url}/app`, '']);
    expect((await left()).services.sort()).toEqual(NAMES);
  });

  step('count apart: each name has its own limit', async () => {
    await changePullRequest(stage, 43, { state: 'open' });
    const wish = { event: { name: 'pull_request', payload: { pull_request: { number: 43 } } } };
    const play = await act({ mode: 'auto', 'max-environments': '1' }, wish);
    expect(play.outputs.reason).toMatch(/^There is one environment, and "max-environments" allows 1\. /);
  });

  step('are planned apart', async () => {
    const play = await act({ mode: 'plan', image: imageOf('v2'), 'health-check-path': '/us' });
    expect(play.outputs.action).toBe('planned');
    expect(play.log).toContain('~ update target group shop-storefront-pr-42');
    expect(play.log).not.toMatch(/[+~-] \w+ [\w ]+ shop-pr-42/);
    expect(play.writes).toEqual([]);
  });

  step('a sweep of one name leaves what is of the other', async () => {
    await changePullRequest(stage, 42, { state: 'closed' });
    const play = await stage.act(sweep, { event });
    expect(play.outputs.reason).toBe('Removed 1 of 1 environments.');
    expect((await left()).services).toEqual(['shop-storefront-pr-42']);
    expect(await stage.databases()).toEqual([]);
  });

  step('a sweep of the other takes that', async () => {
    const play = await stage.act({ ...sweep, name: 'shop-storefront' }, { event });
    expect(play.outputs.reason).toBe('Removed 1 of 1 environments.');
    expect(await left()).toMatchObject({ ...NOTHING_LEFT, taskDefinitions: ['shop-medusa:1', 'shop-storefront:1'] });
  });
});

test('closing takes both, each by its own step', async () => {
  await stage.act({ mode: 'auto' });
  await act({ mode: 'auto' });
  await changePullRequest(stage, 42, { state: 'closed' });
  expect((await stage.act({ mode: 'auto' })).outputs.action).toBe('destroyed');
  expect((await findLeftovers(stage, NAMES)).services).toEqual(['shop-storefront-pr-42']);
  expect((await act({ mode: 'auto', image: '', 'task-definition': '' })).outputs.action).toBe('destroyed');
  expect((await findLeftovers(stage, NAMES)).services).toEqual([]);
});
