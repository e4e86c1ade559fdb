// Owns GitHub's operations on the reactions to a comment.
import { commentOf } from './comments.ts';
import { readText } from './input.ts';
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import { pageOf } from './paging.ts';
import { mistyped, notSupplied } from './refusals.ts';
import type { Reaction } from './reply-types.ts';
import { REACTIONS, type ReactionRow } from './tables.ts';
import { timestamp } from './timestamp.ts';
import { nodeId, renderUser } from './user.ts';

function renderReaction({ id, user, content, createdAt }: ReactionRow, { apiUrl }: GitHubCall): Reaction {
  return {
    id,
    node_id: nodeId('REA', id),
    user: renderUser(user, apiUrl),
    content,
    created_at: timestamp(createdAt),
  };
}

function readContent({ input }: GitHubCall): ReactionRow['content'] {
  const text = readText(input, 'content');
  if (text === undefined) throw notSupplied('content');
  const content = REACTIONS.find((known) => known === text);
  if (content === undefined) throw mistyped('content', text, `one of ${REACTIONS.join(', ')}`);
  return content;
}

/** A second one of the same kind by the same person is the first. */
function createReaction(call: GitHubCall): GitHubResult {
  const { reactions } = commentOf(call);
  const content = readContent(call);
  const { tables, cloud, actor } = call;
  const observed = reactions.find((row) => row.user === actor && row.content === content);
  if (observed !== undefined) return { status: 200, body: renderReaction(observed, call) };
  tables.lastId += 1;
  const row: ReactionRow = { id: tables.lastId, user: actor, content, createdAt: cloud.clock.now() };
  reactions.push(row);
  return { status: 201, body: renderReaction(row, call) };
}

/** Oldest first. */
function listReactions(call: GitHubCall): GitHubResult {
  const content = call.input.content === undefined ? undefined : readContent(call);
  const rows = commentOf(call).reactions.filter((row) => content === undefined || row.content === content);
  return pageOf(call, rows, (row) => renderReaction(row, call));
}

const PATH = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
const PAGE = 'reactions/reactions';

export const reactionOperations: GitHubOperation[] = [
  {
    name: 'reactions/listForIssueComment',
    method: 'GET',
    path: PATH,
    permissions: 'issues=read; pull_requests=read',
    documentation: `${PAGE}#list-reactions-for-an-issue-comment`,
    answer: listReactions,
  },
  {
    name: 'reactions/createForIssueComment',
    method: 'POST',
    path: PATH,
    permissions: 'issues=write; pull_requests=write',
    documentation: `${PAGE}#create-reaction-for-an-issue-comment`,
    answer: createReaction,
  },
];
