// Owns the one comment on the pull request: finds it again, by its marker and its author, and keeps it up to date.
import { GitHubError } from '../errors.ts';
import type { GitHub } from '../github.ts';

export interface StickyComment {
  /** Writes the text; where there is no comment yet, only if it may make one. Returns its address. */
  write(body: string, terms: WriteTerms): Promise<string | undefined>;
  /** Writes the text where the comment still says what was written here last: whoever wrote since has the word. */
  updateIfUnchanged(body: string): Promise<void>;
}

export interface WriteTerms {
  mayCreate: boolean;
  /** True of a text that says it already, and better: it stays. */
  isGoodAlready?(text: string): boolean;
}

interface IssueComment {
  id: number;
  body?: string;
  html_url: string;
  user: { login: string; type?: string } | null;
}

/** Whom the token of a workflow run speaks for. */
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
  let said: string | undefined;
  const create = async (body: string) => {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    known = await call<IssueComment>(route, { issue_number: pullRequest, body });
    said = body;
    return known.html_url;
  };
  const change = async ({ id }: IssueComment, body: string) => {
    await call(`PATCH ${ONE}`, { comment_id: id, body });
    said = body;
  };
  return {
    async updateIfUnchanged(text) {
      if (known === undefined || said === undefined) return;
      const { body } = await call<IssueComment>(`GET ${ONE}`, { comment_id: known.id });
      if (body === said) await change(known, `${marker}\n${text}`);
    },
    async write(text, { mayCreate, isGoodAlready }) {
      const body = `${marker}\n${text}`;
      known ??= await findComment(github, pullRequest, marker);
      if (known === undefined) return mayCreate ? create(body) : undefined;
      if (isGoodAlready?.(textOf(known, marker))) return known.html_url;
      try {
        await change(known, body);
        return known.html_url;
      } catch (error) {
        if (!(error instanceof GitHubError && error.status === 404)) throw error;
      }
      // Somebody deleted it meanwhile.
      known = undefined;
      return mayCreate ? create(body) : undefined;
    },
  };
}

function textOf({ body = '' }: IssueComment, marker: string): string {
  return body.slice(marker.length).trimStart();
}

/** Two runs that looked at the same time may have made one each: the older one stays. */
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

/** Anybody can write our marker, so its comment has to be by whoever we are: the workflow's own token cannot ask for that. */
async function findOurs(github: GitHub, marked: IssueComment[]): Promise<IssueComment[]> {
  const byBot = marked.filter(({ user }) => user?.login === ACTIONS_BOT);
  if (byBot.length > 0 || marked.length === 0) return byBot;
  const doing = 'asking whom github-token speaks for';
  const shape = { login: 'string' } as const;
  const login = await github.call<{ login: string }>({ doing, permission: '', route: 'GET /user', shape }).then(
    (user) => user.login,
    () => undefined,
  );
  if (login !== undefined) return marked.filter(({ user }) => user?.login === login);
  // The token of a GitHub App may not ask who it is; that it is a bot's is all there is to know.
  return marked.filter(({ user }) => user?.type === 'Bot').slice(-1);
}
