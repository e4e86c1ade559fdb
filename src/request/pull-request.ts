// Owns the pull request as GitHub has it now.

export interface PullRequest {
  number: number;
  state: 'open' | 'closed' | 'merged';
  labels: string[];
  /** The newest commit of its branch. */
  sha: string;
  updatedAt: string;
  /** True where its branch is in another repository, or in one that is gone. */
  isFork: boolean;
}

/** The members of GitHub's reply that we read. */
export interface PullRequestReply {
  number: number;
  state: string;
  /** Left out in lists. */
  merged?: boolean;
  merged_at?: string | null;
  updated_at: string;
  labels: { name?: string }[];
  head: { sha: string; repo: { full_name: string } | null };
  base: { repo: { full_name: string } };
}

export function describePullRequest(reply: PullRequestReply): PullRequest {
  const { number, state, merged, merged_at: mergedAt, labels, head, base } = reply;
  const isMerged = merged ?? (mergedAt !== null && mergedAt !== undefined);
  return {
    number,
    state: state === 'open' ? 'open' : isMerged ? 'merged' : 'closed',
    labels: labels.flatMap(({ name }) => name ?? []),
    sha: head.sha,
    updatedAt: reply.updated_at,
    isFork: head.repo?.full_name !== base.repo.full_name,
  };
}
