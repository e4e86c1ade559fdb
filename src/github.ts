// Owns how we speak with GitHub: reading a pull request, and keeping one comment on it up to date.
import { GitHubError } from './errors.ts';
import { describePullRequest, type PullRequestReply } from './request/pull-request.ts';
import type { PullRequests } from './request/request.ts';

/** The little of GitHub's client that we use. */
export interface Octokit {
  request(route: string, parameters: object): Promise<{ data: unknown }>;
  /** Every item of every page. */
  paginate(route: string, parameters: object): Promise<unknown[]>;
}

export interface Comment {
  pullRequest: number;
  /** A line that only our comment on this environment carries. */
  marker: string;
  body: string;
  /** False: only a comment that is there is changed. */
  mayCreate: boolean;
}

export interface GitHub {
  pullRequests: PullRequests;
  /** Address of the comment; undefined where there is none. */
  publishComment(comment: Comment): Promise<string | undefined>;
}

interface IssueComment {
  id: number;
  body?: string;
  html_url: string;
  user: { login: string } | null;
}

/** Whom the token of a workflow run speaks for. */
const ACTIONS_BOT = 'github-actions[bot]';
const LARGEST_PAGE = 100;

/** `load` brings in GitHub's client when it is first needed: most runs start with other things. */
export function createGitHub(load: () => Promise<Octokit>, repository: string): GitHub {
  const [owner = '', repo = ''] = repository.split('/');
  const readPermission = 'pull-requests: read';
  return {
    pullRequests: {
      read: (number) =>
        attemptOnGitHub(`reading pull request ${number} of ${repository}`, readPermission, async () => {
          const parameters = { owner, repo, pull_number: number };
          const { data } = await (await load()).request('GET /repos/{owner}/{repo}/pulls/{pull_number}', parameters);
          return describePullRequest(data as PullRequestReply);
        }),
      find: (head) =>
        attemptOnGitHub(`looking for the pull request of ${head} in ${repository}`, readPermission, async () => {
          const parameters = { owner, repo, head, state: 'open' };
          const { data } = await (await load()).request('GET /repos/{owner}/{repo}/pulls', parameters);
          const [reply] = data as PullRequestReply[];
          return reply && describePullRequest(reply);
        }),
    },
    publishComment: (comment) =>
      attemptOnGitHub(`commenting on pull request ${comment.pullRequest}`, 'pull-requests: write', async () =>
        writeComment(await load(), { owner, repo }, comment),
      ),
  };
}

async function writeComment(
  octokit: Octokit,
  place: { owner: string; repo: string },
  { pullRequest, marker, body, mayCreate }: Comment,
): Promise<string | undefined> {
  const issue = { ...place, issue_number: pullRequest };
  const route = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
  const comments = (await octokit.paginate(`GET ${route}`, { ...issue, per_page: LARGEST_PAGE })) as IssueComment[];
  const marked = comments.filter((comment) => comment.body?.startsWith(marker));
  const ours = await findOurs(octokit, marked);
  const text = `${marker}\n${body}`;
  if (ours === undefined) {
    if (!mayCreate) return undefined;
    const { data } = await octokit.request(`POST ${route}`, { ...issue, body: text });
    return (data as IssueComment).html_url;
  }
  const parameters = { ...place, comment_id: ours.id, body: text };
  await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', parameters);
  return ours.html_url;
}

/** Anybody can write our marker, so its comment has to be by whoever we are: the workflow's own token cannot ask for that. */
async function findOurs(octokit: Octokit, marked: IssueComment[]): Promise<IssueComment | undefined> {
  const byBot = marked.find(({ user }) => user?.login === ACTIONS_BOT);
  if (byBot !== undefined || marked.length === 0) return byBot;
  const login = await octokit.request('GET /user', {}).then(
    ({ data }) => (data as { login: string }).login,
    () => ACTIONS_BOT,
  );
  return marked.find(({ user }) => user?.login === login);
}

async function attemptOnGitHub<T>(doing: string, permission: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw new GitHubError(`${doing}: ${(error as Error).message}`, {
      hint: hintFor((error as { status?: number }).status, permission),
      cause: error,
    });
  }
}

function hintFor(status: number | undefined, permission: string): string {
  if (status === 401 || status === 403) return `Give the job "${permission}", and leave github-token as it is.`;
  if (status === 404) return `There is no such pull request, or the job lacks "${permission}".`;
  return 'Run the job again. If it stays, check GITHUB_API_URL and HTTPS_PROXY, and whether GitHub is well.';
}
