import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogConfiguration } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningSimulator, startSimulator } from '../../packages/simulator/process.ts';
import { RolloutError } from '../../src/errors.ts';
import { runTask } from '../../src/tasks/task.ts';
import { failureOf } from '../support/build.ts';
import { describeOneOff, heldCommand, openRun, registerRevision } from '../support/one-off.ts';

let simulator: RunningSimulator;
const folder = mkdtempSync(join(tmpdir(), 'one-off-'));
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

test('the log is shown while the task runs', async () => {
  const { endpoint } = simulator;
  const run = openRun(endpoint);
  const { command, release } = heldCommand(folder, 'echo done');
  const ended = runTask(run.world, await describeOneOff(endpoint, command));
  await run.untilQuoted('waiting');
  expect(run.quoted()).not.toContain('done');
  release();
  await ended;
  expect(run.quoted()).toEqual([`$ ${command}`, 'waiting', 'done']);
});

test('what the task writes does nothing in the workflow, and shows no credentials', async () => {
  const { endpoint } = simulator;
  const run = openRun(endpoint);
  const taskDefinition = await registerRevision(endpoint, {
    environment: [
      { name: 'DATABASE_URL', value: 'postgres://medusa:correct-horse@db/shop' },
      { name: 'COOKIE_SECRET', value: 'battery-staple' },
    ],
    secrets: [],
  });
  const command = 'echo "::error::no"; echo "##[add-path]/tmp"; echo $DATABASE_URL; echo "secret: $COOKIE_SECRET"';
  await runTask(run.world, await describeOneOff(endpoint, command, { taskDefinition }));
  expect(run.quoted().slice(1)).toEqual([
    ': :error: :no',
    '# #[add-path]/tmp',
    'postgres://medusa:***@db/shop',
    'secret: ***',
  ]);
});

test('of a long log the middle is left out', async () => {
  const { endpoint } = simulator;
  const run = openRun(endpoint);
  await runTask(run.world, await describeOneOff(endpoint, 'seq 1 1000'));
  const shown = run.quoted().slice(1);
  expect(shown).toHaveLength(520);
  expect(shown.slice(498, 502)).toEqual(['499', '500', '981', '982']);
  expect(run.lines).toContain('  (480 lines omitted; the full log is in CloudWatch)');
});

test('a log that is only a little too long is shown to its end, and no line twice', async () => {
  const { endpoint } = simulator;
  const run = openRun(endpoint);
  await runTask(run.world, await describeOneOff(endpoint, 'seq 1 507'));
  expect(run.quoted().slice(-8)).toEqual(['500', '501', '502', '503', '504', '505', '506', '507']);
});

test.each<[string, LogConfiguration]>([
  ['the driver is another', { logDriver: 'awsfirelens' }],
  ['the stream has no known name', { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/medusa' } }],
])('where %s, there is no log to show', async (_, logConfiguration) => {
  const { endpoint } = simulator;
  const run = openRun(endpoint);
  const oneOff = await describeOneOff(endpoint, 'exit 3');
  const container = { ...oneOff.taskDefinition.containerDefinitions?.[0], logConfiguration };
  const taskDefinition = { ...oneOff.taskDefinition, containerDefinitions: [container] };
  const error = await failureOf(() => runTask(run.world, { ...oneOff, taskDefinition }));
  expect(error.message).toBe(
    'migrate-command failed, with an exit code that is only in its log. Its log could not be read.',
  );
  expect(run.quoted()).toEqual(['$ exit 3']);
});

test('without the right to read the log, the task is followed all the same', async () => {
  const { endpoint } = simulator;
  await simulator.fault({ service: 'logs', operation: 'GetLogEvents', kind: 'deny', times: 99 });
  const run = openRun(endpoint);
  await runTask(run.world, await describeOneOff(endpoint, 'echo unseen'));
  expect(run.quoted()).toEqual(['$ echo unseen']);
  await simulator.control('DELETE', 'faults');
});

test('a task that fails is reported with its reason, and its last lines are kept for the report', async () => {
  const { endpoint } = simulator;
  const run = openRun(endpoint);
  const oneOff = await describeOneOff(endpoint, 'echo no such table >&2; exit 3');
  const error = await failureOf(() => runTask(run.world, oneOff));
  expect(error).toBeInstanceOf(RolloutError);
  expect(error.message).toBe('migrate-command failed: exit code 3.');
  expect((error as RolloutError).lastLines).toEqual(['no such table']);
  expect(run.quoted()).toEqual(['$ echo no such table >&2; exit 3', 'no such table']);
});
