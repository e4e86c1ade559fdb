import { expect, test } from '@jest/globals';
import { type DecisionInput, decide } from '../../src/request/decision.ts';
import type { RunEvent } from '../../src/request/event.ts';
import type { PullRequest } from '../../src/request/pull-request.ts';

const BEFORE = '2026-11-22T10:00:00Z';
const NOW = '2026-11-22T11:00:00Z';
const EVENT: RunEvent = {
  name: 'pull_request',
  number: 42,
  head: undefined,
  sha: 'aaaaaaa1',
  shaOfRef: undefined,
  updatedAt: NOW,
  isByDependabot: false,
  isOfBranch: false,
  headOwner: 'own',
  isOfFork: false,
};
const OPEN: PullRequest = {
  number: 42,
  state: 'open',
  isDraft: false,
  labels: [],
  sha: 'aaaaaaa1',
  updatedAt: NOW,
  isFork: false,
};

interface Row {
  what: string;
  inputs?: Partial<DecisionInput['inputs']>;
  event?: Partial<RunEvent>;
  /** Put over an open one; `none` for no pull request. */
  pullRequest?: Partial<PullRequest> | 'none';
  decision: [action: string, reason: string];
}

const FORK_WITHOUT_CREDENTIALS = 'Pull request 42 comes from a fork, whose runs get no credentials.';
const FORK_UNAPPROVED = 'Pull request 42 comes from a fork. Set "label", and give it that label to approve it.';
const NO_PULL_REQUEST = 'The environment belongs to no pull request, so it is always deployed.';
const PREVIEW = { label: 'preview' };
const TARGET = { name: 'pull_request_target' };
const ENDED = { name: 'workflow_run' };
const REPORTS = ['workflow_run', 'check_run', 'check_suite', 'deployment', 'deployment_status', 'status'];
const FORK_GONE = 'The completed workflow ran for a repository that no longer exists, so its pull request is unknown.';

test.each<Row>([
  { what: 'open', decision: ['deploy', 'Pull request 42 is open.'] },
  {
    what: 'open as a draft',
    pullRequest: { isDraft: true },
    decision: ['deploy', 'Pull request 42 is an open draft.'],
  },
  { what: 'closed', pullRequest: { state: 'closed' }, decision: ['destroy', 'Pull request 42 is closed.'] },
  { what: 'merged', pullRequest: { state: 'merged' }, decision: ['destroy', 'Pull request 42 is merged.'] },
  {
    what: 'closed, and the run is for an older commit',
    event: { sha: 'bbbbbbb2' },
    pullRequest: { state: 'closed' },
    decision: ['destroy', 'Pull request 42 is closed.'],
  },
  {
    what: 'open, and the run is for an older commit',
    event: { sha: 'bbbbbbb2', updatedAt: BEFORE },
    decision: ['skip', 'Pull request 42 is at aaaaaaa, and this run is for the older bbbbbbb.'],
  },
  {
    what: 'open, and GitHub shows an older commit than the event',
    event: { sha: 'bbbbbbb2' },
    pullRequest: { updatedAt: BEFORE },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'open at another commit than the event, which does not say when it was sent',
    event: { sha: 'bbbbbbb2', updatedAt: undefined },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'open, and the event names no commit',
    event: { name: 'workflow_dispatch', sha: undefined },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'open without the label',
    inputs: PREVIEW,
    pullRequest: { labels: ['bug'] },
    decision: ['destroy', 'Pull request 42 does not have the label "preview".'],
  },
  {
    what: 'open with the label',
    inputs: PREVIEW,
    pullRequest: { labels: ['bug', 'preview'] },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'open with the label in other letters',
    inputs: PREVIEW,
    pullRequest: { labels: ['Preview'] },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'closed with the label',
    inputs: PREVIEW,
    pullRequest: { state: 'closed', labels: ['preview'] },
    decision: ['destroy', 'Pull request 42 is closed.'],
  },
  { what: 'of a fork', pullRequest: { isFork: true }, decision: ['skip', FORK_WITHOUT_CREDENTIALS] },
  {
    what: 'closed, of a fork',
    pullRequest: { isFork: true, state: 'closed' },
    decision: ['skip', FORK_WITHOUT_CREDENTIALS],
  },
  {
    what: 'of Dependabot',
    event: { isByDependabot: true },
    decision: ['skip', 'Pull request 42 was updated by Dependabot, whose runs get no credentials.'],
  },
  {
    what: 'of a fork, with credentials, approved by nobody',
    event: TARGET,
    pullRequest: { isFork: true },
    decision: ['skip', FORK_UNAPPROVED],
  },
  {
    what: 'of a fork, with credentials, approved by its label',
    event: TARGET,
    inputs: PREVIEW,
    pullRequest: { isFork: true, labels: ['preview'] },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'of a fork, started by hand',
    event: { name: 'workflow_dispatch', sha: undefined },
    pullRequest: { isFork: true },
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  {
    what: 'of a fork, closed, with credentials',
    event: TARGET,
    pullRequest: { isFork: true, state: 'closed' },
    decision: ['destroy', 'Pull request 42 is closed.'],
  },
  {
    what: 'open, and a workflow ended for its newest commit',
    event: ENDED,
    decision: ['deploy', 'Pull request 42 is open.'],
  },
  ...REPORTS.map((name) => ({
    what: `open, and ${name} is about a commit that is not its newest, as far as GitHub says`,
    event: { name, sha: 'bbbbbbb2' },
    decision: [
      'skip',
      `Pull request 42 is at aaaaaaa, and the ${name} event is about bbbbbbb, so what it built is not deployed.`,
    ] as [string, string],
  })),
  {
    what: 'open, and a workflow ended for nobody knows which commit',
    event: { ...ENDED, sha: undefined },
    decision: [
      'skip',
      'Pull request 42 is at aaaaaaa, and the workflow_run event names no commit, so what it built is not deployed.',
    ],
  },
  {
    what: 'open, and a workflow ended for an older commit',
    event: { ...ENDED, sha: 'bbbbbbb2', updatedAt: BEFORE },
    decision: ['skip', 'Pull request 42 is at aaaaaaa, and this run is for the older bbbbbbb.'],
  },
  {
    what: 'closed, and a workflow ended for another commit',
    event: { ...ENDED, sha: 'bbbbbbb2' },
    pullRequest: { state: 'closed' },
    decision: ['destroy', 'Pull request 42 is closed.'],
  },
  {
    what: 'none, since the fork is gone',
    event: { ...ENDED, headOwner: 'unknown' },
    pullRequest: 'none',
    decision: ['skip', FORK_GONE],
  },
  {
    what: 'none, since the fork is gone, and the environment is named',
    event: { ...ENDED, headOwner: 'unknown' },
    inputs: { environment: 'staging' },
    pullRequest: 'none',
    decision: ['skip', FORK_GONE],
  },
  {
    what: 'none, and a workflow of a fork ended, and the environment is named',
    event: { ...ENDED, headOwner: 'fork' },
    inputs: { environment: 'staging' },
    pullRequest: 'none',
    decision: [
      'skip',
      'The completed workflow ran for a fork. Set "pull-request", and approve that pull request with its label.',
    ],
  },
  {
    what: 'none, and a workflow of our own ended, and the environment is named',
    event: ENDED,
    inputs: { environment: 'staging' },
    pullRequest: 'none',
    decision: ['deploy', NO_PULL_REQUEST],
  },
  { what: 'none', pullRequest: 'none', decision: ['deploy', NO_PULL_REQUEST] },
  {
    what: 'none of the branch that was pushed',
    event: { name: 'push', head: 'acme:feature' },
    pullRequest: 'none',
    decision: ['skip', 'There is no open pull request of acme:feature, and no environment is named.'],
  },
  {
    what: 'none of a branch whose name is no good for a script',
    event: { name: 'workflow_run', head: 'mallory:x";curl$IFS;evil' },
    pullRequest: 'none',
    decision: ['skip', 'There is no open pull request of that branch, and no environment is named.'],
  },
  {
    what: 'none, and the environment is named',
    event: { name: 'push', head: 'acme:main' },
    inputs: { environment: 'staging' },
    pullRequest: 'none',
    decision: ['deploy', NO_PULL_REQUEST],
  },
  {
    what: 'closed, and the mode is deploy',
    inputs: { mode: 'deploy' },
    pullRequest: { state: 'closed' },
    decision: ['deploy', 'The workflow sets "mode: deploy", so the state of the pull request does not matter.'],
  },
  {
    what: 'open, and the mode is destroy',
    inputs: { mode: 'destroy' },
    decision: ['destroy', 'The workflow sets "mode: destroy", so the state of the pull request does not matter.'],
  },
])('a pull request that is $what: $decision.0', ({ inputs, event, pullRequest = {}, decision }) => {
  const [action, reason] = decision;
  const input: DecisionInput = {
    inputs: { mode: 'auto', label: undefined, environment: undefined, ...inputs },
    event: { ...EVENT, ...event },
    pullRequest: pullRequest === 'none' ? undefined : { ...OPEN, ...pullRequest },
  };
  expect(decide(input)).toEqual({ action, reason });
});

test('in the mode prepare, what would be deployed is prepared, and nothing is destroyed', () => {
  const inputs = { mode: 'prepare' as const, label: undefined, environment: undefined };
  const decideOn = (pullRequest?: PullRequest) => decide({ inputs, event: EVENT, pullRequest });
  expect(decideOn(OPEN)).toEqual({ action: 'prepare', reason: 'Pull request 42 is open.' });
  const reason = 'Pull request 42 is closed. So there is nothing to prepare.';
  expect(decideOn({ ...OPEN, state: 'closed' })).toEqual({ action: 'skip', reason });
  expect(decideOn({ ...OPEN, isFork: true })).toEqual({ action: 'skip', reason: FORK_WITHOUT_CREDENTIALS });
  expect(decideOn()).toEqual({ action: 'prepare', reason: NO_PULL_REQUEST.replace('deployed', 'prepared') });
});
