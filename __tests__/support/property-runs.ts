// Owns how often properties are tried: each as often as it says, and so many times more as FAST_CHECK_RUNS says.
import fc from 'fast-check';

const TIMES_MORE = Number(process.env.FAST_CHECK_RUNS ?? 1);

fc.configureGlobal(tries(200));

export function tries(numRuns: number): { numRuns: number } {
  return { numRuns: numRuns * TIMES_MORE };
}

/** Where one try takes a second or more, nobody waits for a smaller example. */
export function slowTries(numRuns: number): { numRuns: number; endOnFailure: boolean } {
  return { ...tries(numRuns), endOnFailure: true };
}

/** How long Jest is to wait for that many at the most. */
export const PATIENCE_MS = 600_000 * TIMES_MORE;

/** How long the work keeps the processor busy: what else the machine does meanwhile does not count. */
export function busyMilliseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

export { fc };
