// Owns telling the steps of one task apart as phases of the run: each lasts until the log says that it has ended.
import type { Progress } from '../world.ts';

/** The first begins with the work, the last ends with it. Where nothing is heard of the steps, the first is all there is. */
export async function duringSteps<T>(
  progress: Progress,
  names: string[],
  work: (onEnd: (name: string) => void) => Promise<T>,
): Promise<T> {
  const ends = new Map(names.map((name) => [name, deferred()]));
  const whole = work((name) => ends.get(name)?.resolve());
  for (const name of names.slice(0, -1)) {
    // A failure is the failure of the step that it came in.
    await progress.during(name, () => Promise.race([ends.get(name)?.promise, whole]));
    if (await isSettled(whole)) return whole;
  }
  return progress.during(names.at(-1) ?? '', () => whole);
}

function deferred(): { promise: Promise<void>; resolve(): void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function isSettled(work: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([work, Promise.resolve(pending)])) !== pending;
}
