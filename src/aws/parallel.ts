// Owns running tasks in parallel without abandoning one: errors are thrown once all tasks have settled.
import { AbandonedError, joined } from '../errors.ts';
import type { World } from '../world.ts';

/** For tasks that only read, or that should finish whatever happens to the others. */
export async function allSettledOrThrow<Values extends readonly unknown[]>(
  tasks: readonly [...{ [At in keyof Values]: Promise<Values[At]> }],
): Promise<Values> {
  return valuesOf<Values>(await Promise.allSettled(tasks));
}

/** The parts of a branch of work through which it can be stopped. */
interface Stoppable {
  world: Pick<World, 'guard' | 'signal'>;
  executor: { begin(doing: string): void };
}

/** Runs the tasks in parallel, each on a branch of the work. If one fails, the others begin no write and stop waiting. */
export async function failFast<Branch extends Stoppable, Values extends readonly unknown[]>(
  work: Branch,
  tasks: readonly [...{ [At in keyof Values]: (branch: Branch) => Promise<Values[At]> }],
): Promise<Values> {
  const failure = new AbortController();
  const branch = withSignal(work, failure.signal);
  const run = async (task: (branch: Branch) => Promise<unknown>) => {
    try {
      return await task(branch);
    } catch (error) {
      failure.abort(new AbandonedError(error));
      throw error;
    }
  };
  return valuesOf<Values>(await Promise.allSettled(tasks.map(run)));
}

/** Guard, writes and waits of the branch also heed the signal. Work that must finish once begun uses `withoutGuard`. */
function withSignal<Branch extends Stoppable>(work: Branch, signal: AbortSignal): Branch {
  const { world, executor } = work;
  const both = world.signal === undefined ? signal : AbortSignal.any([world.signal, signal]);
  const guard = async () => {
    both.throwIfAborted();
    await world.guard();
  };
  const begin = (doing: string) => {
    both.throwIfAborted();
    executor.begin(doing);
  };
  return { ...work, world: { ...world, signal: both, guard }, executor: { ...executor, begin } };
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
