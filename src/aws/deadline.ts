// Owns the deadline of a run: that no write begins after it, and how it is told.
import { WaitError } from '../errors.ts';
import type { Deadline, World } from '../world.ts';

/** What ended at the deadline is looked into afterwards; then AWS gets no more time. */
const MAX_LAST_LOOK_MS = 60_000;

/** What a call to AWS that is given up then ends with, wherever it stands. */
export class DeadlineExceeded extends Error {
  readonly deadline: Deadline;

  constructor(deadline: Deadline) {
    super('The time of the run is over.');
    this.name = new.target.name;
    this.deadline = deadline;
  }
}

/** How long AWS may still be asked. */
export function timeLeftForCalls({ clock, deadline }: Pick<World, 'clock' | 'deadline'>): number {
  return Math.max(0, deadline.atMilliseconds + MAX_LAST_LOOK_MS - clock.nowMilliseconds());
}

/** Throws where the deadline is over; `doing` is what would be done: `creating listener rule shop-pr-42`. */
export function assertBeforeDeadline({ clock, deadline }: Pick<World, 'clock' | 'deadline'>, doing: string): void {
  if (clock.nowMilliseconds() >= deadline.atMilliseconds) throw deadlineError(`${doing}: not begun`, deadline);
}

/** `what` was not done: `waiting for the distribution: still "InProgress"`. */
export function deadlineError(what: string, { minutes }: Pick<Deadline, 'minutes'>, cause?: unknown): WaitError {
  const limit = minutes === 1 ? 'one minute' : `${minutes} minutes`;
  return new WaitError(`${what} at the deadline of ${limit}`, {
    hint: 'Re-run the job to resume, or raise "wait-minutes".',
    cause,
  });
}
