// Owns finding, reading and writing our comments on a pull request. Where there are several, their rows are moved to the oldest.
import { GitHubError } from '../errors.ts';
import type { GitHub, GitHubRequest } from '../github.ts';
import { hasRows, mergeRows } from './comment-rows.ts';

export interface OwnComment {
  id: number;
  body: string;
  html_url: string;
  updated_at: string;
}

interface IssueComment extends Omit<OwnComment, 'body'> {
  body?: string;
  user: { login: string } | null;
}

export interface OwnComments {
  /** Undefined if there is none. */
  find(): Promise<OwnComment | undefined>;
  /** Undefined if somebody has deleted it; so is the result of an update. */
  read(id: number): Promise<OwnComment | undefined>;
  create(body: string): Promise<OwnComment>;
  update(id: number, body: string): Promise<OwnComment | undefined>;
}

type Remove = (id: number) => Promise<unknown>;

/** The author of what the token of a workflow run writes. */
const ACTIONS_BOT = 'github-actions[bot]';
const SHAPE = { id: 'number', html_url: 'string', body: 'string' } as const;
const ONE = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
const ALL = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const PERMISSION = 'pull-requests: write';
const MAX_MOVES = 3;

export function openOwnComments(github: GitHub, pullRequest: number): OwnComments {
  const at = `on pull request ${pullRequest}`;
  const call = (request: Omit<GitHubRequest, 'doing' | 'permission'>, doing = 'commenting') =>
    github.call<OwnComment>({ doing: `${doing} ${at}`, permission: PERMISSION, ...request });
  const remove: Remove = (id) =>
    unlessGone(call({ route: `DELETE ${ONE}`, parameters: { comment_id: id } }, 'removing our second comment'));
  const comments: OwnComments = {
    async find() {
      const listed = await github.list<IssueComment>({
        doing: `looking for our comment ${at}`,
        permission: PERMISSION,
        route: `GET ${ALL}`,
        parameters: { issue_number: pullRequest },
        shape: SHAPE,
      });
      const [oldest, ...others] = await findOurs(
        github,
        listed.filter(({ body }) => hasRows(body ?? '')),
      );
      return oldest && moveAll(comments, remove, [oldest, ...others]);
    },
    read: (id) => unlessGone(call({ route: `GET ${ONE}`, parameters: { comment_id: id }, shape: SHAPE })),
    create: (body) => call({ route: `POST ${ALL}`, parameters: { issue_number: pullRequest, body }, shape: SHAPE }),
    // Sent once more by itself, it would bring back rows that were replaced since.
    update: (id, body) =>
      unlessGone(
        call({ route: `PATCH ${ONE}`, parameters: { comment_id: id, body }, shape: SHAPE, isRepeatable: false }),
      ),
  };
  return comments;
}

async function unlessGone<Reply>(call: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return undefined;
    throw error;
  }
}

/** Runs at the same time may have created one each. */
async function moveAll(
  comments: OwnComments,
  remove: Remove,
  [oldest, ...others]: [OwnComment, ...OwnComment[]],
): Promise<OwnComment> {
  let kept = oldest;
  for (const other of others) kept = await move(comments, remove, { from: other, to: kept });
  return kept;
}

/** Returns the comment that is left. The younger is removed only if nothing was added to it after its rows were copied. */
async function move(
  { read, update }: OwnComments,
  remove: Remove,
  { from, to }: Record<'from' | 'to', OwnComment>,
): Promise<OwnComment> {
  let kept = to;
  let seen = from;
  for (let moves = 1; moves <= MAX_MOVES; moves++) {
    // After the first time, `kept` is newer because of us.
    const isOlder = moves === 1 && seen.updated_at < kept.updated_at;
    const body = mergeRows(isOlder ? [seen.body, kept.body] : [kept.body, seen.body]);
    const updated = body === kept.body ? kept : await update(kept.id, body);
    const again = await read(seen.id);
    if (updated === undefined) return again ?? seen;
    kept = updated;
    if (again === undefined) return kept;
    if (again.body === seen.body) {
      await remove(seen.id);
      return kept;
    }
    seen = again;
  }
  return kept;
}

/** Anyone can write a marker, so the author must match. Only GraphQL lets every kind of token ask who it is. */
async function findOurs(github: GitHub, marked: IssueComment[]): Promise<OwnComment[]> {
  const byBot = marked.filter(({ user }) => user?.login === ACTIONS_BOT);
  if (byBot.length > 0 || marked.length === 0) return byBot.map(toOwn);
  const { viewer } = await github.call<{ viewer: { login: string } }>({
    doing: 'reading the login of github-token',
    permission: 'metadata: read',
    route: '{ viewer { login } }',
    shape: { viewer: 'object' },
  });
  return marked.filter(({ user }) => user?.login === viewer.login).map(toOwn);
}

function toOwn({ body = '', ...comment }: IssueComment): OwnComment {
  return { ...comment, body };
}
