// Owns what a run has to tell: filled in as it goes, so that there is something to say however it ends.
import type { Outcome } from '../reconcile/reconcile.ts';

export type ActionTaken = 'created' | 'updated' | 'unchanged' | 'destroyed' | 'skipped';

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
