// Owns showing the steps of one task as phases of the run, each of which lasts until the log shows that its step has ended.
import type { Progress } from '../world.ts';

/** The first phase begins with the work and the last ends with it. If the log cannot be read, the first phase covers it all. */
export async function duringSteps<T>(
  progress: Progress,
  names: string[],
  work: (onEnd: (name: string) => void) => Promise<T>,
): Promise<T> {
  const ends = new Map(names.map((name) => [name, Promise.withResolvers<void>()]));
  const whole = work((name) => ends.get(name)?.resolve());
  for (const name of names.slice(0, -1)) {
    // If the task fails, the phase of the step that was running fails.
    await progress.during(name, () => Promise.race([ends.get(name)?.promise, whole]));
    if (await isSettled(whole)) return whole;
  }
  return progress.during(names.at(-1) ?? '', () => whole);
}

async function isSettled(work: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([work, Promise.resolve(pending)])) !== pending;
}
