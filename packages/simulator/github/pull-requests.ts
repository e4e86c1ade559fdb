// Owns GitHub's operations on pull requests: one, many, and the labels of one.
import { readText } from './input.ts';
import { renderLabel } from './label.ts';
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import { pageOf } from './paging.ts';
import { renderListedPullRequest, renderPullRequest } from './pull-request.ts';
import { notFound, validationFailed } from './refusals.ts';
import type { PullRequestRow } from './tables.ts';

/** The pull request behind the number of an issue or a pull request; the simulator has no other issues. */
export function pullRequestOf({ tables, repository, input }: GitHubCall): PullRequestRow {
  const row = tables.pullRequests.get(`${repository}#${input.pull_number ?? input.issue_number}`);
  if (row === undefined) throw notFound();
  return row;
}

function getPullRequest(call: GitHubCall): GitHubResult {
  return { status: 200, body: renderPullRequest(pullRequestOf(call), call) };
}

function listPullRequests(call: GitHubCall): GitHubResult {
  const state = readText(call.input, 'state') ?? 'open';
  const rows = [...call.tables.pullRequests.values()].filter(
    (row) => row.repository === call.repository && (state === 'all' || row.state === state) && isAskedFor(row, call),
  );
  return pageOf(call, sorted(rows, call), (row) => renderListedPullRequest(row, call));
}

/** `head` is `user:branch`; without a user GitHub ignores it. */
function isAskedFor(row: PullRequestRow, { input }: GitHubCall): boolean {
  const head = readText(input, 'head');
  const base = readText(input, 'base');
  const [repositoryOwner] = row.repository.split('/');
  const ownHead = `${row.fork ? row.user : repositoryOwner}:${row.head.ref}`;
  return (!head?.includes(':') || head === ownHead) && (base === undefined || base === row.base.ref);
}

/** Newest first, as long as nothing else is asked for: a chosen order begins at its lower end. */
function sorted(rows: PullRequestRow[], { input }: GitHubCall): PullRequestRow[] {
  const order = readText(input, 'sort') ?? 'created';
  if (order !== 'created' && order !== 'updated') {
    throw validationFailed({ resource: 'PullRequest', field: 'sort', code: 'invalid' });
  }
  const direction = readText(input, 'direction') ?? (order === 'created' ? 'desc' : 'asc');
  const key = order === 'created' ? 'createdAt' : 'updatedAt';
  rows.sort((one, other) => one[key].getTime() - other[key].getTime() || one.number - other.number);
  return direction === 'desc' ? rows.reverse() : rows;
}

function listLabels(call: GitHubCall): GitHubResult {
  return pageOf(call, pullRequestOf(call).labels, (name) => renderLabel(name, call.repository, call.apiUrl));
}

export const pullRequestOperations: GitHubOperation[] = [
  {
    name: 'pulls/get',
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    permissions: 'pull_requests=read',
    documentation: 'pulls/pulls#get-a-pull-request',
    answer: getPullRequest,
  },
  {
    name: 'pulls/list',
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls',
    permissions: 'pull_requests=read',
    documentation: 'pulls/pulls#list-pull-requests',
    answer: listPullRequests,
  },
  {
    name: 'issues/listLabelsOnIssue',
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    permissions: 'issues=read; pull_requests=read',
    documentation: 'issues/labels#list-labels-for-an-issue',
    answer: listLabels,
  },
];
