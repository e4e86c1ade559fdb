// Owns what can go wrong, and how it is told: a sentence, a cause that is kept, and a hint.

/** Something that its reader can act on: shown without a stack. Anything else that is thrown is a bug of ours. */
export class ExplainedError extends Error {
  /** What to do about it. */
  readonly hint: string | undefined;
  /** What was found out about it, for those who want to know more than the message. */
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

/** What the user asked for cannot be done as it stands. Carries every problem at once. */
export class UserError extends ExplainedError {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.length === 1 ? String(problems[0]) : problems.map((problem) => `- ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/** Something bears our name and is not ours: it is never changed or removed. */
export class OwnershipError extends ExplainedError {}

/** AWS refused a call, or could not be reached. */
export class AwsError extends ExplainedError {
  /** AWS's own code: `AccessDenied`. */
  readonly code: string;
  /** AWS's own words, without what we were doing. */
  readonly reason: string;
  /** `ecs:CreateService`, where that is what the role may not do. */
  readonly missingAction: string | undefined;
  /** True where there are no credentials, or none that AWS accepts. */
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

export interface AwsRefusal {
  code: string;
  reason: string;
  requestId: string | undefined;
  hint: string;
  missingAction?: string | undefined;
  hasNoCredentials?: boolean;
  cause: unknown;
}

/** AWS answered a call, and left out what it always sends: what follows from that is not guessed. */
export class IncompleteReplyError extends ExplainedError {
  constructor(operation: string, member: string) {
    super(`AWS's reply to ${operation} has no ${member}`, {
      hint: 'Run the job again. If it says so again, please report it as a bug in the action, with these words.',
    });
  }
}

/** GitHub refused a call, or could not be reached. */
export class GitHubError extends ExplainedError {
  /** Of its answer; undefined where there was none. */
  readonly status: number | undefined;

  constructor(message: string, { status, ...rest }: { status: number | undefined; hint: string; cause: unknown }) {
    super(message, rest);
    this.status = status;
  }
}

/** We waited for something until the deadline. */
export class WaitError extends ExplainedError {}

/** The run is not to go on, whatever else is the matter. */
export class StoppedError extends ExplainedError {}

/** Something was left off where it stood, because what was done beside it failed: that is the error to tell. */
export class AbandonedError extends StoppedError {
  constructor(cause: unknown) {
    super('It was left off, because what was done beside it failed.', { cause });
  }
}

/** There is nothing to do for this run, and that is no fault: the step stays green. */
export class SkippedError extends StoppedError {}

/** The run was cancelled from outside. */
export class CancelledError extends StoppedError {
  constructor(
    message = 'The run was cancelled.',
    { hint = 'Run the job again to go on from here.', cause }: { hint?: string; cause?: unknown } = {},
  ) {
    super(message, { hint, cause });
  }
}

/** A rollout or a one-off task ended badly. */
export class RolloutError extends ExplainedError {
  /** What it wrote last, where the workflow's log has shown that already: for whoever reads only the report. */
  readonly lastLines: string[];

  constructor(message: string, { lastLines = [], ...rest }: RolloutErrorParts = {}) {
    super(message, rest);
    this.lastLines = lastLines;
  }
}

interface RolloutErrorParts extends Explanation {
  lastLines?: string[];
}

/** Everything is in place and yet the URL does not answer as it should. */
export class CheckError extends ExplainedError {}

/** Whether it, or what it was caused by or put together from, is an error of AWS's about credentials. */
export function lacksCredentials(error: unknown): boolean {
  if (error instanceof AwsError && error.hasNoCredentials) return true;
  if (error instanceof AggregateError) return error.errors.some(lacksCredentials);
  return error instanceof Error && error.cause !== undefined && lacksCredentials(error.cause);
}

/** The error as its reader should see it: a bug shows where it happened, everything else what to do. */
export function explain(error: unknown): string {
  if (error instanceof ExplainedError) {
    const { message, details, hint } = error;
    return [message, ...details, ...(hint === undefined ? [] : [hint])].join('\n');
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in the action, please report it:\n${stack}`;
}

/** Each once, and each hint where it is said last. */
function explainAll(errors: ExplainedError[]): string {
  const distinct = [...new Map(errors.map((error) => [explain(error), error])).values()];
  const texts = distinct.map(({ message, details, hint }, index) => {
    const isSaidLater = distinct.slice(index + 1).some((later) => later.hint === hint);
    return [message, ...details, ...(hint === undefined || isSaidLater ? [] : [hint])].join('\n');
  });
  return texts.join('\n');
}

/** Failures that came together as one that tells each of them once. A bug of ours is told alone, and so is the end of the run. */
export function joined(thrown: unknown[]): unknown {
  // What was joined once already comes apart again.
  const errors = thrown.flatMap((error) =>
    error instanceof ExplainedError && error.cause instanceof AggregateError ? error.cause.errors : [error],
  ) as unknown[];
  const bug = errors.find((error) => !(error instanceof ExplainedError));
  // The one that says more than that the run is over.
  const ends = errors.filter((error) => error instanceof StoppedError);
  const end = ends.find(({ cause }) => cause instanceof StoppedError) ?? ends[0];
  const isOne = new Set(errors.map(explain)).size === 1;
  if (bug !== undefined || end !== undefined || isOne) return bug ?? end ?? errors[0];
  const denied = errors.filter((error) => error instanceof AwsError && error.missingAction !== undefined);
  if (denied.length === errors.length) return missingActions(denied as AwsError[]);
  return new ExplainedError(explainAll(errors as ExplainedError[]), { cause: new AggregateError(errors) });
}

/** One thing to add, in place of the same advice for each. */
function missingActions(denied: AwsError[]): ExplainedError {
  const actions = [...new Set(denied.map(({ missingAction }) => String(missingAction)))].sort();
  const messages = [...new Set(denied.map(({ message }) => message))];
  return new ExplainedError(messages.join('\n'), { hint: hintForMissing(actions), cause: new AggregateError(denied) });
}

/** Only what reads may be granted on everything: what writes is held to our tags. */
function hintForMissing(actions: string[]): string {
  const isReading = actions.every((action) => /:(Describe|Get|List)/.test(action));
  const statement = JSON.stringify({ Effect: 'Allow', Action: actions, Resource: '*' });
  return isReading
    ? `Add this statement to the policy of the role that the workflow assumes, or all of docs/iam-policy.json of this action: ${statement}`
    : `Add ${actions.join(', ')} to the policy of the role that the workflow assumes, with the resources and conditions that docs/iam-policy.json of this action has. Where they are there already, those do not cover what is named above.`;
}
