// Task definitions with the members that the samples of AWS's and of Datadog's documentation have, each with a Medusa beside them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerDefinition, RegisterTaskDefinitionCommandInput, TaskDefinition } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

interface Sample {
  /** The page of documentation with a sample of this kind. */
  page: string;
  definition: Partial<RegisterTaskDefinitionCommandInput>;
  /** The part of it that is about the application's container. */
  medusa: Partial<ContainerDefinition>;
}

const FOLDER = join(import.meta.dirname, '../support/task-definitions');
const SAMPLES = readdirSync(FOLDER).map((file): [string, Sample] => [
  file.replace('.json', ''),
  JSON.parse(readFileSync(join(FOLDER, file), 'utf8')),
]);
/** AWS returns these and does not take them back. */
const RETURNED_ONLY = ['taskDefinitionArn', 'revision', 'status', 'requiresAttributes', 'compatibilities'];
const OF_REGISTRATION = ['registeredAt', 'registeredBy'];
/** No task runs: what the sidecars would do is not simulated. */
const WITHOUT_TASKS = { 'desired-count': '0', 'wait-for': 'none', 'migrate-command': 'none', container: 'medusa' };

/** On instances, which take whatever Fargate takes, and GPUs as well. */
const stage = scenarioStage([], { instances: [{}], base: { settings: { launchType: 'EC2' } }, hasVpcOrigin: true });

async function registerBase(family: string, { definition, medusa }: Sample): Promise<TaskDefinition> {
  const { ecs } = awsClients(stage.endpoint);
  const { taskDefinition: base = {} } = await ecs.describeTaskDefinition({ taskDefinition: 'shop-medusa' });
  const { networkMode, cpu, memory, taskRoleArn, executionRoleArn, containerDefinitions: [container] = [] } = base;
  const { taskDefinition = {} } = await ecs.registerTaskDefinition({
    ...{ family, networkMode, cpu, memory, taskRoleArn, executionRoleArn, requiresCompatibilities: ['FARGATE'] },
    ...definition,
    containerDefinitions: [...(definition.containerDefinitions ?? []), { ...container, ...medusa }],
  });
  return taskDefinition;
}

function registeredIn({ writes }: Play): Partial<RegisterTaskDefinitionCommandInput> {
  const write = writes.find(({ operation }) => operation === 'RegisterTaskDefinition');
  const { tags: _, ...definition } = (write?.input ?? {}) as Partial<RegisterTaskDefinitionCommandInput>;
  return definition;
}

function expectedOf(base: TaskDefinition): object {
  const left = [...RETURNED_ONLY, ...OF_REGISTRATION];
  const kept = Object.fromEntries(Object.entries(base).filter(([member]) => !left.includes(member)));
  const containerDefinitions = base.containerDefinitions?.map((container) => {
    if (container.name !== 'medusa') return container;
    const environment = expect.arrayContaining([{ name: 'NODE_ENV', value: 'production' }]);
    const secrets = container.secrets?.toSorted(({ name = '' }, other) => name.localeCompare(other.name ?? ''));
    return { ...container, image: stage.imageOf('v1'), environment, secrets, stopTimeout: 10 };
  });
  return { ...kept, family: 'shop-pr-42', containerDefinitions };
}

test.each(SAMPLES)('%s passes through a copy without loss', async (family, sample) => {
  const base = await registerBase(family, sample);
  const play = await stage.act({ ...WITHOUT_TASKS, 'task-definition': family });
  expect(play.log).not.toContain('::error::');
  expect(registeredIn(play)).toEqual(expectedOf(base));
  // The simulator has dropped none of the members of the sample before the copy could.
  const containers = [...(sample.definition.containerDefinitions ?? []), sample.medusa].map(
    ({ environment, ...rest }) => ({
      ...rest,
      environment: expect.arrayContaining(environment ?? []),
    }),
  );
  expect(base).toMatchObject({ ...sample.definition, containerDefinitions: containers });
  expect((await stage.act({ ...WITHOUT_TASKS, 'task-definition': family })).writes).toEqual([]);
});

/** The simulator takes no such volume, so its replies get one. */
test('a volume that the service configures at launch stays in place, where no one-off task is due', async () => {
  const add = (operation: string, member: string, value: object[]) =>
    stage.fault({ service: 'ecs', kind: 'add', operation, member, value, times: 9 });
  await add('DescribeServices', 'services.0.deployments.0.volumeConfigurations', [{ name: 'data' }]);
  await add('DescribeTaskDefinition', 'taskDefinition.volumes', [{ name: 'data', configuredAtLaunch: true }]);
  const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging' };
  const { exitCode, log } = await stage.act({ ...inPlace, 'migrate-command': 'none', mode: 'plan' });
  await stage.control('DELETE', 'faults');
  expect(log).toContain('~ update service medusa');
  expect(exitCode).toBe(0);
});
