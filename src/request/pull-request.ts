// Owns reading the live pull request from GitHub.
import { GitHubError } from '../errors.ts';
import { type GitHub, NOT_GITHUB } from '../github.ts';

export interface PullRequest {
  number: number;
  state: 'open' | 'closed' | 'merged';
  isDraft: boolean;
  labels: string[];
  /** The newest commit of its branch. */
  sha: string;
  updatedAt: string;
  /** True if its branch is in another repository, or in a deleted one. */
  isFork: boolean;
  /** The login of whoever opened it. */
  author?: string | undefined;
}

/** Reads a pull request by number, or finds the open one of `owner:branch`. */
export interface PullRequests {
  read(number: number): Promise<PullRequest>;
  find(head: string): Promise<PullRequest | undefined>;
}

/** The members of GitHub's reply that are used. */
export interface PullRequestReply {
  number: number;
  state: string;
  draft?: boolean;
  /** Missing in lists. */
  merged?: boolean;
  merged_at?: string | null;
  updated_at: string;
  labels: { name?: string }[];
  user?: { login?: string } | null;
  head: { sha: string; repo: { full_name: string } | null };
  base: { repo: { full_name: string } };
}

/** With `hasComment` the job also needs to write comments, so errors name that permission at once. */
export function createPullRequests(github: GitHub, { hasComment }: { hasComment: boolean }): PullRequests {
  const permission = `pull-requests: ${hasComment ? 'write' : 'read'}`;
  return {
    async read(number) {
      const reply = await github.call<PullRequestReply>({
        doing: `reading pull request ${number}`,
        permission,
        route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        parameters: { pull_number: number },
      });
      return describePullRequest(reply);
    },
    async find(head) {
      const replies = await github.call<PullRequestReply[]>({
        doing: `looking for the pull request of ${head}`,
        permission,
        route: 'GET /repos/{owner}/{repo}/pulls',
        parameters: { head, state: 'open' },
      });
      if (!Array.isArray(replies)) throw notGitHub();
      return replies[0] && describePullRequest(replies[0]);
    },
  };
}

/** Throws a GitHubError for a reply that is not a pull request: a proxy may have answered with a web page. */
export function describePullRequest(reply: PullRequestReply): PullRequest {
  if (!isPullRequest(reply)) throw notGitHub();
  const { number, state, draft = false, merged, merged_at: mergedAt, labels, head, base } = reply;
  const isMerged = merged ?? (mergedAt !== null && mergedAt !== undefined);
  return {
    number,
    state: state === 'open' ? 'open' : isMerged ? 'merged' : 'closed',
    isDraft: draft,
    labels: labels.flatMap(({ name }) => name ?? []),
    sha: head.sha,
    updatedAt: reply.updated_at,
    isFork: head.repo?.full_name !== base.repo.full_name,
    author: reply.user?.login,
  };
}

/** Accepts no missing members, because a pull request that seemed closed or unlabelled would be removed. */
function isPullRequest(reply: Partial<PullRequestReply> | null | undefined): boolean {
  const { number, state = '', head, base, labels } = reply ?? {};
  return (
    Number.isSafeInteger(number) &&
    ['open', 'closed'].includes(state) &&
    typeof head?.sha === 'string' &&
    typeof base?.repo?.full_name === 'string' &&
    Array.isArray(labels) &&
    labels.every((label) => typeof label?.name === 'string')
  );
}

function notGitHub(): GitHubError {
  return new GitHubError('reading the pull request: the response is not a pull request', {
    status: undefined,
    hint: NOT_GITHUB,
    cause: undefined,
  });
}
