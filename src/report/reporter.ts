// Owns the report of a run while it grows: what was found, the steps that were taken, the phases, and whom to tell of it.
import type { GitHub } from '../github.ts';
import type { Executor } from '../reconcile/executor.ts';
import type { RunContext } from '../request/event.ts';
import { type Guard, passes } from '../request/guard.ts';
import type { DestroyRequest } from '../request/request.ts';
import type { Clock, Log, Progress } from '../world.ts';
import { recordPhases } from './phases.ts';
import { createPublisher, SILENT } from './publisher.ts';
import { describeReport, type Findings, type OnFound, type Report } from './report.ts';

/** How a command takes its steps, and tells what it finds. */
export interface Recording {
  executor: Executor;
  onFound: OnFound;
}

export interface Reporter {
  /** By the clock, when the run began. */
  beganAtMilliseconds: number;
  onFound: OnFound;
  progress: Progress;
  /** As it stands now. */
  report(): Report;
  /** The steps of the executor belong to the run. */
  follow(executor: Executor): Executor;
  /** From here on the pull request, where there is one, is told of the run as long as the guard lets it pass. */
  tellPullRequest(request: Pick<DestroyRequest, 'inputs' | 'identity' | 'pullRequest'>, guard: Guard): void;
  /** The run is over; a failure is whatever was thrown. */
  close(failure?: { error: unknown }): void;
  /** The last word to the pull request. */
  finish(): Promise<void>;
}

interface Surroundings {
  clock: Clock;
  log: Log;
  github: GitHub;
  context: Pick<RunContext, 'runUrl' | 'repositoryUrl'>;
}

export function createReporter({ clock, log, github, context: { runUrl, repositoryUrl } }: Surroundings): Reporter {
  const beganAtMilliseconds = clock.nowMilliseconds();
  const executors: Executor[] = [];
  let findings: Findings = {};
  let end: Report['end'];
  let publisher = SILENT;
  const { phases, during } = recordPhases({ clock, beganAtMilliseconds, onChange: () => publisher.publish() });
  const report = () => {
    const steps = executors.flatMap((executor) => executor.steps);
    return describeReport(findings, { runUrl, repositoryUrl, phases, steps, end });
  };
  return {
    beganAtMilliseconds,
    report,
    onFound(found) {
      findings = { ...findings, ...found };
    },
    progress: { begin: () => publisher.begin(), during },
    follow(executor) {
      executors.push(executor);
      return executor;
    },
    tellPullRequest({ inputs, identity, pullRequest }, guard) {
      if (pullRequest === undefined) return;
      const { hasComment, hasDeployment } = inputs;
      const isCurrent = () => passes(guard);
      publisher = createPublisher({ github, log, identity, pullRequest, hasComment, hasDeployment, isCurrent, report });
    },
    close(failure) {
      end = { durationMilliseconds: clock.nowMilliseconds() - beganAtMilliseconds, ...failure };
    },
    async finish() {
      findings = { ...findings, commentUrl: await publisher.finish() };
    },
  };
}
