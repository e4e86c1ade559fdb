// Owns what the workflow's event says. It only tells us where to look: what is true is read from GitHub.

/** The part of the runner's world that says what this run is about. */
export interface RunContext {
  /** `acme/shop` */
  repository: string;
  eventName: string;
  payload: EventPayload;
  /** Who set off the run: `octocat`, `dependabot[bot]`. */
  actor: string;
  workspace: string;
  /** Page of the repository, for people. */
  repositoryUrl: string;
  /** Page of this run, for people. */
  runUrl: string;
}

/** Of each event's payload the little that we look at. */
export interface EventPayload {
  pull_request?: { number?: number; head?: { sha?: string }; updated_at?: string };
  issue?: { number?: number; pull_request?: unknown };
  /** Of a push: `refs/heads/feature`, and the commit it moved to. */
  ref?: string;
  after?: string;
  /** Seconds since 1970 in a push. */
  repository?: { pushed_at?: number | string };
  workflow_run?: {
    created_at?: string;
    head_sha?: string;
    head_branch?: string | null;
    head_repository?: { owner?: { login?: string } } | null;
    pull_requests?: { number?: number }[];
  };
}

/** What a run is about, as far as its event knows. */
export interface RunEvent {
  name: string;
  /** Number of the pull request. */
  number: number | undefined;
  /** `owner:branch`, by which GitHub finds a pull request where the event has no number. */
  head: string | undefined;
  /** The commit that the run was started for; undefined where the event names none. */
  sha: string | undefined;
  /** When the event was sent, or the pull request had last changed then. */
  updatedAt: string | undefined;
  isByDependabot: boolean;
}

export function describeEvent({ eventName, payload, repository, actor }: RunContext): RunEvent {
  const { pull_request: pullRequest, issue, workflow_run: workflowRun } = payload;
  const [owner = ''] = repository.split('/');
  return {
    name: eventName,
    number:
      pullRequest?.number ??
      (issue?.pull_request === undefined ? undefined : issue.number) ??
      // Empty for pull requests from forks.
      workflowRun?.pull_requests?.[0]?.number,
    head: workflowRun === undefined ? branchOf(payload, owner) : headOf(workflowRun, owner),
    sha: pullRequest?.head?.sha ?? workflowRun?.head_sha ?? (eventName === 'push' ? payload.after : undefined),
    updatedAt: pullRequest?.updated_at ?? workflowRun?.created_at ?? pushedAt(eventName, payload),
    isByDependabot: actor === 'dependabot[bot]',
  };
}

function pushedAt(eventName: string, { repository }: EventPayload): string | undefined {
  const seconds = repository?.pushed_at;
  return eventName === 'push' && typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : undefined;
}

function branchOf({ ref }: EventPayload, owner: string): string | undefined {
  const branch = /^refs\/heads\/(.+)$/.exec(ref ?? '')?.[1];
  return branch === undefined ? undefined : `${owner}:${branch}`;
}

function headOf(
  { head_branch: branch, head_repository: head }: NonNullable<EventPayload['workflow_run']>,
  owner: string,
) {
  return branch === undefined || branch === null ? undefined : `${head?.owner?.login ?? owner}:${branch}`;
}
