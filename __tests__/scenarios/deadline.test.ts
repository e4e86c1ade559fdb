import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  // Here nine minutes of a VPC origin take nine minutes, and the run may take one.
  stage = await openStage(['--time-scale', '8']);
});
afterAll(() => stage.stop());

test('at the deadline the run says what it was waiting for, and that the next run goes on', async () => {
  const play = await stage.act({ 'wait-minutes': '1' });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(/waiting for VPC origin vo_\w+: still "Deploying" at the deadline of one minute/);
  expect(play.log).toContain('run the job again to go on from here');
  expect(play.outputs['vpc-origin-id']).toMatch(/^vo_/);
}, 90_000);
