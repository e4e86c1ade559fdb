// Owns the deadline of a run, after which no write begins, and its error.
import { WaitError } from '../errors.ts';
import type { Deadline, World } from '../world.ts';

/** Time after the deadline for reads that explain what was not done. */
const MAX_LAST_LOOK_MS = 60_000;

/** The abort reason of AWS calls that are still pending when the time is over. */
export class DeadlineExceeded extends Error {
  readonly deadline: Deadline;

  constructor(deadline: Deadline) {
    super('The time of the run is over.');
    this.name = new.target.name;
    this.deadline = deadline;
  }
}

/** How long AWS may still be called. */
export function timeLeftForCalls({ clock, deadline }: Pick<World, 'clock' | 'deadline'>): number {
  return Math.max(0, deadline.atMilliseconds + MAX_LAST_LOOK_MS - clock.nowMilliseconds());
}

/** Throws if the deadline has passed; `doing` is what would begin: `creating listener rule shop-pr-42`. */
export function assertBeforeDeadline({ clock, deadline }: Pick<World, 'clock' | 'deadline'>, doing: string): void {
  if (clock.nowMilliseconds() >= deadline.atMilliseconds) throw deadlineError(`${doing}: not begun`, deadline);
}

/** `what` is what was not finished: `waiting for the distribution: still "InProgress"`. */
export function deadlineError(what: string, { minutes }: Pick<Deadline, 'minutes'>, cause?: unknown): WaitError {
  const limit = minutes === 1 ? 'one minute' : `${minutes} minutes`;
  return new WaitError(`${what} at the deadline of ${limit}`, {
    hint: 'Re-run the job to resume, or raise "wait-minutes".',
    cause,
  });
}
