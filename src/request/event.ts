// Owns reading the workflow's event, which only says where to look; the current state is read from GitHub.

/** The runner's context of this run. */
export interface RunContext {
  /** `acme/shop` */
  repository: string;
  eventName: string;
  /** `refs/heads/main` */
  ref: string;
  /** The commit of the ref; for a pull request, GitHub's test merge commit. */
  sha: string;
  /** The event as GitHub sent it. */
  payload: unknown;
  /** The user who triggered the run: `octocat`, `dependabot[bot]`. */
  actor: string;
  workspace: string;
  /** The web page of the repository. */
  repositoryUrl: string;
  /** False also where the event does not say. */
  isPrivateRepository: boolean;
  /** The web page of this run. */
  runUrl: string;
}

/** The subject of a run, as far as its event shows. */
export interface RunEvent {
  name: string;
  /** Number of the pull request. */
  number: number | undefined;
  /** `owner:branch`, to find a pull request if the event has no number. */
  head: string | undefined;
  /** The commit that the run was started for, if the event names one. */
  sha: string | undefined;
  /** The commit of the branch or tag that the run is for, which need not belong to a pull request. */
  shaOfRef: string | undefined;
  /** When the event was sent, or when the pull request had last changed at that time. */
  updatedAt: string | undefined;
  isByDependabot: boolean;
  /** True for a completed workflow that ran for a branch, so that `number` is only a pull request of the same branch. */
  isOfBranch: boolean;
  /** The owner of the branch that a completed workflow ran for; `own` for other events. */
  headOwner: HeadOwner;
}

/** `unknown` if the repository was deleted, or GitHub does not name it. */
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

/** True for a repository that only its members can read. */
export function isOfPrivateRepository(payload: unknown): boolean {
  return membersOf(membersOf(payload).repository).private === true;
}

/** `ref` is that of a push: `refs/heads/feature`. */
function branchOf(ref: unknown, owner: string): string | undefined {
  const branch = /^refs\/heads\/(.+)$/.exec(textOf(ref) ?? '')?.[1];
  return branch === undefined ? undefined : `${owner}:${branch}`;
}

/**
 * The branch of a completed workflow, which may be in a fork. If the fork was deleted, GitHub names no repository, and the branch
 * alone is not enough, because this repository may have one of the same name.
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

/** The commit that an event reports on. */
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

/** GitHub lists no pull requests from forks, but those of this repository's branch into a fork, which are left out. */
function numberOfRun({ pull_requests: listed }: Members, { repository }: Members): number | undefined {
  const ours = numberOf(membersOf(repository).id);
  const first = (Array.isArray(listed) ? listed : []).map(membersOf).find((pullRequest) => {
    const base = numberOf(membersOf(membersOf(pullRequest.base).repo).id);
    return base === undefined || base === ours;
  });
  return numberOf(first?.number);
}

type Members = Partial<Record<string, unknown>>;

/** Empty for anything that is not an object. */
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

/** `value` is in seconds since the epoch. */
function timeOf(value: unknown): string | undefined {
  const time = new Date(typeof value === 'number' ? value * 1000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/**
 * The subject of GitHub's OIDC token for the run, which the trust policy of the role must accept:
 * `repo:acme/shop:pull_request`; that of a job with a GitHub environment differs, which cannot be seen here.
 * https://docs.github.com/actions/reference/openid-connect-reference
 */
export function subjectOf({
  repository,
  eventName,
  ref,
}: Pick<RunContext, 'repository' | 'eventName' | 'ref'>): string {
  return `repo:${repository}:${eventName === 'pull_request' ? 'pull_request' : `ref:${ref}`}`;
}
