// Owns what a run has to tell: filled in as it goes, so that there is something to say however it ends.
import type { Outcome } from '../reconcile/reconcile.ts';
import { KNOWN_LATER } from '../reconcile/resource.ts';
import type { Log } from '../world.ts';

export type ActionTaken = 'created' | 'updated' | 'unchanged' | 'destroyed' | 'skipped' | 'planned' | 'swept';

/** Everything that later steps may use; each becomes an output of the same meaning. */
export interface Report {
  action?: ActionTaken;
  reason?: string;
  environment?: string;
  url?: string;
  domain?: string;
  distributionId?: string;
  distributionArn?: string;
  vpcOriginId?: string;
  cluster?: string;
  service?: string;
  serviceArn?: string;
  taskDefinitionArn?: string;
  targetGroupArn?: string;
  logGroup?: string;
  commentUrl?: string;
  outcomes: Outcome[];
}

/** What the steps come to: created where the distribution is new, unchanged where nothing was written. */
export function describeAction(outcomes: Outcome[]): ActionTaken {
  if (outcomes.every(({ action }) => action === 'keep')) return 'unchanged';
  return outcomes.some(({ action, kind }) => action === 'create' && kind === 'distribution') ? 'created' : 'updated';
}

/** Ends a plan: what only AWS can tell, once it is made, is told by nobody before. */
export function closePlan(report: Report, log: Log): void {
  for (const [key, value] of Object.entries(report)) {
    if (typeof value === 'string' && value.includes(KNOWN_LATER)) delete report[key as keyof Omit<Report, 'outcomes'>];
  }
  report.action = 'planned';
  const steps = report.outcomes.filter(({ action }) => action !== 'keep').length;
  log.line(
    steps === 0
      ? 'Nothing would change.'
      : `${steps} ${steps === 1 ? 'step' : 'steps'} would be taken; nothing was written.`,
  );
}
