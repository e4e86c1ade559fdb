import { expect, test } from '@jest/globals';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

test('what will not work is reported with its fix, and gives no password away', async () => {
  const play = await stage.act({
    mode: 'plan',
    variables: 'NODE_ENV=development\nDATABASE_URL=postgres://medusa:hunter2@db/medusa',
    'inherit-secrets': 'JWT_SECRET, COOKIE_SECRET',
    'desired-count': '2',
    'health-check-path': '/',
  });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(0);
  expect(play.log).not.toContain('hunter2');
});
