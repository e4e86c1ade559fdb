// Owns running one-off tasks from within a test, against a simulator: a world whose log is kept, and tasks to run in it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerDefinition, Task, TaskDefinition } from '@aws-sdk/client-ecs';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { createClient } from '../../packages/simulator/client.ts';
import { placementOf } from '../../src/environment/placement.ts';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { CancelledError } from '../../src/errors.ts';
import { ownerTags, type Tags } from '../../src/identity.ts';
import { commandStep } from '../../src/tasks/steps.ts';
import type { OneOffTask } from '../../src/tasks/task-start.ts';
import type { Clock, World } from '../../src/world.ts';
import { awsFrom } from './aws-clients.ts';
import { registerLikeBase } from './base-definition.ts';
import { identity } from './build.ts';

const FAMILY = 'one-off';

export interface OneOffRun {
  world: World;
  lines: string[];
  /** The log of the task, as it is shown. */
  quoted(): string[];
  untilQuoted(text: string): Promise<unknown>;
  /** Cancels the run as a signal does. */
  cancel(): void;
}

/** `isOnCloudTime`: what the run waits, the cloud lives through, and else no time passes for it, however fast either goes. */
export function openRun(
  endpoint: string,
  { minutes = 5, isOnCloudTime = false, accessKeyId = 'administrator' } = {},
): OneOffRun {
  const lines: string[] = [];
  const line = (text: string) => void lines.push(...text.split('\n'));
  const cancellation = new AbortController();
  const quoted = () => lines.filter((text) => text.startsWith('  | ')).map((text) => text.slice(4));
  const clock = (isOnCloudTime ? cloudClock : realClock)(endpoint, cancellation.signal);
  const world: World = {
    aws: awsFrom(endpoint, { accessKeyId }),
    clock,
    log: { line, notice: line, warning: line, debug: line, group: (_, work) => work() },
    get: async () => ({ status: 200, headers: {}, body: '' }),
    guard: async () => undefined,
    progress: { begin: () => undefined, during: (_, work) => work() },
    deadline: { atMilliseconds: clock.nowMilliseconds() + minutes * 60_000, minutes },
  };
  return {
    world,
    lines,
    quoted,
    untilQuoted: (text) =>
      eventually(
        async () => quoted(),
        (shown) => shown.includes(text),
      ),
    cancel: () => cancellation.abort(),
  };
}

function realClock(_: string, signal: AbortSignal): Clock {
  return {
    nowMilliseconds: () => performance.now(),
    sleep: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(throwCancelled),
  };
}

function cloudClock(endpoint: string, signal: AbortSignal): Clock {
  const { pass } = createClient(endpoint);
  let now = 0;
  return {
    nowMilliseconds: () => now,
    sleep: async (milliseconds) => {
      await pass(milliseconds / 1000, signal).catch(throwCancelled);
      now += milliseconds;
    },
  };
}

function throwCancelled(): never {
  throw new CancelledError('The run was cancelled.');
}

/** A new revision of the base service's task definition, with its container changed. */
export function registerRevision(
  endpoint: string,
  changes: Partial<ContainerDefinition> = {},
  tags?: Tags,
): Promise<TaskDefinition> {
  return registerLikeBase({ endpoint }, { family: FAMILY, containers: (medusa) => [{ ...medusa, ...changes }], tags });
}

export async function describeOneOff(
  endpoint: string,
  command: string,
  over: Partial<OneOffTask> = {},
): Promise<OneOffTask> {
  const { networkConfiguration } = await findBase(endpoint);
  const taskDefinition = over.taskDefinition ?? (await registerRevision(endpoint));
  return {
    steps: [commandStep('migrate-command', command)],
    tokenParts: [String(taskDefinition.taskDefinitionArn), command],
    isRepeatable: true,
    cluster: 'shop',
    taskDefinition,
    container: 'medusa',
    networkConfiguration,
    capacityProviderStrategy: undefined,
    launchType: 'FARGATE',
    placement: placementOf({}),
    tags: ownerTags(identity()),
    hintOf: (remedy) => `The service was not changed. ${remedy}`,
    ...over,
  };
}

async function findBase(endpoint: string) {
  const found = await awsClients(endpoint).ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  return found.services?.[0] ?? {};
}

/** The tasks of that revision that can be seen. */
export async function tasksOf(endpoint: string, { taskDefinition }: OneOffTask): Promise<Task[]> {
  const { ecs } = awsClients(endpoint);
  const lists = await Promise.all(
    (['RUNNING', 'STOPPED'] as const).map((desiredStatus) =>
      ecs.listTasks({ cluster: 'shop', family: FAMILY, desiredStatus }),
    ),
  );
  const arns = lists.flatMap(({ taskArns = [] }) => taskArns);
  if (arns.length === 0) return [];
  const { tasks = [] } = await ecs.describeTasks({ cluster: 'shop', tasks: arns });
  return tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === taskDefinition.taskDefinitionArn);
}

/** A command that writes `waiting`, and goes on to its end when it is released. */
export function heldCommand(folder: string, end: string): { command: string; release(): void } {
  const gate = join(folder, 'gate');
  return {
    command: `echo waiting; until [ -e ${gate} ]; do sleep 0.1; done; ${end}`,
    release: () => writeFileSync(gate, ''),
  };
}

/** A task of ours whose entry point is no Node program, and runs on without a look at the command. */
export async function describeUnpassed(endpoint: string, over: Partial<ContainerDefinition> = {}): Promise<OneOffTask> {
  const preload = {
    isHttpsAware: false,
    isNoindex: false,
    hasOwnSecrets: false,
    environment: 'x',
    database: 'shop_pr_42',
  };
  const changes = {
    entryPoint: ['sh', '-c', 'exec sleep 60', 'entry.sh'],
    environment: [{ name: 'NODE_OPTIONS', value: describeNodeOptions('', preload) }],
    ...over,
  };
  const taskDefinition = await registerRevision(endpoint, changes, ownerTags(identity()));
  return describeOneOff(endpoint, 'echo begun', { taskDefinition });
}
