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
  /** True where the event itself shows that its commit is of another repository, or of one that is gone. */
  isOfFork: boolean;
}

/** `unknown` if the repository was deleted, or GitHub does not name it. */
type HeadOwner = 'own' | 'fork' | 'unknown';

/** The members that hold the commit of an event, or the commit that it reports on. */
const COMMITS = [
  'pull_request.head.sha',
  'workflow_run.head_sha',
  'check_run.head_sha',
  'check_suite.head_sha',
  'deployment.sha',
  'sha',
];

type At = (path: string) => unknown;

export function describeEvent({ eventName, payload, repository, actor, sha }: RunContext): RunEvent {
  const at = (path: string) => memberAt(payload, path);
  const isPush = eventName === 'push';
  const isOfWorkflow = isObject(at('workflow_run'));
  const [owner = ''] = repository.split('/');
  const headOwner = eventName === 'workflow_run' ? headOwnerOf(at('workflow_run.head_repository'), repository) : 'own';
  const head = at('pull_request.head.repo');
  return {
    name: eventName,
    number:
      numberOf(at('pull_request.number')) ??
      (isObject(at('issue.pull_request')) ? numberOf(at('issue.number')) : undefined) ??
      numberOfRun(at),
    head: isOfWorkflow ? headOf(at) : branchOf(at('ref') ?? at('merge_group.head_ref'), owner),
    sha: [...COMMITS, ...(isPush ? ['after'] : [])]
      .map((path) => commitOf(at(path)))
      .find((found) => found !== undefined),
    shaOfRef: isObject(at('pull_request')) || isOfWorkflow ? undefined : commitOf(sha),
    updatedAt:
      textOf(at('pull_request.updated_at')) ??
      textOf(at('workflow_run.created_at')) ??
      (isPush ? timeOf(at('repository.pushed_at')) : undefined),
    isByDependabot: actor === 'dependabot[bot]',
    isOfBranch: textOf(at('workflow_run.event'))?.startsWith('pull_request') === false,
    headOwner,
    isOfFork: headOwner !== 'own' || (head !== undefined && headOwnerOf(head, repository) !== 'own'),
  };
}

/** True for a repository that only its members can read. */
export function isOfPrivateRepository(payload: unknown): boolean {
  return memberAt(payload, 'repository.private') === true;
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
function headOf(at: At): string | undefined {
  const [owner, branch] = [
    textOf(at('workflow_run.head_repository.owner.login')),
    textOf(at('workflow_run.head_branch')),
  ];
  return owner === undefined || branch === undefined ? undefined : `${owner}:${branch}`;
}

function headOwnerOf(head: unknown, repository: string): HeadOwner {
  const name = textOf(memberAt(head, 'full_name'));
  if (name === undefined) return 'unknown';
  return name.toLowerCase() === repository.toLowerCase() ? 'own' : 'fork';
}

/** GitHub lists no pull requests from forks, but those of this repository's branch into a fork, which are left out. */
function numberOfRun(at: At): number | undefined {
  const listed = at('workflow_run.pull_requests');
  const ours = numberOf(at('repository.id'));
  const first = (Array.isArray(listed) ? listed : []).find((pullRequest) => {
    const base = numberOf(memberAt(pullRequest, 'base.repo.id'));
    return base === undefined || base === ours;
  });
  return numberOf(memberAt(first, 'number'));
}

/** Undefined if the value has no such member: `head.sha`. */
export function memberAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((part, name) => (isObject(part) ? (part as Record<string, unknown>)[name] : undefined), value);
}

/** A positive whole number. */
export function numberAt(value: unknown, path: string): number | undefined {
  return numberOf(memberAt(value, path));
}

export function isObject(value: unknown): boolean {
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
