// Owns how a pull request looks in GitHub's replies: in a list, and on its own with a few members more.
import { commitSha } from './commit.ts';
import { renderLabel } from './label.ts';
import type { GitHubCall } from './operation.ts';
import type { ListedPullRequest, PullRequest } from './reply-types.ts';
import { renderRepository } from './repository.ts';
import type { PullRequestRow } from './tables.ts';
import { timestamp } from './timestamp.ts';
import { nodeId, renderUser } from './user.ts';

/** `octocat/shop` where the head is in a fork. */
function headRepository(row: PullRequestRow): string {
  return row.fork ? `${row.user}/${row.repository.split('/')[1]}` : row.repository;
}

/** Who pushes to the repository itself is of it; anybody else comes from a fork. */
function authorAssociation(row: PullRequestRow): 'OWNER' | 'MEMBER' | 'NONE' {
  if (row.repository.startsWith(`${row.user}/`)) return 'OWNER';
  return row.fork ? 'NONE' : 'MEMBER';
}

export function renderListedPullRequest(row: PullRequestRow, { apiUrl }: GitHubCall): ListedPullRequest {
  const { repository, number, closedAt } = row;
  const links = addressesOf(row, apiUrl);
  return {
    id: row.id,
    node_id: nodeId('PR', row.id),
    ...links,
    diff_url: `${links.html_url}.diff`,
    patch_url: `${links.html_url}.patch`,
    number,
    state: row.state,
    locked: false,
    title: `Pull request ${number}`,
    user: renderUser(row.user, apiUrl),
    body: null,
    labels: row.labels.map((name) => renderLabel(name, repository, apiUrl)),
    milestone: null,
    created_at: timestamp(row.createdAt),
    updated_at: timestamp(row.updatedAt),
    closed_at: closedAt ? timestamp(closedAt) : null,
    merged_at: row.merged && closedAt ? timestamp(closedAt) : null,
    merge_commit_sha: commitSha(row.head.sha, row.base.sha),
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: renderSide({ ...row.head, repository: headRepository(row), isFork: row.fork }, apiUrl),
    base: renderSide({ ...row.base, repository, isFork: false }, apiUrl),
    _links: {
      self: { href: links.url },
      html: { href: links.html_url },
      issue: { href: links.issue_url },
      comments: { href: links.comments_url },
      review_comments: { href: links.review_comments_url },
      review_comment: { href: links.review_comment_url },
      commits: { href: links.commits_url },
      statuses: { href: links.statuses_url },
    },
    author_association: authorAssociation(row),
    auto_merge: null,
    draft: row.draft,
  };
}

export function renderPullRequest(row: PullRequestRow, call: GitHubCall): PullRequest {
  const isOpen = row.state === 'open';
  const comments = [...call.tables.comments.values()].filter(
    ({ repository, issueNumber }) => repository === row.repository && issueNumber === row.number,
  );
  return {
    ...(renderListedPullRequest(row, call) as PullRequest),
    merged: row.merged,
    mergeable: isOpen ? true : null,
    rebaseable: isOpen ? true : null,
    mergeable_state: isOpen ? 'clean' : 'unknown',
    merged_by: row.merged ? renderUser(row.user, call.apiUrl) : null,
    comments: comments.length,
    review_comments: 0,
    maintainer_can_modify: row.fork,
    commits: 1,
    additions: 1,
    deletions: 0,
    changed_files: 1,
  };
}

function addressesOf({ repository, number, head }: PullRequestRow, apiUrl: string) {
  const repositoryUrl = `${apiUrl}/repos/${repository}`;
  const url = `${repositoryUrl}/pulls/${number}`;
  return {
    url,
    html_url: `https://github.com/${repository}/pull/${number}`,
    issue_url: `${repositoryUrl}/issues/${number}`,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl}/pulls/comments{/number}`,
    comments_url: `${repositoryUrl}/issues/${number}/comments`,
    statuses_url: `${repositoryUrl}/statuses/${head.sha}`,
  };
}

interface Side {
  ref: string;
  sha: string;
  repository: string;
  isFork: boolean;
}

function renderSide({ ref, sha, repository, isFork }: Side, apiUrl: string) {
  const [owner = ''] = repository.split('/');
  return {
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: renderUser(owner, apiUrl),
    repo: { ...renderRepository(repository, apiUrl), fork: isFork },
  };
}
