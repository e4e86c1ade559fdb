import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, type Stage } from '../support/stage.ts';

let stage: Stage;
const repository = 'acme/shop';
const auto = { mode: 'auto' };

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

async function comments(): Promise<{ body: string; html_url: string }[]> {
  const url = `${stage.endpoint}/github/repos/${repository}/issues/42/comments`;
  const response = await fetch(url, { headers: { authorization: 'Bearer ghs_simulated' } });
  return (await response.json()) as { body: string; html_url: string }[];
}

test('an open pull request gets a preview, and a comment with its address', async () => {
  const play = await stage.act(auto);
  expect(play.outputs).toMatchObject({ action: 'created', reason: 'Pull request 42 is open.' });
  const [comment, ...others] = await comments();
  expect(others).toEqual([]);
  expect(comment?.body).toContain('<!-- medusa-preview acme/shop:shop pr-42 -->');
  expect(comment?.body).toContain(play.outputs.url);
  expect(play.outputs['comment-url']).toBe(comment?.html_url);
});

test('a push that fails changes the same comment, says why, and keeps the address', async () => {
  const play = await stage.act({ ...auto, image: stage.imageOf('v2'), 'migrate-command': 'exit 3' });
  expect(play.exitCode).toBe(1);
  const [comment, ...others] = await comments();
  expect(others).toEqual([]);
  expect(comment?.body).toContain('Preview `pr-42` failed');
  expect(comment?.body).toContain('exit code 3');
  expect(comment?.body).toContain(play.outputs.url);
});

test('a closed pull request loses its preview, whatever the event says, and the comment tells it', async () => {
  await stage.control('POST', 'pull-requests', { repository, number: 42, state: 'closed', merged: true });
  const play = await stage.act(auto);
  expect(play.outputs).toMatchObject({ action: 'destroyed', reason: 'Pull request 42 is merged.' });
  const [comment] = await comments();
  expect(comment?.body).toContain('Preview `pr-42` is gone');
});

test('a comment that cannot be written is a warning, and the deploy still counts', async () => {
  await stage.control('POST', 'pull-requests', { repository, number: 42, state: 'open', merged: false });
  await stage.fault({ service: 'github', operation: 'issues/updateComment', kind: 'deny' });
  const play = await stage.act(auto);
  expect(play.exitCode).toBe(0);
  expect(play.outputs.action).toBe('created');
  expect(play.log).toMatch(/::warning::commenting on pull request 42: .*\n?.*pull-requests: write/);
});
