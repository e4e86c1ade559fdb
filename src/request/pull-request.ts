// Owns the pull request as GitHub has it now.
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
  /** True where its branch is in another repository, or in one that is gone. */
  isFork: boolean;
}

/** How the live pull request is read: by number, or by `owner:branch` the open one. */
export interface PullRequests {
  read(number: number): Promise<PullRequest>;
  find(head: string): Promise<PullRequest | undefined>;
}

/** The members of GitHub's reply that we read. */
export interface PullRequestReply {
  number: number;
  state: string;
  draft?: boolean;
  /** Left out in lists. */
  merged?: boolean;
  merged_at?: string | null;
  updated_at: string;
  labels: { name?: string }[];
  head: { sha: string; repo: { full_name: string } | null };
  base: { repo: { full_name: string } };
}

/** `hasComment`: whether the job is to comment as well, so that what it needs in the end is told at once. */
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

/** Throws a GitHubError for an answer that is none of GitHub's: something in between may write pages of its own. */
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
  };
}

/** What is taken for closed, or for unlabelled, is taken away: so nothing is made up for what is missing. */
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
  return new GitHubError('reading the pull request: the answer is not a pull request', {
    status: undefined,
    hint: NOT_GITHUB,
    cause: undefined,
  });
}
