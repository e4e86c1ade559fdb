// Owns how well this machine keeps up with its work: the share of its usual speed at which a process comes along.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** From 0 to 1: how much of a second passes for each process in one second. */
export type Pace = () => number;

/** https://man7.org/linux/man-pages/man5/proc_loadavg.5.html: `0.20 0.18 0.12 1/80 11206`; the one before the slash run or want to. */
const LOAD_FILE = '/proc/loadavg';
/** A machine that does the tests and nothing else has about so many processes for each processor that run or want to. */
const USUAL_PROCESSES_PER_PROCESSOR = 3;
const LOOK_MILLISECONDS = 50;

/** Where the system does not say, the machine counts as one that keeps up. */
export function createPace(readLoad = () => readFileSync(LOAD_FILE, 'utf8')): Pace {
  const usual = availableParallelism() * USUAL_PROCESSES_PER_PROCESSOR;
  let pace = 1;
  let lookedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - lookedAt < LOOK_MILLISECONDS) return pace;
    lookedAt = performance.now();
    pace = Math.min(1, usual / runningProcesses(readLoad));
    return pace;
  };
}

function runningProcesses(readLoad: () => string): number {
  try {
    return Number(/ (\d+)\/\d+ /.exec(readLoad())?.[1] ?? 0);
  } catch {
    return 0;
  }
}
