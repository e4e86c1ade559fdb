// Owns GitHub's operations on the comments of an issue, which a pull request is too.
import { readText } from './input.ts';
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import { pageOf } from './paging.ts';
import { pullRequestOf } from './pull-requests.ts';
import { mistyped, notFound, notSupplied, validationFailed } from './refusals.ts';
import type { Comment } from './reply-types.ts';
import type { CommentRow } from './tables.ts';
import { timestamp } from './timestamp.ts';
import { ACTIONS_BOT, nodeId, renderUser } from './user.ts';

const MAX_BODY_LENGTH = 65_536;

function renderComment(row: CommentRow, { apiUrl }: GitHubCall): Comment {
  const repositoryUrl = `${apiUrl}/repos/${row.repository}`;
  return {
    id: row.id,
    node_id: nodeId('IC', row.id),
    url: `${repositoryUrl}/issues/comments/${row.id}`,
    html_url: `https://github.com/${row.repository}/pull/${row.issueNumber}#issuecomment-${row.id}`,
    issue_url: `${repositoryUrl}/issues/${row.issueNumber}`,
    user: renderUser(row.user, apiUrl),
    body: row.body,
    author_association: row.user === ACTIONS_BOT ? 'NONE' : 'MEMBER',
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
    performed_via_github_app: null,
  };
}

export function commentOf({ tables, repository, input }: GitHubCall): CommentRow {
  const row = tables.comments.get(Number(input.comment_id));
  if (row?.repository !== repository) throw notFound();
  return row;
}

function readCommentBody({ input }: GitHubCall): string {
  const body = readText(input, 'body');
  if (body === undefined) throw notSupplied('body');
  const refuse = (message: string) =>
    validationFailed({ resource: 'IssueComment', field: 'data', code: 'unprocessable', message });
  if (body.trim() === '') throw refuse('Body cannot be blank');
  if (body.length > MAX_BODY_LENGTH) throw refuse(`Body is too long (maximum is ${MAX_BODY_LENGTH} characters)`);
  return body;
}

/** Oldest first. `since` leaves out what was not touched after it. */
function listComments(call: GitHubCall): GitHubResult {
  const { number } = pullRequestOf(call);
  const since = readText(call.input, 'since');
  const sinceTime = since === undefined ? 0 : Date.parse(since);
  if (Number.isNaN(sinceTime)) throw mistyped('since', since, 'a date-time');
  const rows = [...call.tables.comments.values()].filter(
    (row) => row.repository === call.repository && row.issueNumber === number && row.updatedAt.getTime() >= sinceTime,
  );
  return pageOf(call, rows, (row) => renderComment(row, call));
}

function createComment(call: GitHubCall): GitHubResult {
  const pullRequest = pullRequestOf(call);
  const body = readCommentBody(call);
  const { tables, cloud, actor, repository } = call;
  const now = cloud.clock.now();
  tables.lastId += 1;
  const row: CommentRow = {
    id: tables.lastId,
    repository,
    issueNumber: pullRequest.number,
    user: actor,
    body,
    reactions: [],
    createdAt: now,
    updatedAt: now,
  };
  tables.comments.set(row.id, row);
  pullRequest.updatedAt = now;
  return { status: 201, body: renderComment(row, call) };
}

function getComment(call: GitHubCall): GitHubResult {
  return { status: 200, body: renderComment(commentOf(call), call) };
}

function updateComment(call: GitHubCall): GitHubResult {
  const row = commentOf(call);
  row.body = readCommentBody(call);
  row.updatedAt = call.cloud.clock.now();
  return getComment(call);
}

function deleteComment(call: GitHubCall): GitHubResult {
  call.tables.comments.delete(commentOf(call).id);
  return { status: 204 };
}

const ONE = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const ALL = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const READ = 'issues=read; pull_requests=read';
const WRITE = 'issues=write; pull_requests=write';
const PAGE = 'issues/comments';

export const commentOperations: GitHubOperation[] = [
  {
    name: 'issues/listComments',
    method: 'GET',
    path: ALL,
    permissions: READ,
    documentation: `${PAGE}#list-issue-comments`,
    answer: listComments,
  },
  {
    name: 'issues/createComment',
    method: 'POST',
    path: ALL,
    permissions: WRITE,
    documentation: `${PAGE}#create-an-issue-comment`,
    answer: createComment,
  },
  {
    name: 'issues/getComment',
    method: 'GET',
    path: ONE,
    permissions: READ,
    documentation: `${PAGE}#get-an-issue-comment`,
    answer: getComment,
  },
  {
    name: 'issues/updateComment',
    method: 'PATCH',
    path: ONE,
    permissions: WRITE,
    documentation: `${PAGE}#update-an-issue-comment`,
    answer: updateComment,
  },
  {
    name: 'issues/deleteComment',
    method: 'DELETE',
    path: ONE,
    permissions: WRITE,
    documentation: `${PAGE}#delete-an-issue-comment`,
    answer: deleteComment,
  },
];
