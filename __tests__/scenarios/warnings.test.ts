import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

test('what will not work is reported with its fix, and gives no password away', async () => {
  const play = await stage.act({
    mode: 'plan',
    variables: 'NODE_ENV=development\nDATABASE_URL=postgres://medusa:hunter2@db/medusa',
    'desired-count': '2',
    'health-check-path': '/',
  });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(0);
  expect(play.log).not.toContain('hunter2');
});
