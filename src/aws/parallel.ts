// Owns running tasks in parallel without abandoning one: errors are thrown once all tasks have settled.
import { AbandonedError, joined } from '../errors.ts';
import type { World } from '../world.ts';

/** For tasks that only read, or that should finish whatever happens to the others. */
export async function allSettledOrThrow<Values extends readonly unknown[]>(
  tasks: readonly [...{ [At in keyof Values]: Promise<Values[At]> }],
): Promise<Values> {
  return valuesOf<Values>(await Promise.allSettled(tasks));
}

/** Aborts the signal of all tasks when one fails, so that the others begin no write and stop waiting. */
export async function failFast<Values extends readonly unknown[]>(
  tasks: readonly [...{ [At in keyof Values]: (signal: AbortSignal) => Promise<Values[At]> }],
): Promise<Values> {
  const failure = new AbortController();
  const run = async (task: (signal: AbortSignal) => Promise<unknown>) => {
    try {
      return await task(failure.signal);
    } catch (error) {
      failure.abort(new AbandonedError(error));
      throw error;
    }
  };
  return valuesOf<Values>(await Promise.allSettled(tasks.map(run)));
}

/** A world whose guard and waits also heed the signal. Work that must finish once begun uses `withoutGuard`. */
export function withSignal<Shared extends Pick<World, 'guard' | 'signal'>>(world: Shared, signal: AbortSignal): Shared {
  const both = world.signal === undefined ? signal : AbortSignal.any([world.signal, signal]);
  const guard = async () => {
    both.throwIfAborted();
    await world.guard();
  };
  return { ...world, signal: both, guard };
}

/** Works on at most `maxAtOnce` items at a time. After a failure, running ones finish and no other begins. */
export async function runPooled<Item>(
  items: readonly Item[],
  maxAtOnce: number,
  work: (item: Item, at: number) => Promise<void>,
): Promise<void> {
  const queue = [...items.entries()].values();
  let hasFailed = false;
  const runWorker = async () => {
    for (const [at, item] of queue) {
      if (hasFailed) return;
      try {
        await work(item, at);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await allSettledOrThrow(Array.from({ length: maxAtOnce }, runWorker));
}

function valuesOf<Values extends readonly unknown[]>(results: PromiseSettledResult<unknown>[]): Values {
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  // A task that stopped because another failed has no error of its own.
  const own = failures.filter((error) => !(error instanceof AbandonedError));
  if (failures.length > 0) throw joined(own.length > 0 ? own : failures);
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}
