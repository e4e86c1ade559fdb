// Owns waiting: the action's only loop with a sleep.
import { deadlineError } from '../aws/deadline.ts';
import { renderDuration } from '../text/duration.ts';
import type { World } from '../world.ts';

/** Either the result, or the current state. If the result can never come, the look throws. */
export type Look<T> = { done: T } | { pending: string };

const MIN_STEP_MS = 500;
const MAX_STEP_MS = 5_000;
const STEP_SHARE = 1 / 20;
const MAX_SILENCE_MS = 60_000;
/** AWS is eventually consistent; what is not visible after this time counts as deleted. */
const CONSISTENCY_WINDOW_MS = 10_000;
/** A superseded run may wait for something that another run has removed, so the guard is called this often. */
const MAX_UNGUARDED_MS = 60_000;

export type Waiter = Pick<World, 'clock' | 'log' | 'deadline' | 'guard' | 'signal'>;

/**
 * Polls at intervals that grow with the time waited, so that short waits end quickly and long ones make few calls. Logs the state
 * when it changes, and at least once a minute. Throws a WaitError at the deadline, the guard's error, and the signal's reason as
 * soon as it aborts.
 */
export async function waitUntil<T>(
  { clock, log, deadline, guard, signal }: Waiter,
  what: string,
  look: () => Promise<Look<T>>,
): Promise<T> {
  const startedAt = clock.nowMilliseconds();
  let logged = { pending: '', atMilliseconds: startedAt };
  let guardedAt = startedAt;
  for (;;) {
    signal?.throwIfAborted();
    const seen = await look();
    if ('done' in seen) return seen.done;
    const now = clock.nowMilliseconds();
    const waited = now - startedAt;
    const left = deadline.atMilliseconds - now;
    const step = Math.min(left, MAX_STEP_MS, Math.max(MIN_STEP_MS, waited * STEP_SHARE));
    if (seen.pending !== logged.pending || now + step - logged.atMilliseconds > MAX_SILENCE_MS) {
      log.line(`  waiting for ${what}: ${seen.pending} (${renderDuration(waited)})`);
      logged = { pending: seen.pending, atMilliseconds: now };
    }
    if (left <= 0) throw deadlineError(`waiting for ${what}: still "${seen.pending}"`, deadline);
    await clock.sleep(step, signal);
    if (now + step - guardedAt >= MAX_UNGUARDED_MS) {
      await guard();
      guardedAt = now + step;
    }
  }
}

/** For work that must finish once it has begun, even if the run is superseded or a parallel task has failed. */
export function withoutGuard<Guarded extends Pick<World, 'guard' | 'signal'>>(world: Guarded): Guarded {
  return { ...world, guard: async () => undefined, signal: undefined };
}

/** Reads again until the reply is complete, at most for the consistency window. Returns the last reply. */
export async function readWithinWindow<T>(
  waiter: Waiter,
  what: string,
  { read, isComplete }: { read(): Promise<T>; isComplete(reply: T): boolean },
): Promise<T> {
  const { isOpen } = consistencyWindow(waiter);
  return waitUntil(waiter, what, async () => {
    const reply = await read();
    return isComplete(reply) || !isOpen() ? { done: reply } : { pending: 'AWS does not show it yet' };
  });
}

/** Waits for something that exists according to AWS, so that it is not created a second time. */
export function findWithinWindow<T>(
  waiter: Waiter,
  what: string,
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  return readWithinWindow(waiter, what, { read: find, isComplete: (found) => found !== undefined });
}

/** Starts the window in which a write may not be visible yet. */
export function consistencyWindow({ clock }: Pick<Waiter, 'clock'>): { isOpen(): boolean } {
  const startedAt = clock.nowMilliseconds();
  return { isOpen: () => clock.nowMilliseconds() - startedAt < CONSISTENCY_WINDOW_MS };
}
