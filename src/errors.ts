// Owns the kinds of errors, each with a message, a cause and a hint, and how several become one.

/** An error that the user can act on, shown without a stack. Any other error is a bug in the action. */
export class ExplainedError extends Error {
  /** The remedy, shown below the message. */
  readonly hint: string | undefined;
  /** Further findings, shown below the message. */
  readonly details: string[];

  constructor(message: string, { hint, cause, details = [] }: Explanation = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.hint = hint;
    this.details = details;
  }
}

interface Explanation {
  hint?: string | undefined;
  cause?: unknown;
  details?: string[];
}

/** The request cannot be carried out as it is. Lists all problems at once. */
export class UserError extends ExplainedError {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.length === 1 ? problems.join() : problems.map((problem) => `- ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/** A resource has a name that the action would use, but not its tags: it is never changed or removed. */
export class OwnershipError extends ExplainedError {}

/** AWS refused a call, or could not be reached. */
export class AwsError extends ExplainedError {
  /** The code of AWS: `AccessDenied`. */
  readonly code: string;
  /** The message of AWS. */
  readonly reason: string;
  /** The action that the role's policy lacks, such as `ecs:CreateService`. */
  readonly missingAction: string | undefined;
  /** True if there are no credentials, or AWS does not accept them. */
  readonly hasNoCredentials: boolean;

  constructor(doing: string, refusal: AwsRefusal) {
    const request = refusal.requestId === undefined ? '' : ` (request ${refusal.requestId})`;
    super(`${doing}: ${refusal.code}: ${refusal.reason}${request}`, { hint: refusal.hint, cause: refusal.cause });
    this.code = refusal.code;
    this.reason = refusal.reason;
    this.missingAction = refusal.missingAction;
    this.hasNoCredentials = refusal.hasNoCredentials ?? false;
  }
}

interface AwsRefusal {
  code: string;
  reason: string;
  requestId: string | undefined;
  hint: string;
  missingAction?: string | undefined;
  hasNoCredentials?: boolean;
  cause: unknown;
}

/** A reply of AWS lacks a member that it always has. */
export class IncompleteReplyError extends ExplainedError {
  constructor(operation: string, member: string) {
    super(`AWS's reply to ${operation} has no ${member}`, {
      hint: 'Re-run the job. If it fails again, please report it as a bug in the action.',
    });
  }
}

/** GitHub refused a call, or could not be reached. */
export class GitHubError extends ExplainedError {
  /** Undefined if there was no response. */
  readonly status: number | undefined;

  constructor(message: string, { status, ...rest }: { status: number | undefined; hint: string; cause: unknown }) {
    super(message, rest);
    this.status = status;
  }
}

/** A wait reached the deadline. */
export class WaitError extends ExplainedError {}

/** The run must end now, whatever other errors there are. */
export class StoppedError extends ExplainedError {}

/** A task stopped because one that ran in parallel failed; only the error of the latter is shown. */
export class AbandonedError extends StoppedError {
  constructor(cause: unknown) {
    super('Stopped because a parallel task failed.', { cause });
  }
}

/** There is nothing more to do for this run; the step succeeds. With `shouldDestroy`, what it created must be removed first. */
export class SkippedError extends StoppedError {
  readonly shouldDestroy: boolean;

  constructor(reason: string, { shouldDestroy }: { shouldDestroy: boolean }) {
    super(reason);
    this.shouldDestroy = shouldDestroy;
  }
}

/** The run was cancelled from outside. */
export class CancelledError extends StoppedError {
  constructor(
    message = 'The run was cancelled.',
    { hint = 'Re-run the job to resume.', cause }: { hint?: string; cause?: unknown } = {},
  ) {
    super(message, { hint, cause });
  }
}

/** A rollout or a one-off task failed. */
export class RolloutError extends ExplainedError {
  /** Its last log lines, for the report only: the workflow's log has shown them already. */
  readonly lastLines: string[];

  constructor(message: string, { lastLines = [], ...rest }: RolloutErrorParts = {}) {
    super(message, rest);
    this.lastLines = lastLines;
  }
}

interface RolloutErrorParts extends Explanation {
  lastLines?: string[];
}

/** Everything is deployed, but the URL does not respond as it should. */
export class CheckError extends ExplainedError {}

/** True if the error, one of its causes or one of its parts is about AWS credentials. */
export function lacksCredentials(error: unknown): boolean {
  if (error instanceof AwsError && error.hasNoCredentials) return true;
  if (error instanceof AggregateError) return error.errors.some(lacksCredentials);
  return error instanceof Error && error.cause !== undefined && lacksCredentials(error.cause);
}

/** The error as text: message, details and hint, or the stack if it is a bug. */
export function explain(error: unknown): string {
  if (error instanceof ExplainedError) {
    const { message, details, hint } = error;
    return [message, ...details, ...(hint === undefined ? [] : [hint])].join('\n');
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in the action, please report it:\n${stack}`;
}

/** Shows each error once, and a hint that several errors share only after the last of them. */
function explainAll(errors: ExplainedError[]): string {
  const distinct = [...new Map(errors.map((error) => [explain(error), error])).values()];
  const texts = distinct.map(({ message, details, hint }, index) => {
    const isShownLater = distinct.slice(index + 1).some((later) => later.hint === hint);
    return [message, ...details, ...(hint === undefined || isShownLater ? [] : [hint])].join('\n');
  });
  return texts.join('\n');
}

/** Combines errors into one. A bug, or an error that ends the run, takes precedence over all others. */
export function joined(thrown: unknown[]): unknown {
  // Combined errors are split into their parts again, so that each is shown once.
  const errors = thrown.flatMap((error) =>
    error instanceof ExplainedError && error.cause instanceof AggregateError ? error.cause.errors : [error],
  ) as unknown[];
  const bug = errors.find((error) => !(error instanceof ExplainedError));
  // Prefers the one that adds to the message that the run was cancelled.
  const ends = errors.filter((error) => error instanceof StoppedError);
  const end = ends.find(({ cause }) => cause instanceof StoppedError) ?? ends[0];
  const isOne = new Set(errors.map(explain)).size === 1;
  if (bug !== undefined || end !== undefined || isOne) return bug ?? end ?? errors[0];
  const denied = errors.filter((error) => error instanceof AwsError && error.missingAction !== undefined);
  if (denied.length === errors.length) return missingActions(denied as AwsError[]);
  return new ExplainedError(explainAll(errors as ExplainedError[]), { cause: new AggregateError(errors) });
}

/** Combines the missing permissions into one hint. */
function missingActions(denied: AwsError[]): ExplainedError {
  const actions = [...new Set(denied.flatMap(({ missingAction }) => missingAction ?? []))].sort();
  const messages = [...new Set(denied.map(({ message }) => message))];
  return new ExplainedError(messages.join('\n'), { hint: hintForMissing(actions), cause: new AggregateError(denied) });
}

/** Read actions can be allowed on all resources; write actions are restricted to the action's tags. */
function hintForMissing(actions: string[]): string {
  const isReading = actions.every((action) => /:(Describe|Get|List)/.test(action));
  const statement = JSON.stringify({ Effect: 'Allow', Action: actions, Resource: '*' });
  return isReading
    ? `Add this statement to the policy of the role that the workflow assumes, or all of docs/iam-policy.json of this action: ${statement}`
    : `Add ${actions.join(', ')} to the policy of the role that the workflow assumes, with the resources and conditions of docs/iam-policy.json of this action. If the policy has them already, its resources or conditions do not cover the resources named above.`;
}
