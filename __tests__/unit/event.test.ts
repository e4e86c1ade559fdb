import { expect, test } from '@jest/globals';
import {
  describeEvent,
  isOfPrivateRepository,
  type RunContext,
  type RunEvent,
  subjectOf,
} from '../../src/request/event.ts';
import { describePullRequest, type PullRequest, type PullRequestReply } from '../../src/request/pull-request.ts';
import { runContext } from '../support/build.ts';

const FORK = { full_name: 'octocat/shop', owner: { login: 'octocat' } };
const FORK_RUN = { head_sha: 'abc', head_branch: 'fix', head_repository: FORK };
const OWN = { full_name: 'Acme/shop', owner: { login: 'Acme' } };

/** A pull request as GitHub lists it with a run, into the repository of that id. */
function listed(number: number, id: number) {
  return { number, base: { repo: { id } } };
}

test.each<[string, Partial<RunContext>, Partial<RunEvent>]>([
  [
    'pull_request',
    { payload: { pull_request: { number: 42, head: { sha: 'abc' } } } },
    { number: 42, sha: 'abc', head: undefined },
  ],
  [
    'pull_request_target',
    { payload: { pull_request: { number: 42, head: { sha: 'abc' } } } },
    { number: 42, sha: 'abc' },
  ],
  [
    'pull_request_target',
    { payload: { pull_request: { number: 42, head: { sha: 'abc', repo: FORK } } } },
    { headOwner: 'own', isOfFork: true },
  ],
  ['pull_request_target', { payload: { pull_request: { head: { repo: null } } } }, { isOfFork: true }],
  ['pull_request_target', { payload: { pull_request: { head: { repo: OWN } } } }, { isOfFork: false }],
  ['issue_comment', { payload: { issue: { number: 7, pull_request: {} } } }, { number: 7, sha: undefined }],
  ['issue_comment', { payload: { issue: { number: 7 } } }, { number: undefined }],
  ['push', { payload: { ref: 'refs/heads/fix/it', after: 'abc' } }, { head: 'acme:fix/it', sha: 'abc' }],
  ['push', { payload: { ref: 'refs/tags/v1', after: 'abc' } }, { head: undefined }],
  [
    'workflow_run',
    { payload: { workflow_run: { ...FORK_RUN, pull_requests: [] } } },
    { head: 'octocat:fix', sha: 'abc', headOwner: 'fork', isOfFork: true },
  ],
  [
    'workflow_run',
    { payload: { workflow_run: { ...FORK_RUN, head_repository: OWN } } },
    { headOwner: 'own', isOfFork: false },
  ],
  [
    'workflow_run',
    { payload: { workflow_run: { ...FORK_RUN, head_repository: null, pull_requests: [{ number: 9 }] } } },
    { number: 9, head: undefined, headOwner: 'unknown', isOfFork: true },
  ],
  [
    'workflow_run',
    { payload: { repository: { id: 1 }, workflow_run: { pull_requests: [listed(7, 2), listed(8, 1)] } } },
    { number: 8 },
  ],
  [
    'workflow_run',
    { payload: { repository: { id: 1 }, workflow_run: { event: 'push', pull_requests: [listed(8, 1)] } } },
    { number: 8, isOfBranch: true },
  ],
  ['check_run', { payload: { check_run: { head_sha: 'abc' } } }, { sha: 'abc', head: undefined }],
  ['check_suite', { payload: { check_suite: { head_sha: 'abc' } } }, { sha: 'abc', head: undefined }],
  ['deployment_status', { payload: { deployment: { sha: 'abc', ref: 'main' } } }, { sha: 'abc', head: undefined }],
  ['status', { payload: { sha: 'abc' } }, { sha: 'abc', head: undefined }],
  ['merge_group', { payload: { merge_group: { head_ref: 'refs/heads/queue/pr-1' } } }, { head: 'acme:queue/pr-1' }],
  ['workflow_dispatch', { sha: 'abc', payload: { ref: 'refs/heads/main' } }, { sha: undefined, shaOfRef: 'abc' }],
  // There it is the merge that GitHub tests, which nobody pushed.
  ['pull_request', { sha: 'def', payload: { pull_request: { number: 42 } } }, { shaOfRef: undefined }],
  ['schedule', { payload: {} }, { number: undefined, head: undefined, sha: undefined }],
  ['pull_request', { actor: 'dependabot[bot]' }, { isByDependabot: true }],
])('%s says where to look', (eventName, context, event) => {
  expect(describeEvent(runContext({ eventName, ...context }))).toMatchObject(event);
});

const REPLY: PullRequestReply = {
  number: 42,
  state: 'open',
  merged: false,
  updated_at: '2026-11-22T10:00:00Z',
  labels: [{ name: 'preview' }],
  head: { sha: 'abc', repo: { full_name: 'acme/shop' } },
  base: { repo: { full_name: 'acme/shop' } },
};

test.each<[string, Partial<PullRequestReply>, Partial<PullRequest>]>([
  ['open', {}, { number: 42, state: 'open', labels: ['preview'], sha: 'abc', isFork: false }],
  ['closed', { state: 'closed' }, { state: 'closed' }],
  ['merged', { state: 'closed', merged: true }, { state: 'merged' }],
  ['of a fork', { head: { sha: 'abc', repo: { full_name: 'octocat/shop' } } }, { isFork: true }],
  ['of a fork that is gone', { head: { sha: 'abc', repo: null } }, { isFork: true }],
])('a pull request that is %s is read as that', (_, reply, pullRequest) => {
  expect(describePullRequest({ ...REPLY, ...reply })).toMatchObject(pullRequest);
});

test('a merged pull request of a list, which does not say "merged", is read as merged', () => {
  const { merged: _, ...listed } = { ...REPLY, state: 'closed', merged_at: '2026-11-22T00:00:00Z' };
  expect(describePullRequest(listed).state).toBe('merged');
});

test.each<{ what: string; context: Partial<RunContext>; time: string | undefined }>([
  {
    what: 'a push',
    context: { eventName: 'push', payload: { after: 'abc', repository: { pushed_at: 1_700_000_000 } } },
    time: '2023-11-14T22:13:20.000Z',
  },
  {
    what: 'a workflow that ended',
    context: { eventName: 'workflow_run', payload: { workflow_run: { created_at: '2026-11-22T10:00:00Z' } } },
    time: '2026-11-22T10:00:00Z',
  },
  {
    what: 'a push that does not say when',
    context: { eventName: 'push', payload: { after: 'abc' } },
    time: undefined,
  },
])('the time of $what, which distinguishes an older run from a newer one, is $time', ({ context, time }) => {
  expect(describeEvent(runContext(context)).updatedAt).toBe(time);
});

test.each<[string, unknown]>([
  ['null', null],
  ['a list', []],
  ['a text', 'pull_request'],
  ['members that are null', { pull_request: null, issue: null, workflow_run: null, repository: null }],
  ['a number that is a text', { pull_request: { number: '42' }, issue: { number: '42', pull_request: {} } }],
  ['no whole number', { pull_request: { number: 4.2 }, workflow_run: { pull_requests: [{ number: -1 }] } }],
  ['an issue that is no pull request', { issue: { number: 42, pull_request: null } }],
  ['a commit that is none', { pull_request: { head: { sha: 'main`' } }, after: { toString: null } }],
  ['a branch that is none', { ref: ['refs/heads/main'], workflow_run: { head_branch: {} } }],
  ['a time beyond all times', { repository: { pushed_at: 1e300 } }],
])('a payload of %s says nothing', (_, payload) => {
  const nothing = { name: 'push', number: undefined, head: undefined, sha: undefined, updatedAt: undefined };
  expect(describeEvent(runContext({ eventName: 'push', payload }))).toEqual({
    ...nothing,
    isByDependabot: false,
    isOfBranch: false,
    headOwner: 'own',
    isOfFork: false,
  });
});

test.each([
  ['pull_request', 'refs/pull/42/merge', 'repo:acme/shop:pull_request'],
  ['push', 'refs/heads/main', 'repo:acme/shop:ref:refs/heads/main'],
  ['schedule', 'refs/heads/main', 'repo:acme/shop:ref:refs/heads/main'],
])('the subject of %s on %s is %s', (eventName, ref, subject) => {
  expect(subjectOf({ repository: 'acme/shop', eventName, ref })).toBe(subject);
});

test.each([
  [{ repository: { private: true } }, true],
  [{ repository: { private: false } }, false],
  [{ repository: {} }, false],
  [undefined, false],
])('a repository is private only where the event says so (%#)', (payload, isPrivate) => {
  expect(isOfPrivateRepository(payload)).toBe(isPrivate);
});
