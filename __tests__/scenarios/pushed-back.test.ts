import { expect, test } from '@jest/globals';
import { changePullRequest, deploymentsOf } from '../../harness/pull-request.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

async function push(letter: string): Promise<void> {
  const sha = letter.repeat(40);
  await changePullRequest(stage, 42, { state: 'open', head: { sha, ref: 'feature' } });
  const event = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha } } } };
  expect((await stage.act({ mode: 'auto', image: stage.imageOf(letter) }, { event })).exitCode).toBe(0);
}

test('a commit that comes back after another leaves no deployment behind that looks alive', async () => {
  for (const letter of ['a', 'b', 'a', 'c']) await push(letter);
  const standing = await deploymentsOf(stage, 'pr-42');
  expect(standing.filter(({ states }) => states.at(-1) !== 'inactive').map(({ sha }) => sha)).toEqual(['c'.repeat(40)]);
  await changePullRequest(stage, 42, { state: 'closed' });
  await stage.act({ mode: 'auto' }, { event: { name: 'pull_request', payload: { pull_request: { number: 42 } } } });
  const closed = await deploymentsOf(stage, 'pr-42');
  expect(closed.map(({ states }) => states.at(-1))).toEqual(closed.map(() => 'inactive'));
});
