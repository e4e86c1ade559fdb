import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningSimulator, startSimulator } from '../../packages/simulator/process.ts';
import { RolloutError } from '../../src/errors.ts';
import { runTask } from '../../src/tasks/task.ts';
import { failureOf } from '../support/build.ts';
import { describeOneOff, openRun } from '../support/one-off.ts';
import { untilCalled } from '../support/stage.ts';

/** The hour in which AWS remembers a stopped task, and as much again for its life. */
const UNSEEN_SECONDS = 7_200;

let simulator: RunningSimulator;
beforeAll(async () => {
  simulator = await startSimulator(['--time-scale', '3600']);
});
afterAll(() => simulator.stop());

test('a task that ended unseen, and that AWS has forgotten, is not waited for until the deadline', async () => {
  const { endpoint } = simulator;
  const oneOff = await describeOneOff(endpoint, 'true');
  await simulator.fault({ service: 'ecs', operation: 'DescribeTasks', kind: 'pause' });
  const failure = failureOf(() => runTask(openRun(endpoint, { isOnCloudTime: true }).world, oneOff));
  await untilCalled(simulator, 'ecs:RunTask');
  await simulator.pass(UNSEEN_SECONDS);
  await simulator.control('DELETE', 'faults');
  const error = await failure;
  expect(error).toBeInstanceOf(RolloutError);
  expect(error.message).toMatch(/^migrate-command: AWS no longer lists task [0-9a-f]{32}, so its result is unknown$/);
});
