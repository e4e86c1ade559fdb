// Owns the single comment on the pull request: finds it by its marker and its author, and keeps it up to date.
import { GitHubError } from '../errors.ts';
import type { GitHub } from '../github.ts';

interface StickyComment {
  /** Creates or updates the comment, and returns its URL; undefined if there is none and it may not be created. */
  write(body: string, options: WriteOptions): Promise<string | undefined>;
  /** Updates the comment unless another run has changed it since this run wrote it. */
  updateIfUnchanged(body: string): Promise<void>;
}

interface WriteOptions {
  mayCreate: boolean;
  /** True for an existing text that should be kept. */
  isGoodAlready?(text: string): boolean;
}

interface IssueComment {
  id: number;
  body?: string;
  html_url: string;
  user: { login: string } | null;
}

/** The author of what the token of a workflow run writes. */
const ACTIONS_BOT = 'github-actions[bot]';
const SHAPE = { id: 'number', html_url: 'string', body: 'string' } as const;
const ONE = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export function openComment(github: GitHub, pullRequest: number, marker: string): StickyComment {
  const call = <Reply>(route: string, parameters: object) =>
    github.call<Reply>({
      doing: `commenting on pull request ${pullRequest}`,
      permission: 'pull-requests: write',
      route,
      parameters,
      shape: SHAPE,
    });
  let known: IssueComment | undefined;
  let lastBody: string | undefined;
  const create = async (body: string) => {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    known = await call<IssueComment>(route, { issue_number: pullRequest, body });
    lastBody = body;
    return known.html_url;
  };
  const update = async ({ id }: IssueComment, body: string) => {
    await call(`PATCH ${ONE}`, { comment_id: id, body });
    lastBody = body;
  };
  return {
    async updateIfUnchanged(text) {
      if (known === undefined || lastBody === undefined) return;
      const { body } = await call<IssueComment>(`GET ${ONE}`, { comment_id: known.id });
      if (body === lastBody) await update(known, `${marker}\n${text}`);
    },
    async write(text, { mayCreate, isGoodAlready }) {
      const body = `${marker}\n${text}`;
      known ??= await findComment(github, pullRequest, marker);
      if (known === undefined) return mayCreate ? create(body) : undefined;
      if (isGoodAlready?.(textOf(known, marker))) return known.html_url;
      try {
        await update(known, body);
        return known.html_url;
      } catch (error) {
        if (!(error instanceof GitHubError && error.status === 404)) throw error;
      }
      // It was deleted during this run.
      known = undefined;
      return mayCreate ? create(body) : undefined;
    },
  };
}

function textOf({ body = '' }: IssueComment, marker: string): string {
  return body.slice(marker.length).trimStart();
}

/** Two concurrent runs may have created one each; all but the oldest are deleted. */
async function findComment(github: GitHub, pullRequest: number, marker: string): Promise<IssueComment | undefined> {
  const comments = await github.list<IssueComment>({
    doing: `looking for our comment on pull request ${pullRequest}`,
    permission: 'pull-requests: write',
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    parameters: { issue_number: pullRequest },
    shape: SHAPE,
  });
  const marked = comments.filter(({ body }) => body?.startsWith(marker));
  const [oldest, ...others] = await findOurs(github, marked);
  for (const { id } of others) {
    await github.call({
      doing: `removing our second comment on pull request ${pullRequest}`,
      permission: 'pull-requests: write',
      route: `DELETE ${ONE}`,
      parameters: { comment_id: id },
    });
  }
  return oldest;
}

/** Anyone can write the marker, so the author must match. Only GraphQL lets every kind of token ask who it is. */
async function findOurs(github: GitHub, marked: IssueComment[]): Promise<IssueComment[]> {
  const byBot = marked.filter(({ user }) => user?.login === ACTIONS_BOT);
  if (byBot.length > 0 || marked.length === 0) return byBot;
  const { viewer } = await github.call<{ viewer: { login: string } }>({
    doing: 'reading the login of github-token',
    permission: 'metadata: read',
    route: '{ viewer { login } }',
    shape: { viewer: 'object' },
  });
  return marked.filter(({ user }) => user?.login === viewer.login);
}
