// Owns what the workflow's event says. It only tells us where to look: what is true is read from GitHub.

/** The part of the runner's world that says what this run is about. */
export interface RunContext {
  /** `acme/shop` */
  repository: string;
  eventName: string;
  /** `refs/heads/main` */
  ref: string;
  /** The commit that the ref is at; of a pull request, one of GitHub's own that merges it. */
  sha: string;
  /** What GitHub sent, which may be of any form. */
  payload: unknown;
  /** Who set off the run: `octocat`, `dependabot[bot]`. */
  actor: string;
  workspace: string;
  /** Page of the repository, for people. */
  repositoryUrl: string;
  /** Page of this run, for people. */
  runUrl: string;
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
  /** The commit of the branch or tag that the run is of, which says nothing of a pull request. */
  shaOfRef: string | undefined;
  /** When the event was sent, or the pull request had last changed then. */
  updatedAt: string | undefined;
  isByDependabot: boolean;
  /** True of a workflow that ended and was about a branch: the pull request of the number has no more than the branch in common. */
  isOfBranch: boolean;
  /** Whose branch a workflow that ended ran for; of other events it is our own. */
  headOwner: HeadOwner;
}

/** `unknown`: the repository is gone, or GitHub does not name it. */
type HeadOwner = 'own' | 'fork' | 'unknown';

export function describeEvent({ eventName, payload, repository, actor, sha }: RunContext): RunEvent {
  const event = membersOf(payload);
  const pullRequest = membersOf(event.pull_request);
  const issue = membersOf(event.issue);
  const workflowRun = membersOf(event.workflow_run);
  const [owner = ''] = repository.split('/');
  return {
    name: eventName,
    number:
      numberOf(pullRequest.number) ??
      (isObject(issue.pull_request) ? numberOf(issue.number) : undefined) ??
      numberOfRun(workflowRun, event),
    head: isObject(event.workflow_run)
      ? headOf(workflowRun)
      : branchOf(event.ref ?? membersOf(event.merge_group).head_ref, owner),
    sha:
      commitOf(membersOf(pullRequest.head).sha) ??
      commitOfReport(event) ??
      (eventName === 'push' ? commitOf(event.after) : undefined),
    shaOfRef: isObject(event.pull_request) || isObject(event.workflow_run) ? undefined : commitOf(sha),
    updatedAt:
      textOf(pullRequest.updated_at) ??
      textOf(workflowRun.created_at) ??
      (eventName === 'push' ? timeOf(membersOf(event.repository).pushed_at) : undefined),
    isByDependabot: actor === 'dependabot[bot]',
    isOfBranch: textOf(workflowRun.event)?.startsWith('pull_request') === false,
    headOwner: eventName === 'workflow_run' ? headOwnerOf(workflowRun, repository) : 'own',
  };
}

/** Of a push: `refs/heads/feature`. */
function branchOf(ref: unknown, owner: string): string | undefined {
  const branch = /^refs\/heads\/(.+)$/.exec(textOf(ref) ?? '')?.[1];
  return branch === undefined ? undefined : `${owner}:${branch}`;
}

/**
 * Of a workflow that ended, whose branch may be in a fork. Where the fork is gone, GitHub names no repository, and a branch
 * alone is nobody's: ours may have one of the same name.
 */
function headOf({ head_branch: branch, head_repository: repository }: Members): string | undefined {
  const owner = textOf(membersOf(membersOf(repository).owner).login);
  return owner === undefined || textOf(branch) === undefined ? undefined : `${owner}:${branch}`;
}

function headOwnerOf({ head_repository: head }: Members, repository: string): HeadOwner {
  const name = textOf(membersOf(head).full_name);
  if (name === undefined) return 'unknown';
  return name.toLowerCase() === repository.toLowerCase() ? 'own' : 'fork';
}

/** The commit that an event reports on, which may be anybody's. */
function commitOfReport(event: Members): string | undefined {
  const { workflow_run: run, check_run: check, check_suite: suite, deployment } = event;
  return (
    commitOf(membersOf(run).head_sha) ??
    commitOf(membersOf(check).head_sha) ??
    commitOf(membersOf(suite).head_sha) ??
    commitOf(membersOf(deployment).sha) ??
    commitOf(event.sha)
  );
}

/** GitHub lists none from forks; but from our branch into a fork, the fork's. */
function numberOfRun({ pull_requests: listed }: Members, { repository }: Members): number | undefined {
  const ours = numberOf(membersOf(repository).id);
  const first = (Array.isArray(listed) ? listed : []).map(membersOf).find((pullRequest) => {
    const base = numberOf(membersOf(membersOf(pullRequest.base).repo).id);
    return base === undefined || base === ours;
  });
  return numberOf(first?.number);
}

type Members = Partial<Record<string, unknown>>;

/** Of anything that has no members: none. */
function membersOf(value: unknown): Members {
  return isObject(value) ? (value as Members) : {};
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

function commitOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^[0-9a-f]{1,64}$/i.test(text) ? text : undefined;
}

/** Seconds since 1970. */
function timeOf(value: unknown): string | undefined {
  const time = new Date(typeof value === 'number' ? value * 1000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
