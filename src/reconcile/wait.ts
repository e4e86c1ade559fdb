// Owns waiting: the only loop with a sleep in the action.
import { deadlineError } from '../aws/deadline.ts';
import { renderDuration } from '../text/duration.ts';
import type { World } from '../world.ts';

/** Either it is there, or what it is doing meanwhile. What can never come is thrown. */
export type Look<T> = { done: T } | { pending: string };

const MIN_STEP_MS = 500;
const MAX_STEP_MS = 5_000;
const STEP_SHARE = 1 / 20;
const MAX_SILENCE_MS = 60_000;
/** AWS promises no more than that a write is seen eventually; what is not seen after this time is taken to be gone. */
const CONSISTENCY_WINDOW_MS = 10_000;
/** What a run that is not wanted any more waits for may never come: another run takes it away. */
const MAX_UNGUARDED_MS = 60_000;

export type Waiter = Pick<World, 'clock' | 'log' | 'deadline' | 'guard' | 'signal'>;

/**
 * Looks at once, then again in steps that grow with the time waited: quick things are seen quickly, slow ones cost few calls.
 * Logs what is awaited when it changes, and at least once a minute. Throws a WaitError at the deadline of the run, what the
 * guard throws, which is asked once a minute, and at once the reason of the signal.
 */
export async function waitUntil<T>(
  { clock, log, deadline, guard, signal }: Waiter,
  what: string,
  look: () => Promise<Look<T>>,
): Promise<T> {
  const startedAt = clock.nowMilliseconds();
  let told = { pending: '', atMilliseconds: startedAt };
  let guardedAt = startedAt;
  for (;;) {
    signal?.throwIfAborted();
    const seen = await look();
    if ('done' in seen) return seen.done;
    const now = clock.nowMilliseconds();
    const waited = now - startedAt;
    const left = deadline.atMilliseconds - now;
    const step = Math.min(left, MAX_STEP_MS, Math.max(MIN_STEP_MS, waited * STEP_SHARE));
    if (seen.pending !== told.pending || now + step - told.atMilliseconds > MAX_SILENCE_MS) {
      log.line(`  waiting for ${what}: ${seen.pending} (${renderDuration(waited)})`);
      told = { pending: seen.pending, atMilliseconds: now };
    }
    if (left <= 0) throw deadlineError(`waiting for ${what}: still "${seen.pending}"`, deadline);
    await clock.sleep(step, signal);
    if (now + step - guardedAt >= MAX_UNGUARDED_MS) {
      await guard();
      guardedAt = now + step;
    }
  }
}

/** For what has to come to its end once it has begun, whatever becomes of the wish for it, or of what is done beside it. */
export function withoutGuard<Guarded extends Pick<World, 'guard' | 'signal'>>(world: Guarded): Guarded {
  return { ...world, guard: async () => undefined, signal: undefined };
}

/**
 * Looks for what AWS says is there, as long as it may not be seen yet: whoever took what is not seen for gone would make it a
 * second time. Undefined where it is not seen after that.
 */
export async function findWithinWindow<T>(
  waiter: Waiter,
  what: string,
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const { isOpen } = consistencyWindow(waiter);
  return waitUntil(waiter, what, async () => {
    const found = await find();
    return found === undefined && isOpen() ? { pending: 'not seen yet' } : { done: found };
  });
}

/** Looks whether what was removed is gone, as long as it may still be shown. */
export async function isGoneWithinWindow(
  waiter: Waiter,
  what: string,
  isShown: () => Promise<boolean>,
): Promise<boolean> {
  const { isOpen } = consistencyWindow(waiter);
  return waitUntil(waiter, what, async () => {
    const isGone = !(await isShown());
    return !isGone && isOpen() ? { pending: 'still there' } : { done: isGone };
  });
}

/** Tells how long what was just written may not be seen yet. */
export function consistencyWindow({ clock }: Pick<Waiter, 'clock'>): { isOpen(): boolean } {
  const startedAt = clock.nowMilliseconds();
  return { isOpen: () => clock.nowMilliseconds() - startedAt < CONSISTENCY_WINDOW_MS };
}
