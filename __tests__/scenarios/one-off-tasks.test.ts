import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { type RunningSimulator, startSimulator } from '../../packages/simulator/process.ts';
import { CancelledError, RolloutError, WaitError } from '../../src/errors.ts';
import { SupersededError } from '../../src/request/guard.ts';
import { runTask } from '../../src/tasks/task.ts';
import { clientTokenOf, type OneOffTask } from '../../src/tasks/task-start.ts';
import { failureOf } from '../support/build.ts';
import {
  describeOneOff,
  describeUnpassed,
  heldCommand,
  type OneOffRun,
  openRun,
  registerRevision,
  tasksOf,
} from '../support/one-off.ts';

/** In which the guard of a wait is asked more than once. */
const SEVERAL_GUARDS_SECONDS = 300;

let simulator: RunningSimulator;
let folder: string;
beforeAll(async () => {
  // Slow enough that a stopped task can be seen for half a minute.
  simulator = await startSimulator(['--time-scale', '120']);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'one-off-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => simulator.stop());

const run = (minutes?: number) => openRun(simulator.endpoint, minutes === undefined ? {} : { minutes });

/** Leaves the task running, as a run does that is cancelled while it watches it. */
async function abandon(oneOff: OneOffTask) {
  const { world, untilQuoted, cancel } = run();
  const failure = failureOf(() => runTask(world, oneOff));
  await untilQuoted('waiting');
  cancel();
  return failure;
}

test('a run that is cancelled leaves its task running, and the next run joins it', async () => {
  const { endpoint } = simulator;
  const { command, release } = heldCommand(folder, 'echo done');
  const oneOff = await describeOneOff(endpoint, command);
  const error = await abandon(oneOff);
  expect(error).toBeInstanceOf(CancelledError);
  expect(error.message).toMatch(/^The run was cancelled\. Task [0-9a-f]{32} of migrate-command was left running\.$/);
  expect(error.hint).toContain('it waits for that task');
  const { world, lines, untilQuoted } = run();
  const joined = runTask(world, oneOff);
  await untilQuoted('waiting');
  release();
  await joined;
  expect(lines).toContain('  migrate-command is being run already: waiting for the task that an earlier run started');
  expect(await tasksOf(endpoint, oneOff)).toHaveLength(1);
});

test('a run whose time is over leaves its task running', async () => {
  const { command, release } = heldCommand(folder, 'true');
  const oneOff = await describeOneOff(simulator.endpoint, command);
  const error = await failureOf(() => runTask(run(0.1).world, oneOff));
  expect(error).toBeInstanceOf(WaitError);
  expect(error.message).toContain('of migrate-command was left running');
  expect(await tasksOf(simulator.endpoint, oneOff)).toMatchObject([{ desiredStatus: 'RUNNING' }]);
  release();
  await runTask(run().world, oneOff);
});

test('two runs at the same moment share one task', async () => {
  const { command, release } = heldCommand(folder, 'true');
  const oneOff = await describeOneOff(simulator.endpoint, command);
  const runs = [run(), run()];
  const ended = Promise.all(runs.map(({ world }) => runTask(world, oneOff)));
  await Promise.all(runs.map(({ untilQuoted }) => untilQuoted('waiting')));
  release();
  await ended;
  expect(await tasksOf(simulator.endpoint, oneOff)).toHaveLength(1);
});

test.each([true, false])('a task that failed is run again, repeatable or not: %s', async (isRepeatable) => {
  const mark = join(folder, 'mark');
  const command = `[ -e ${mark} ] || { touch ${mark}; exit 3; }`;
  const oneOff = await describeOneOff(simulator.endpoint, command, { isRepeatable });
  expect((await failureOf(() => runTask(run().world, oneOff))).message).toContain('exit code 3');
  await runTask(run().world, oneOff);
  expect(await tasksOf(simulator.endpoint, oneOff)).toHaveLength(2);
});

test('a task that ended well is run again only where it may be repeated', async () => {
  const repeatable = await describeOneOff(simulator.endpoint, 'true');
  const once = await describeOneOff(simulator.endpoint, 'true', { isRepeatable: false });
  const { world, lines } = run();
  for (const oneOff of [repeatable, repeatable, repeatable, once, once]) await runTask(world, oneOff);
  expect(await tasksOf(simulator.endpoint, repeatable)).toHaveLength(3);
  expect(await tasksOf(simulator.endpoint, once)).toHaveLength(1);
  expect(lines.at(-1)).toMatch(/^ {2}migrate-command has completed before, in task [0-9a-f]{32}$/);
});

test('a task of another revision is waited for', async () => {
  const { command, release } = heldCommand(folder, `sleep 0.2; touch ${folder}/ended`);
  await abandon(await describeOneOff(simulator.endpoint, command));
  const { world, lines } = run();
  const later = await describeOneOff(simulator.endpoint, `[ -e ${folder}/ended ]`);
  const error = await failureOf(() => runTask(run(0).world, later));
  expect(error.message).toMatch(/to end before migrate-command: still "[0-9a-f]{32} [A-Z]+" at the deadline/);
  expect(error.hint).toMatch(/^Look at the log of that task\. If it hangs, stop it in ECS,/);
  const ended = runTask(world, later);
  const isWaiting = (line: string) => line.includes('the task of an earlier run to end before migrate-command');
  await eventually(
    async () => lines,
    (lines) => lines.some(isWaiting),
  );
  expect(await tasksOf(simulator.endpoint, later)).toEqual([]);
  release();
  await ended;
  expect(existsSync(join(folder, 'ended'))).toBe(true);
});

test('a task that has stopped is not waited for, though a list of the running ones shows it still', async () => {
  const { command, release } = heldCommand(folder, 'true');
  const earlier = await describeOneOff(simulator.endpoint, command);
  await abandon(earlier);
  await simulator.fault({ service: 'ecs', operation: 'ListTasks', kind: 'stale', seconds: 100_000, times: 1000 });
  expect(await tasksOf(simulator.endpoint, earlier)).toMatchObject([{ lastStatus: 'RUNNING' }]);
  release();
  await runTask(run().world, earlier);
  const { world, lines } = run();
  await runTask(world, await describeOneOff(simulator.endpoint, 'true'));
  await simulator.control('DELETE', 'faults');
  expect(lines.join('\n')).not.toContain('the task of an earlier run to end');
});

/** Nobody wants the run any more, as the guard of each wait says, which is asked once a minute. */
function overtaken(): OneOffRun & { ended(oneOff: OneOffTask): Promise<unknown> } {
  const open = openRun(simulator.endpoint, { isOnCloudTime: true, minutes: 60 });
  const guard = async () => {
    throw new SupersededError('A newer commit came.', { shouldDestroy: false });
  };
  return { ...open, ended: (oneOff) => runTask({ ...open.world, guard }, oneOff) };
}

test('a run that nobody wants any more follows to its end what runs only once, since that has to be marked', async () => {
  const { command, release } = heldCommand(folder, 'true');
  const oneOff = await describeOneOff(simulator.endpoint, command, { isRepeatable: false });
  const { ended, untilQuoted } = overtaken();
  const following = ended(oneOff);
  await untilQuoted('waiting');
  await simulator.pass(SEVERAL_GUARDS_SECONDS);
  release();
  await following;
  const [task] = await tasksOf(simulator.endpoint, oneOff);
  expect(task?.lastStatus).toMatch(/STOPPED|DEPROVISIONING/);
});

test('but it leaves a migration running, and says so', async () => {
  const { command, release } = heldCommand(folder, 'true');
  const oneOff = await describeOneOff(simulator.endpoint, command);
  const { ended, lines } = overtaken();
  await expect(ended(oneOff)).rejects.toThrow('A newer commit came.');
  expect(lines.at(-1)).toMatch(/^ {2}Task [0-9a-f]{32} of migrate-command was left running\.$/);
  release();
  await runTask(run().world, oneOff);
});

test('an image that cannot be pulled is reported as such, and tried again', async () => {
  const image = simulator.image.replace(/:[^/:]+$/, ':missing');
  const taskDefinition = await registerRevision(simulator.endpoint, { image });
  const oneOff = await describeOneOff(simulator.endpoint, 'true', { taskDefinition });
  for (const count of [1, 2]) {
    const error = await failureOf(() => runTask(run().world, oneOff));
    expect(error.message).toContain(
      'migrate-command failed: it never ran. TaskFailedToStart: CannotPullContainerError',
    );
    expect(error.hint).toMatch(/^The service was not changed\. The image does not exist: /);
    expect(await tasksOf(simulator.endpoint, oneOff)).toHaveLength(count);
  }
});

test('at the deadline no task is started any more', async () => {
  const oneOff = await describeOneOff(simulator.endpoint, 'true');
  const error = await failureOf(() => runTask(run(0).world, oneOff));
  expect(error).toBeInstanceOf(WaitError);
  expect(error.message).toBe('starting migrate-command: not begun at the deadline of 0 minutes');
  expect(await tasksOf(simulator.endpoint, oneOff)).toEqual([]);
});

test('a reply that is lost starts no second task', async () => {
  const oneOff = await describeOneOff(simulator.endpoint, 'true');
  await simulator.fault({ service: 'ecs', operation: 'RunTask', kind: 'lost-reply' });
  await failureOf(() => runTask(run().world, oneOff));
  await runTask(run().world, oneOff);
  expect((await tasksOf(simulator.endpoint, oneOff)).length).toBe(1);
});

test('a task whose entry point does not pass the command on is stopped within two minutes, and no run joins it', async () => {
  const oneOff = await describeUnpassed(simulator.endpoint);
  for (const count of [1, 2]) {
    const { world, lines } = openRun(simulator.endpoint, { isOnCloudTime: true });
    const error = await failureOf(() => runTask(world, oneOff));
    expect(error).toBeInstanceOf(RolloutError);
    expect(error.message).toMatch(
      /^migrate-command did not begin: the entry point of the task definition does not pass the command on\. The task was stopped\./,
    );
    expect(error.hint).toContain('for example by ending the script with exec "$@"');
    expect(lines.filter((line) => line.includes('joining'))).toEqual([]);
    const tasks = await tasksOf(simulator.endpoint, oneOff);
    expect(tasks).toHaveLength(count);
    expect(tasks).toEqual(
      tasks.map(() =>
        expect.objectContaining({
          desiredStatus: 'STOPPED',
          stopCode: 'UserInitiated',
          stoppedReason: 'the entry point of the task definition does not pass the command on',
        }),
      ),
    );
  }
});

test('where it may not be stopped, that is said, and what to do', async () => {
  const oneOff = await describeUnpassed(simulator.endpoint);
  await simulator.fault({ service: 'ecs', operation: 'StopTask', kind: 'deny' });
  const error = await failureOf(() => runTask(openRun(simulator.endpoint, { isOnCloudTime: true }).world, oneOff));
  expect(error.message).toMatch(
    /does not pass the command on\. Its task could not be stopped: stopping task [0-9a-f]{32}: AccessDenied/,
  );
  expect(error.hint).toMatch(/Stop task [0-9a-f]{32} in ECS\..*ecs:StopTask/);
  await failureOf(() => runTask(openRun(simulator.endpoint, { isOnCloudTime: true }).world, oneOff));
});

test.each<[string, Partial<ContainerDefinition>, boolean]>([
  ['its log cannot be read', { logConfiguration: undefined }, false],
  ['the preload does not hold its entry point back, which may be migrating', { environment: [] }, true],
])('a task that has not begun is left alone as long as %s', async (_, change, isReported) => {
  const oneOff = await describeUnpassed(simulator.endpoint, change);
  const { world, lines } = openRun(simulator.endpoint, { isOnCloudTime: true, minutes: 4 });
  const error = await failureOf(() => runTask(world, oneOff));
  expect(error).toBeInstanceOf(WaitError);
  expect(error.message.includes('It has not begun; perhaps the entry point')).toBe(isReported);
  const isLogged = /has not begun; perhaps the entry point .* It may be migrating/.test(lines.join('\n'));
  expect(isLogged).toBe(isReported);
  const [task] = await tasksOf(simulator.endpoint, oneOff);
  expect(task?.desiredStatus).toBe('RUNNING');
  await awsClients(simulator.endpoint).ecs.stopTask({ cluster: 'shop', task: task?.taskArn });
});

test('the token is short enough, the same for the same task, and another for each attempt and cluster', async () => {
  const oneOff = await describeOneOff(simulator.endpoint, 'true');
  const others = [
    { ...oneOff, cluster: 'other' },
    { ...oneOff, tokenParts: [] },
  ];
  const tokens = [
    clientTokenOf(oneOff, 1),
    clientTokenOf(oneOff, 2),
    ...others.map((other) => clientTokenOf(other, 1)),
  ];
  expect(clientTokenOf({ ...oneOff }, 1)).toBe(tokens[0]);
  expect(new Set(tokens).size).toBe(tokens.length);
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f-]{1,64}$/);
});
