import { expect, test } from '@jest/globals';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });
const auto = { mode: 'auto' };

/** A preview of a pull request of its own. */
async function deploy(number: number, inputs: Record<string, string> = {}) {
  await changePullRequest(stage, number, { state: 'open' });
  return stage.act({ ...auto, ...inputs }, { event: { name: 'pull_request', payload: { pull_request: { number } } } });
}

const warningsOf = (log: string) => log.split('\n').filter((line) => line.startsWith('::warning::'));

test('without the right to comment, the deploy counts, and one warning has the line to add', async () => {
  await stage.fault({ service: 'github', operation: 'issues/createComment', kind: 'deny', times: 99 });
  const play = await deploy(1);
  expect(play.exitCode).toBe(0);
  expect(play.outputs.action).toBe('created');
  expect(warningsOf(play.log)).toEqual([
    '::warning::commenting on pull request 1: Resource not accessible by integration - https://docs.github.com/rest/issues/comments#create-an-issue-comment%0AAdd this line to the "permissions" of the job: pull-requests: write',
  ]);
  expect((await deploymentsOf(stage, 'pr-1'))[0]?.states.at(-1)).toBe('success');
});

test('without the right to make deployments, the deploy counts, and one warning has the line to add', async () => {
  await stage.fault({ service: 'github', operation: 'repos/createDeployment', kind: 'deny', times: 99 });
  const play = await deploy(2);
  expect(play.exitCode).toBe(0);
  expect(warningsOf(play.log)).toEqual([
    expect.stringMatching(
      /^::warning::creating a deployment of \w{7}: .*"permissions" of the job: deployments: write$/,
    ),
  ]);
  expect((await commentsOf(stage, 2))[0]?.body).toContain('Preview `pr-2` is up');
});

test('where GitHub is in trouble, the deploy counts, and what can be published later is', async () => {
  await stage.fault({ service: 'github', operation: 'issues/createComment', kind: 'internal', times: 1 });
  const play = await deploy(3);
  expect(play.exitCode).toBe(0);
  expect(warningsOf(play.log)).toEqual([expect.stringContaining('commenting on pull request 3: Server Error')]);
  const comments = await commentsOf(stage, 3);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toContain('Preview `pr-3` is up');
});

test('a limit of GitHub is called one', async () => {
  await stage.fault({ service: 'github', operation: 'repos/createDeployment', kind: 'throttle', times: 99 });
  const play = await deploy(4);
  expect(play.exitCode).toBe(0);
  expect(warningsOf(play.log)).toEqual([
    expect.stringMatching(/secondary rate limit.*%0AThe rate limit of the token is exceeded/),
  ]);
});

test('a limit that passes does not keep the last word from being said', async () => {
  await stage.fault({ service: 'github', operation: 'issues/updateComment', kind: 'throttle', times: 1 });
  const play = await deploy(10);
  expect(warningsOf(play.log)).toHaveLength(1);
  expect((await commentsOf(stage, 10))[0]?.body).toContain('Preview `pr-10` is up');
});

test('of two comments of ours the second one goes: two runs at once may have made one each', async () => {
  await deploy(9);
  const [first] = await commentsOf(stage, 9);
  for (const authorization of ['Bearer ghs_simulated', 'Bearer ghp_mallory']) {
    await fetch(`${stage.endpoint}/github/repos/acme/shop/issues/9/comments`, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ body: first?.body }),
    });
  }
  await deploy(9);
  const comments = await commentsOf(stage, 9);
  expect(comments.map(({ user }) => user.login)).toEqual(['github-actions[bot]', 'mallory']);
  expect(comments[0]?.id).toBe(first?.id);
});

test('somebody else who writes our marker keeps their comment', async () => {
  await changePullRequest(stage, 5, { state: 'open' });
  const body = '<!-- medusa-preview acme/shop:shop pr-5 -->\nmine';
  await fetch(`${stage.endpoint}/github/repos/acme/shop/issues/5/comments`, {
    method: 'POST',
    headers: { authorization: 'Bearer ghp_mallory' },
    body: JSON.stringify({ body }),
  });
  await deploy(5);
  const comments = await commentsOf(stage, 5);
  expect(comments.map(({ user }) => user.login)).toEqual(['mallory', 'github-actions[bot]']);
  expect(comments[0]?.body).toBe(body);
});

test('a comment that somebody deletes while the run goes is written anew', async () => {
  await deploy(7);
  await stage.fault({ service: 'ecs', operation: 'UpdateService', kind: 'pause' });
  const event = { name: 'pull_request', payload: { pull_request: { number: 7 } } };
  const running = stage.act({ ...auto, image: stage.imageOf('v2') }, { event });
  const [comment] = await eventually(
    () => commentsOf(stage, 7),
    ([first]) => first?.body.includes('is being deployed') ?? false,
  );
  await fetch(`${stage.endpoint}/github/repos/acme/shop/issues/comments/${comment?.id}`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer ghp_octocat' },
  });
  await stage.control('DELETE', 'faults');
  const play = await running;
  const comments = await commentsOf(stage, 7);
  expect(comments.map(({ html_url: url }) => url)).toEqual([play.outputs['comment-url']]);
  expect(comments[0]?.body).toContain('Preview `pr-7` is updated');
});

test('the token of a GitHub App finds its comment again, and leaves that of another bot with our marker alone', async () => {
  const app = { 'github-token': 'ghp_shop[bot]' };
  await deploy(8, app);
  const [ours] = await commentsOf(stage, 8);
  const body = `${ours?.body.split('\n')[0]}\nof another bot`;
  await fetch(`${stage.endpoint}/github/repos/acme/shop/issues/8/comments`, {
    method: 'POST',
    headers: { authorization: 'Bearer ghp_other[bot]' },
    body: JSON.stringify({ body }),
  });
  const again = await deploy(8, app);
  expect(again.outputs['comment-url']).toBe(ours?.html_url);
  const comments = await commentsOf(stage, 8);
  expect(comments.map(({ user }) => user.login)).toEqual(['shop[bot]', 'other[bot]']);
  expect(comments[1]?.body).toBe(body);
});

test('our comment is found behind a hundred others', async () => {
  await changePullRequest(stage, 6, { state: 'open' });
  for (let at = 0; at < 110; at++) {
    await fetch(`${stage.endpoint}/github/repos/acme/shop/issues/6/comments`, {
      method: 'POST',
      headers: { authorization: 'Bearer ghp_octocat' },
      body: JSON.stringify({ body: `comment ${at}` }),
    });
  }
  const { outputs } = await deploy(6);
  const again = await deploy(6);
  expect(again.outputs['comment-url']).toBe(outputs['comment-url']);
  expect(again.github.map(({ operation }) => operation)).not.toContain('issues/createComment');
});
