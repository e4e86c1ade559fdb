import { expect, test } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { scenarioStage } from '../support/stage.ts';

const NUMBERS = Array.from({ length: 20 }, (_, at) => at + 1);

const stage = scenarioStage(['--time-scale', '100']);

test('twenty pull requests that deploy at the same moment on one load balancer all succeed', async () => {
  for (const number of NUMBERS) await changePullRequest(stage, number, { state: 'open' });
  const plays = await Promise.all(
    NUMBERS.map((number) =>
      stage.act(
        { mode: 'auto', 'pull-request': String(number), 'max-environments': '20' },
        { event: { name: 'workflow_dispatch', payload: {} } },
      ),
    ),
  );
  expect(plays.map(({ exitCode, outputs }) => [exitCode, outputs.action])).toEqual(NUMBERS.map(() => [0, 'created']));
  expect(new Set(plays.map(({ outputs }) => outputs.url)).size).toBe(NUMBERS.length);
  const made = (await stage.journal()).filter(({ error }) => error === undefined).map(({ operation }) => operation);
  const count = (operation: string) => made.filter((name) => name === operation).length;
  expect(count('CreateVpcOrigin')).toBe(1);
  expect(count('AuthorizeSecurityGroupIngress')).toBe(1);
  expect(count('CreateDistributionWithTags')).toBe(NUMBERS.length);
  // And one guard rule, which they share.
  expect(count('CreateRule')).toBe(NUMBERS.length + 1);
});
