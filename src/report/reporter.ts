// Owns collecting the report of a run: its findings, steps and phases, and publishing it to the pull request.
import type { GitHub } from '../github.ts';
import type { Executor } from '../reconcile/executor.ts';
import type { RunContext } from '../request/event.ts';
import { type Guard, passes } from '../request/guard.ts';
import type { DestroyRequest } from '../request/request.ts';
import type { Clock, Log, Progress } from '../world.ts';
import { recordPhases } from './phases.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { describeReport, type Findings, type OnFound, type Report } from './report.ts';
import type { WaitingRow } from './waiting-row.ts';

/** A command takes its steps and reports its findings through it. */
export interface Recording {
  executor: Executor;
  onFound: OnFound;
}

export interface Reporter {
  /** When the run began, by the clock. */
  beganAtMilliseconds: number;
  onFound: OnFound;
  progress: Progress;
  /** The current report. */
  report(): Report;
  /** Includes the steps of the executor in the report. */
  follow(executor: Executor): Executor;
  /** Publishes the run to its pull request, if it has one, as long as the guard passes. */
  publishTo(request: Pick<DestroyRequest, 'inputs' | 'identity' | 'pullRequest'>, guard: Guard): void;
  /** Ends the run, with the error if it failed. */
  close(failure?: { error: unknown }): void;
  /** Publishes the end of the run. */
  finish(): Promise<void>;
}

interface Surroundings {
  clock: Clock;
  log: Log;
  github: GitHub;
  /** From 0 to below 1. */
  random(): number;
  /** Keeps a row that waits for its image until the end of the job. */
  keepWaiting(row: WaitingRow): void;
  context: Pick<RunContext, 'runUrl' | 'repositoryUrl' | 'isPrivateRepository'>;
}

export function createReporter({ clock, log, github, random, keepWaiting, context }: Surroundings): Reporter {
  const { runUrl, repositoryUrl, isPrivateRepository } = context;
  const beganAtMilliseconds = clock.nowMilliseconds();
  const executors: Executor[] = [];
  let findings: Findings = {};
  let end: Report['end'];
  let publisher: Publisher | undefined;
  const { phases, during } = recordPhases({ clock, beganAtMilliseconds, onChange: () => publisher?.publish() });
  const report = () => {
    const steps = executors.flatMap((executor) => executor.steps);
    return describeReport(findings, { runUrl, repositoryUrl, isPrivateRepository, phases, steps, end });
  };
  return {
    beganAtMilliseconds,
    report,
    onFound(found) {
      findings = { ...findings, ...found };
    },
    progress: { begin: () => publisher?.begin(), during },
    follow(executor) {
      executors.push(executor);
      return executor;
    },
    publishTo({ inputs, identity, pullRequest }, guard) {
      if (pullRequest === undefined) return;
      const { hasComment, hasDeployment } = inputs;
      const isCurrent = () => passes(guard);
      publisher = createPublisher({
        ...{ github, log, clock, random, keepWaiting, identity, pullRequest },
        ...{ hasComment, hasDeployment, isCurrent, report },
      });
    },
    close(failure) {
      end = { durationMilliseconds: clock.nowMilliseconds() - beganAtMilliseconds, ...failure };
    },
    async finish() {
      findings = { ...findings, commentUrl: await publisher?.finish() };
    },
  };
}
