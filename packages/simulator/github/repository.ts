// Owns how a repository looks in GitHub's replies. A token belongs to a repository that exists, so every repository does.
import type { GitHubCall, GitHubOperation, GitHubResult } from './operation.ts';
import type { PullRequestRepository, Repository } from './reply-types.ts';
import { nodeId, renderUser, stableId } from './user.ts';

export const DEFAULT_BRANCH = 'main';

/** The addresses of a repository's parts, below its own. */
const PART_PATHS = {
  archive_url: '{archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
};

export function renderRepository(fullName: string, apiUrl: string): Repository & PullRequestRepository {
  const [owner = '', name = ''] = fullName.split('/');
  const id = stableId(fullName);
  const url = `${apiUrl}/repos/${fullName}`;
  const parts = Object.entries(PART_PATHS).map(([member, path]) => [member, `${url}/${path}`]);
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName,
    owner: renderUser(owner, apiUrl),
    private: false,
    visibility: 'public',
    html_url: `https://github.com/${fullName}`,
    description: null,
    fork: false,
    url,
    ...(Object.fromEntries(parts) as typeof PART_PATHS),
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    clone_url: `https://github.com/${fullName}.git`,
    svn_url: `https://github.com/${fullName}`,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: DEFAULT_BRANCH,
    ...COUNTS,
    ...FEATURES,
    topics: [],
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
    pushed_at: '2024-01-01T00:00:00Z',
  };
}

const COUNTS = {
  size: 0,
  forks: 0,
  forks_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  network_count: 0,
  subscribers_count: 0,
};

const FEATURES = {
  archived: false,
  disabled: false,
  has_discussions: false,
  has_downloads: true,
  has_issues: true,
  has_pages: false,
  has_projects: true,
  has_wiki: true,
  is_template: false,
  allow_forking: true,
  web_commit_signoff_required: false,
};

function getRepository({ repository, apiUrl }: GitHubCall): GitHubResult {
  return { status: 200, body: renderRepository(repository, apiUrl) };
}

export const repositoryOperations: GitHubOperation[] = [
  {
    name: 'repos/get',
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    permissions: 'metadata=read',
    documentation: 'repos/repos#get-a-repository',
    answer: getRepository,
  },
];
