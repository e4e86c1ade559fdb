// Base services with settings that the simulator lacks, so that its replies get them: what becomes of each, and where it is reported.
import type { CreateServiceCommandInput, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });
const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging', database: '' };
const CONNECT = 'deployments.0.serviceConnectConfiguration';
const CONNECTED = { enabled: true };
const LEFT_BEHIND = 'Not taken over from the base service (docs/copies.md says why):';
const UPLOADS = [{ name: 'uploads', efsVolumeConfiguration: { fileSystemId: 'fs-1', rootDirectory: '/' } }];

/** Puts the value into the reply of the next such call. */
function add(operation: string, member: string, value: unknown): Promise<void> {
  return stage.fault({ service: 'ecs', kind: 'add', operation, member, value, times: 1 });
}

const addToBase = (member: string, value: unknown) => add('DescribeServices', `services.0.${member}`, value);

function inputOf<Input>({ writes }: Play, wanted: string): Partial<Input> {
  return (writes.find(({ operation }) => operation === wanted)?.input ?? {}) as Partial<Input>;
}

test('a copy is in no registry, and has the volumes of its base, which are named', async () => {
  await addToBase('serviceRegistries', [{ registryArn: 'arn:aws:servicediscovery:eu-west-1:123456789012:service/a' }]);
  await add('DescribeTaskDefinition', 'taskDefinition.volumes', UPLOADS);
  const play = await stage.act();
  expect(play.outputs.action).toBe('created');
  expect(play.log).toContain(`${LEFT_BEHIND} service registries (Cloud Map).`);
  expect(play.log).toContain('\n  volumes uploads (fs-1)\n');
  expect(inputOf<RegisterTaskDefinitionCommandInput>(play, 'RegisterTaskDefinition').volumes).toEqual(UPLOADS);
  expect(inputOf<CreateServiceCommandInput>(play, 'CreateService')).not.toHaveProperty('serviceRegistries');
});

test('a copy of a service that is deployed blue and green is deployed in the plain way', async () => {
  await addToBase('deploymentConfiguration', { strategy: 'BLUE_GREEN', alarms: { enable: true, alarmNames: ['5xx'] } });
  const play = await stage.act();
  expect(play.outputs.action).toBe('created');
  expect(play.log).toContain(`${LEFT_BEHIND} deployment strategy BLUE_GREEN, deployment alarms.`);
  expect(play.log).toContain('::warning::base-service: medusa has the deployment strategy BLUE_GREEN.');
  expect(inputOf<CreateServiceCommandInput>(play, 'CreateService').deploymentConfiguration).toEqual({
    ...{ minimumHealthyPercent: 100, maximumPercent: 200 },
    deploymentCircuitBreaker: { enable: true, rollback: false },
  });
});

test.each<[string, unknown, string]>([
  ['deploymentController', { type: 'CODE_DEPLOY' }, `${LEFT_BEHIND} deployment controller CODE_DEPLOY.`],
  ['schedulingStrategy', 'DAEMON', `${LEFT_BEHIND} scheduling strategy DAEMON.`],
  [CONNECT, CONNECTED, '::warning::base-service: it uses Service Connect, but its copy does not.'],
])('a plan of a copy says that it does without: %s', async (member, value, expected) => {
  await addToBase(member, value);
  const play = await stage.act({ mode: 'plan' });
  expect(play.log).toContain(expected);
  expect(play.exitCode).toBe(0);
});

test.each<[string, [member: string, value: unknown], string]>([
  ['CodeDeploy', ['deploymentController', { type: 'CODE_DEPLOY' }], 'service: medusa is deployed by CODE_DEPLOY, so'],
  ['an external controller', ['deploymentController', { type: 'EXTERNAL' }], 'service: medusa is deployed by EXTERNAL'],
  [
    'blue and green',
    ['deploymentConfiguration', { strategy: 'BLUE_GREEN', bakeTimeInMinutes: 10 }],
    'service: medusa has the deployment strategy BLUE_GREEN, in which ECS moves the traffic itself',
  ],
])('in place, one that is deployed by %s is refused, in a plan too', async (_, [member, value], problem) => {
  for (const mode of ['plan', 'deploy']) {
    await addToBase(member, value);
    const play = await stage.act({ ...IN_PLACE, mode });
    expect(play.log).toContain(`::error::${problem}`);
    expect([play.exitCode, ...play.writes]).toEqual([1]);
  }
});

test('in place, it is said that a migration is no part of Service Connect', async () => {
  const said = '::warning::service: it uses Service Connect, but its one-off tasks do not.';
  await addToBase(CONNECT, CONNECTED);
  expect((await stage.act({ ...IN_PLACE, mode: 'plan' })).log).toContain(said);
  await addToBase(CONNECT, CONNECTED);
  const without = await stage.act({ ...IN_PLACE, mode: 'plan', 'migrate-command': 'none' });
  expect(without.exitCode).toBe(0);
  expect(without.log).not.toContain('Service Connect');
});
