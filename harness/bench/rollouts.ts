// Owns what the simulated cloud itself knows of a rollout: how long it took, and how long before the end of a process it ended.

import type { Stage } from '../stage.ts';
import type { Run } from './act.ts';

export interface Rollout {
  /** From its creation to its end. */
  seconds: number;
  /** From its end to the end of the process. */
  endToExitSeconds: number;
  /** From the moment when the circuit breaker went back to the last good revision to the end of the process. */
  failureToExitSeconds: number;
}

interface State {
  time: string;
  ecs: {
    serviceDeployments: Record<
      string,
      { serviceArn: string; createdAt: string; finishedAt?: string; rollback?: { startedAt: string } }
    >;
  };
}

/** The newest rollout of the service. What has not happened is NaN, and no target is met with it. */
export async function lastRollout(stage: Stage, service: string, run: Run): Promise<Rollout> {
  const state = await stage.state<State>();
  const sinceExitMilliseconds = (Date.now() - run.endedAtMilliseconds) * stage.timeScale;
  const exitMilliseconds = Date.parse(state.time) - sinceExitMilliseconds;
  const row = Object.values(state.ecs.serviceDeployments).findLast(({ serviceArn }) =>
    serviceArn.endsWith(`/${service}`),
  );
  if (row === undefined) throw new Error(`the service ${service} was never rolled out`);
  const createdAt = Date.parse(row.createdAt);
  const finishedAt = Date.parse(row.finishedAt ?? '');
  return {
    seconds: (finishedAt - createdAt) / 1000,
    endToExitSeconds: (exitMilliseconds - finishedAt) / 1000,
    failureToExitSeconds: (exitMilliseconds - Date.parse(row.rollback?.startedAt ?? '')) / 1000,
  };
}
