// Owns doing things side by side without leaving one behind: what failed is thrown when all have come to rest, which is soon
// where the others are told of it.
import { AbandonedError, joined } from '../errors.ts';
import type { World } from '../world.ts';

/** For what only reads, or has to go as far as it can whatever becomes of the rest. */
export async function together<Values extends readonly unknown[]>(
  tasks: readonly [...{ [At in keyof Values]: Promise<Values[At]> }],
): Promise<Values> {
  return valuesOf<Values>(await Promise.allSettled(tasks));
}

/** Each way gets a signal that comes when another one has failed: then it begins nothing more, and waits no longer. */
export async function sideBySide<Values extends readonly unknown[]>(
  ways: readonly [...{ [At in keyof Values]: (signal: AbortSignal) => Promise<Values[At]> }],
): Promise<Values> {
  const failure = new AbortController();
  const take = async (way: (signal: AbortSignal) => Promise<unknown>) => {
    try {
      return await way(failure.signal);
    } catch (error) {
      failure.abort(new AbandonedError(error));
      throw error;
    }
  };
  return valuesOf<Values>(await Promise.allSettled(ways.map(take)));
}

/** The world as one of several ways has it. What has to come to its end once it has begun does so all the same: `withoutGuard`. */
export function heeding<Shared extends Pick<World, 'guard' | 'signal'>>(world: Shared, signal: AbortSignal): Shared {
  const both = world.signal === undefined ? signal : AbortSignal.any([world.signal, signal]);
  const guard = async () => {
    both.throwIfAborted();
    await world.guard();
  };
  return { ...world, signal: both, guard };
}

/** Some at a time, the next as soon as one has ended. Where one fails, those under way come to rest and no other begins. */
export async function pooled<Item>(
  items: readonly Item[],
  maxAtOnce: number,
  work: (item: Item, at: number) => Promise<void>,
): Promise<void> {
  const queue = [...items.entries()].values();
  let hasFailed = false;
  const takeTurns = async () => {
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
  await together(Array.from({ length: maxAtOnce }, takeTurns));
}

function valuesOf<Values extends readonly unknown[]>(results: PromiseSettledResult<unknown>[]): Values {
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  // Who stopped because of a failure has none of its own to tell.
  const own = failures.filter((error) => !(error instanceof AbandonedError));
  if (failures.length > 0) throw joined(own.length > 0 ? own : failures);
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as Values;
}
