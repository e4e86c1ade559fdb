// Owns a stand-in for the comments of one pull request, and for whom a token speaks: for tests of what is written, and to which.
import { GitHubError } from '../../src/errors.ts';
import type { GitHub, GitHubRequest } from '../../src/github.ts';

export interface StoredComment {
  id: number;
  html_url: string;
  updated_at: string;
  user: { login: string } | null;
  body?: string | undefined;
}

export const BOT = 'github-actions[bot]';
const GONE = { status: 404, hint: '', cause: undefined };
const REFUSED = { status: 403, hint: '', cause: undefined };

export function storedComment(id: number, body?: string, login: string | null = BOT): StoredComment {
  const user = login === null ? null : { login };
  return {
    id,
    body,
    user,
    html_url: `https://github.com/acme/shop/pull/42#issuecomment-${id}`,
    updated_at: timeOf(id),
  };
}

/** `login` is whom the token speaks for; null if GitHub does not say. The list is changed as GitHub would. */
export function gitHubWith(comments: StoredComment[], login: string | null = BOT) {
  const methods: string[] = [];
  const writes: GitHubRequest[] = [];
  let ticks = 1_000;
  const find = (id: unknown) => {
    const found = comments.find((comment) => comment.id === id);
    if (found === undefined) throw new GitHubError('Not Found', GONE);
    return found;
  };
  const call = async (request: GitHubRequest) => {
    const { route, parameters } = request;
    const { comment_id: id, body } = (parameters ?? {}) as { comment_id?: number; body?: string };
    const [method = ''] = route.split(' ');
    methods.push(method);
    if (route.startsWith('{')) {
      if (login === null) throw new GitHubError('no', REFUSED);
      return { viewer: { login } };
    }
    if (method === 'GET') return { ...find(id) };
    writes.push(request);
    if (method === 'DELETE') return void comments.splice(comments.indexOf(find(id)), 1);
    ticks += 1;
    if (method === 'PATCH') return { ...Object.assign(find(id), { body, updated_at: timeOf(ticks) }) };
    const created = storedComment(ticks, body, login ?? BOT);
    comments.push(created);
    return { ...created };
  };
  const list = async () => comments.map((comment) => ({ ...comment }));
  return { methods, writes, github: { call, list } as unknown as GitHub };
}

function timeOf(tick: number): string {
  return new Date(Date.UTC(2026, 0, 1) + tick * 1000).toISOString();
}
