import { expect, test } from '@jest/globals';
import { GitHubError } from '../../src/errors.ts';
import { createPullRequests, describePullRequest, type PullRequestReply } from '../../src/request/pull-request.ts';

const REPLY: PullRequestReply = {
  number: 42,
  state: 'open',
  updated_at: '2026-11-22T10:00:00Z',
  labels: [{ name: 'preview' }],
  head: { sha: 'abc', repo: null },
  base: { repo: { full_name: 'acme/shop' } },
};

test.each([
  ['<html>Service Unavailable</html>'],
  [undefined],
  [null],
  [{ message: 'moved' }],
  [{ ...REPLY, state: undefined }],
  [{ ...REPLY, labels: null }],
  [{ ...REPLY, labels: [null] }],
  [{ ...REPLY, base: { repo: null } }],
  [{ ...REPLY, number: '42' }],
])('an answer that is not a pull request (%j) is trouble on the way, and no bug of ours', (answer) => {
  expect(() => describePullRequest(answer as unknown as PullRequestReply)).toThrow(GitHubError);
});

test('a list that is none is trouble on the way as well', async () => {
  const github = { call: async () => ({ message: 'moved' }) as never, list: async () => [] };
  await expect(createPullRequests(github, { hasComment: true }).find('acme:fix')).rejects.toThrow(GitHubError);
});
