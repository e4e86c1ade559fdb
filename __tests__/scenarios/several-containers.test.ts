import {
  type ContainerDefinition,
  CreateServiceCommand,
  type RegisterTaskDefinitionCommandInput,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { REDIS_CONTAINER } from '../../src/environment/redis.ts';
import { registerLikeBase } from '../support/base-definition.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const NGINX = { name: 'nginx', image: 'nginx:1', essential: true, portMappings: [{ containerPort: 80 }] };
const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging', mode: 'plan' };
const INIT = ['node', '-e', 'console.log("init " + process.env.DATABASE_URL)'];

/** Registers the base's task definition with other containers around Medusa's. */
async function register(
  family: string,
  containers: (medusa: ContainerDefinition) => ContainerDefinition[],
): Promise<string> {
  await registerLikeBase(stage, { family, containers });
  return family;
}

/** The containers of the base, without the Redis beside them. */
function registered({ writes }: Play): ContainerDefinition[] {
  const call = writes.find(({ operation }) => operation === 'RegisterTaskDefinition');
  const { containerDefinitions = [] } = (call?.input ?? {}) as Partial<RegisterTaskDefinitionCommandInput>;
  return containerDefinitions.filter(({ name }) => name !== REDIS_CONTAINER);
}

const imagesOf = (play: Play) =>
  registered(play).map(({ name, image }) => `${name} ${image?.split(/[/:]/).slice(-2).join(':')}`);
const isPreloaded = ({ environment = [] }: ContainerDefinition) =>
  environment.some(({ name, value = '' }) => name === 'NODE_OPTIONS' && value.includes('database=shop_pr_42'));

test('behind a proxy, Medusa gets the image, and the load balancer leads to the proxy', async () => {
  const family = await register('proxied', (medusa) => [NGINX, medusa]);
  const { ecs, loadBalancing } = awsClients(stage.endpoint);
  const { TargetGroups = [] } = await loadBalancing.describeTargetGroups({});
  const targetGroupArn = String(TargetGroups[0]?.TargetGroupArn);
  await ecs.send(
    new UpdateServiceCommand({
      cluster: 'shop',
      service: 'medusa',
      taskDefinition: family,
      loadBalancers: [{ targetGroupArn, containerName: 'nginx', containerPort: 80 }],
    }),
  );
  const play = await stage.act({ 'wait-for': 'none', image: stage.imageOf('v2') });
  expect(play.exitCode).toBe(0);
  expect(imagesOf(play)).toEqual(['nginx nginx:1', 'medusa medusa:v2']);
  const created = play.writes.find(({ operation }) => operation === CreateServiceCommand.name.replace('Command', ''));
  expect(created?.input).toMatchObject({ loadBalancers: [{ containerName: 'nginx', containerPort: 80 }] });
  const inPlace = await stage.act({ ...IN_PLACE, image: stage.imageOf('v2') });
  expect(inPlace.exitCode).toBe(0);
  expect(inPlace.log).toMatch(/~ update task definition proxied: medusa\.image/);
  expect(inPlace.log).not.toContain('nginx');
});

test('a worker and an init container of the same image get it as well, and the database of the environment', async () => {
  const family = await register('with-worker', (medusa) => [
    { ...medusa, name: 'init', essential: false, portMappings: [], command: INIT },
    { ...medusa, name: 'worker', portMappings: [], command: ['node', '-e', 'setInterval(() => {}, 1000)'] },
    { ...medusa, dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }] },
  ]);
  const inputs = { 'task-definition': family, database: 'isolated' };
  const play = await stage.act({ ...inputs, image: stage.imageOf('v2') });
  expect(play.outputs.action).toBe('created');
  expect(imagesOf(play)).toEqual(['init medusa:v2', 'worker medusa:v2', 'medusa medusa:v2']);
  expect(registered(play).map(isPreloaded)).toEqual([true, true, true]);
  expect(play.log).not.toContain('keeps its image');
  expect((await stage.act({ ...inputs, image: stage.imageOf('v2') })).writes).toEqual([]);
  expect((await stage.act({ ...inputs, mode: 'destroy' })).exitCode).toBe(0);
  expect(await stage.databases()).toEqual([]);
  const shared = await stage.act({ 'task-definition': family, image: stage.imageOf('v2'), 'wait-for': 'none' });
  expect(imagesOf(shared)).toEqual(['init medusa:v2', 'worker medusa:v2', 'medusa medusa:v2']);
});

test('a worker that visibly keeps away from the database of the environment is refused before anything is written', async () => {
  const start = 'NODE_OPTIONS=--max-old-space-size=512 exec medusa start';
  const worker = (over: Partial<ContainerDefinition>) =>
    register('astray', (medusa) => [medusa, { ...medusa, name: 'worker', portMappings: [], ...over }]);
  const inputs = { 'task-definition': await worker({ command: ['sh', '-c', start] }) };
  for (const mode of ['plan', 'deploy']) {
    const play = await stage.act({ ...inputs, mode, database: 'isolated' });
    expect(play).toMatchObject({ exitCode: 1, writes: [] });
    expect(play.log).toContain('::error::database: "command" of container worker overwrites NODE_OPTIONS');
  }
  const shared = await stage.act({ ...inputs, mode: 'plan' });
  expect(shared.log).toContain('::warning::"command" of container worker overwrites NODE_OPTIONS');
  const environment = [
    { name: 'DB_HOST', value: 'db' },
    { name: 'DATABASE_URL', value: 'postgres://other/medusa' },
  ];
  await worker({ environment, secrets: [] });
  const beside = await stage.act({ ...inputs, mode: 'plan', database: 'isolated' });
  expect(beside.log).toContain('::warning::DB_HOST: set in addition to DATABASE_URL');
  expect(beside.log).toContain('::warning::container worker: its DATABASE_URL differs from that of medusa');
});

test('beside an essential container that goes on, a one-off task ends with its command', async () => {
  const run = ['node', '-e', 'setInterval(() => {}, 1000)'];
  const family = await register('beside', (medusa) => [
    { ...medusa, essential: false },
    { ...medusa, name: 'proxy', portMappings: [], command: run },
  ]);
  const inputs = { 'task-definition': family, container: 'medusa', database: '', 'wait-minutes': '1' };
  const made = await stage.act(inputs);
  expect(made).toMatchObject({ exitCode: 0, outputs: { action: 'created' } });
  const failed = await stage.act({ ...inputs, 'migrate-command': 'exit 7', image: stage.imageOf('v2') });
  expect(failed.log).toContain('migrate-command failed: exit code 7.');
  expect((await stage.act({ ...inputs, mode: 'destroy' })).exitCode).toBe(0);
});

test('where it is unclear which container is Medusa, the input that says it is named, and nothing is written', async () => {
  const family = await register('elsewhere', (medusa) => [NGINX, { ...medusa, image: 'ghcr.io/acme/medusa:1' }]);
  const play = await stage.act({ 'task-definition': family, database: 'isolated' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(
    /::error::container: none of the containers of elsewhere has an image of \S+\/medusa\. Set "container" to the Medusa container: nginx, medusa\./,
  );
  expect(play.writes).toEqual([]);
  const named = await stage.act({ 'task-definition': family, container: 'nginx', database: 'isolated' });
  expect(named.log).toContain('Container medusa has one: if that is Medusa, set "container" to it.');
  expect(named.log).not.toContain('database: shared');
});
