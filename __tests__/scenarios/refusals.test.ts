// Shows that what AWS would refuse for certain is reported by a plan and by a deploy before anything is written, a row for each
// refusal; and that the simulator refuses the same definition as AWS does, so that a check which is missing shows. docs/refusals.md
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { definitionOf, MEDUSA, type Refused, type RefusedByAws } from '../support/refused.ts';
import { REFUSED_CONTAINERS } from '../support/refused-containers.ts';
import { REFUSED_DEFINITIONS } from '../support/refused-definitions.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

const IN_PLACE = {
  'base-service': '',
  service: 'shop/medusa',
  environment: 'staging',
  database: '',
  'migrate-command': 'npx medusa db:migrate',
};

/** A service that does not exist is created, which the policy in place does not allow. */
const OF_A_PREVIEW = { AWS_ACCESS_KEY_ID: 'simulated' };

let stage: ScenarioStage;
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
beforeAll(async () => {
  stage = await openStage([], { hasVpcOrigin: true });
});
beforeEach(() => stage.control('DELETE', 'faults'));
afterAll(async () => {
  rmSync(workspace, { recursive: true });
  await stage.stop();
});

/** The lines of the one error. */
function problemsOf(log: string): string[] {
  const [error = '', ...others] = log.split('\n').filter((line) => line.startsWith('::error::'));
  expect(others).toEqual([]);
  const lines = error.replace('::error::', '').replaceAll('%25', '%').split('%0A');
  return lines.map((line) => line.replace(/^- /, ''));
}

async function describeNothing(): Promise<Record<string, string>> {
  const { listener } = await findRouting(stage);
  const network = { subnets: 'subnet-0a', 'security-groups': 'sg-0a', 'listener-arn': String(listener.ListenerArn) };
  return { ...IN_PLACE, service: 'shop/staging', ...network };
}

async function expectRefused(refused: Refused): Promise<void> {
  const { problems, inputs, observed, file, medusa, sidecar, isMadeFromNothing = false } = refused;
  const isOfFile = (file ?? medusa ?? sidecar) !== undefined;
  if (isOfFile) writeFileSync(join(workspace, 'task.json'), JSON.stringify(definitionOf(refused)));
  if (observed !== undefined) {
    await stage.fault({ service: 'ecs', operation: 'DescribeServices', kind: 'add', times: 9, ...observed });
  }
  const ofFile = isOfFile ? { 'task-definition': 'task.json', container: 'medusa' } : {};
  const written = { ...ofFile, ...(isMadeFromNothing ? await describeNothing() : {}), ...inputs };
  const wish = { workspace, ...(isMadeFromNothing ? { variables: OF_A_PREVIEW } : {}) };
  const plays = await Promise.all(['plan', 'deploy'].map((mode) => stage.act({ ...written, mode }, wish)));
  for (const { exitCode, log, writes } of plays) {
    expect(problemsOf(log)).toEqual(problems);
    expect([exitCode, ...writes]).toEqual([1]);
  }
}

async function expectRefusedByAws(refused: RefusedByAws): Promise<void> {
  const { ecs } = awsClients(stage.endpoint);
  const registering = ecs.registerTaskDefinition({ family: 'refused', ...definitionOf(refused) } as never);
  await expect(registering).rejects.toMatchObject({ name: 'ClientException', message: refused.aws });
}

describe('of a file, and by RegisterTaskDefinition', () => {
  test.each([...REFUSED_CONTAINERS, ...REFUSED_DEFINITIONS])('%s', async (_, refused) => {
    await expectRefused(refused);
    await expectRefusedByAws(refused);
  });
});

describe('of what only the action puts together', () => {
  test.each<[string, Refused]>([
    [
      'members that are unknown',
      {
        file: { futureThing: true },
        medusa: { enviroment: [], healthcheck: {} },
        problems: [
          'task-definition: task.json has members that this version of the action does not know, so they would be lost: futureThing, containerDefinitions[0].enviroment, containerDefinitions[0].healthcheck (healthCheck). Correct their spelling or their place, or take them out.',
        ],
      },
    ],
    [
      'an input that makes the task smaller than a container',
      {
        sidecar: { cpu: 512, memory: 1536 },
        file: { cpu: '1024', memory: '3072' },
        inputs: { cpu: '256', memory: '1024' },
        problems: [
          'cpu: the containers ask for 512 CPU units together, and the task has 256. Raise "cpu", or lower theirs in the task definition.',
          'memory: container sidecar asks for 1536 MiB, and the task has 1024. Raise "memory", or lower the container\'s in the task definition.',
        ],
      },
    ],
    [
      'a size of the base that Fargate does not have',
      {
        inputs: { memory: '9000' },
        problems: [expect.stringMatching(/^cpu, memory: Fargate has no task of 512 CPU units and 9000 MiB\./)],
      },
    ],
    [
      'too many subnets',
      {
        inputs: { subnets: Array.from({ length: 17 }, (_, at) => `subnet-0${at}`).join(',') },
        problems: ['subnets: there are 17, and ECS takes 16.'],
      },
    ],
    [
      'ECS Exec of a base service that has no role of its tasks',
      {
        observed: { operation: 'DescribeTaskDefinition', member: 'taskDefinition.taskRoleArn', value: null },
        problems: [
          'task-role-arn: there is no task role, and ECS Exec, which is on in medusa, requires one. Name one, or turn ECS Exec off.',
        ],
      },
    ],
    [
      'a volume that is configured at launch',
      {
        file: { volumes: [{ name: 'data', configuredAtLaunch: true }] },
        problems: [
          'task-definition: it has the volume "data", which is configured at launch, so it cannot be copied. Use a task definition without it.',
        ],
      },
    ],
  ])('%s', async (_, refused) => {
    await expectRefused(refused);
  });
});

describe('in place, before anything is migrated', () => {
  test.each<[string, Refused]>([
    [
      'a container that the service leads to and the file lacks',
      {
        file: { containerDefinitions: [{ ...MEDUSA, name: 'web' }] },
        inputs: { container: 'web' },
        problems: [
          'task-definition: it has no container "medusa", to which medusa leads. It has web: give the one that medusa leads to that name.',
        ],
      },
    ],
    [
      'another port of a proxy than the service leads to',
      {
        observed: { member: 'services.0.loadBalancers.0.containerPort', value: 8080 },
        file: { containerDefinitions: [MEDUSA] },
        inputs: { container: 'medusa:9000' },
        problems: [
          'task-definition: container medusa has no port 8080, to which medusa leads. Add it to its portMappings.',
        ],
      },
    ],
    [
      'a port of Service Connect that the file does not name',
      {
        observed: {
          member: 'services.0.deployments.0.serviceConnectConfiguration',
          value: { enabled: true, services: [{ portName: 'http' }] },
        },
        medusa: {},
        problems: [
          'task-definition: no port is named "http", as the Service Connect of medusa has it. Name it in portMappings.',
        ],
      },
    ],
    [
      'ECS Exec without a role of the task',
      {
        inputs: { 'task-role-arn': 'none' },
        problems: [
          'task-role-arn: there is no task role, and ECS Exec, which is on in medusa, requires one. Name one, or turn ECS Exec off.',
        ],
      },
    ],
    [
      'a volume that the service configures, for a one-off task',
      {
        observed: { member: 'services.0.deployments.0.volumeConfigurations', value: [{ name: 'data' }] },
        file: { volumes: [{ name: 'data', configuredAtLaunch: true }] },
        problems: [
          'migrate-command: it runs in a one-off task, which cannot have the volume "data" that is configured at launch. Set "migrate-command" to none and migrate by other means, or use a task definition without this volume.',
        ],
      },
    ],
    [
      'a volume that the service does not configure',
      {
        file: { volumes: [{ name: 'data', configuredAtLaunch: true }] },
        inputs: { 'migrate-command': 'none' },
        problems: [
          'task-definition: the volume "data" has to be configured at launch in the task definition and in medusa, and is in one of them alone.',
        ],
      },
    ],
    [
      'a network mode that the service does not have',
      {
        file: { networkMode: 'bridge', requiresCompatibilities: ['EC2'] },
        observed: { member: 'services.0.launchType', value: 'EC2' },
        problems: ['task-definition: it has the network mode bridge, and medusa runs in subnets. Set it to awsvpc.'],
      },
    ],
    [
      'a count of a daemon',
      {
        observed: { member: 'services.0.schedulingStrategy', value: 'DAEMON' },
        inputs: { 'desired-count': '2' },
        problems: ['desired-count: medusa is a DAEMON service, which has none. Leave it out.'],
      },
    ],
    [
      'a member of the definition that is newer than the SDK',
      {
        observed: {
          operation: 'DescribeTaskDefinition',
          member: 'taskDefinition.containerDefinitions.0.trustedExecutionConfiguration',
          value: { mode: 'STRICT' },
        },
        problems: [
          'task-definition: shop-medusa has containerDefinitions[0].trustedExecutionConfiguration, which this version of the action does not know, so the service would lose it. Use a newer version of the action, or set "task-definition" to one without it.',
        ],
      },
    ],
  ])('%s', async (_, refused) => {
    await expectRefused({ ...refused, inputs: { ...IN_PLACE, ...refused.inputs } });
  });
});

test('a copy is made without a member that is newer than the SDK, and says so', async () => {
  await stage.fault({
    service: 'ecs',
    operation: 'DescribeTaskDefinition',
    kind: 'add',
    member: 'taskDefinition.trustedExecutionConfiguration',
    value: { mode: 'STRICT' },
    times: 9,
  });
  const { exitCode, log } = await stage.act({ mode: 'plan' });
  expect(log).toContain(
    'task-definition: shop-medusa has trustedExecutionConfiguration, which this version of the action does not know, so this environment is without it.',
  );
  expect(exitCode).toBe(0);
});
