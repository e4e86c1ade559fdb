// Owns the runner's side of a run, and what every run does with it: write or only plan, and skip.
import type { GitHub } from './github.ts';
import { applying, type Executor, planning } from './reconcile/executor.ts';
import { tokenIn } from './report/access.ts';
import { describePlan, type OnFound } from './report/report.ts';
import type { Reporter } from './report/reporter.ts';
import type { WaitingRow } from './report/waiting-row.ts';
import type { RunContext } from './request/event.ts';
import type { ReadInput } from './request/input-reader.ts';
import type { ReadFile } from './request/task-definition-file.ts';
import type { Clock, Deadline, Log, World } from './world.ts';

/** The runner's side: where a run gets its inputs from and where its results go. */
export interface Runner {
  readInput: ReadInput;
  readFile: ReadFile;
  github: GitHub;
  context: RunContext;
  clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  /** Keeps a row that waits for its image until the end of the job. */
  keepWaiting(row: WaitingRow): void;
  log: Log;
  /** Connects to AWS, which is not called long after the deadline. Called only if the inputs are valid. */
  connect(deadline: Deadline): Promise<Pick<World, 'aws' | 'get'>>;
  setOutput(name: string, value: string): void;
  /** Keeps a secret out of the log. GitHub passes no output to another job that contains it. */
  mask(secret: string): void;
  writeSummary(markdown: string): Promise<void>;
  /** Marks the step as failed and prints the message as an error. */
  fail(message: string): void;
}

/** The only place that decides whether a run writes. */
export function executorFor({ isPlan }: { isPlan: boolean }, world: Omit<World, 'aws' | 'get'>): Executor {
  return isPlan ? planning(world.log) : applying(world);
}

export function closePlan({ log }: Runner, { onFound, report }: Reporter): void {
  onFound({ action: 'planned' });
  log.line(describePlan(report().steps));
}

export function skip({ log }: Runner, { onFound }: Reporter, reason: string): void {
  onFound({ action: 'skipped', reason });
  log.notice(reason);
}

/** Masks the token of an address as soon as it is known. */
export function masking({ mask }: Pick<Runner, 'mask'>, onFound: OnFound): OnFound {
  return (findings) => {
    const token = tokenIn(findings);
    if (token !== undefined) mask(token);
    onFound(findings);
  };
}
