// Owns what a run has to tell: filled in as it goes, so that there is something to say however it ends.
import { COMMIT_TAG, type Tags } from '../identity.ts';
import type { Step } from '../reconcile/reconcile.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/resource.ts';
import type { Log } from '../world.ts';
import type { Phase } from './phases.ts';

export type ActionTaken = 'created' | 'updated' | 'unchanged' | 'destroyed' | 'skipped' | 'planned' | 'swept';

/** What may be told of a run: its texts become outputs of the same meaning, the rest is for people. */
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
  /** ARN of the revision that serves; of a run that does not wait, of the one that the service was told to run. */
  taskDefinitionArn?: string;
  targetGroupArn?: string;
  logGroup?: string;
  commentUrl?: string;
  /** The commit that this run deploys, where the event or the pull request names one. */
  commit?: string;
  /** Told where the image, which is named by its digest, runs for an older commit already. */
  unchanged?: Unchanged;
  /** What answers at the URL; undefined where nothing does, as far as this run knows. */
  served?: Served;
  /** Whether the run takes the environment away. */
  isRemoval?: boolean;
  /** When a sweep may take the environment away, by AWS's clock. */
  expiresAt?: Date;
  /** What became of each environment that a sweep looked at. */
  sweepResults?: SweepResult[];
  phases: Phase[];
  steps: Step[];
}

export interface Unchanged {
  /** The commit that the image was first deployed for, where that is known. */
  since: string | undefined;
}

export interface Served {
  commit: string | undefined;
  /** True until the rollout of this run is through. */
  isOlder: boolean;
}

/** What a sweep made of one environment. */
export interface SweepResult {
  environment: string;
  result: 'kept' | 'removed' | 'to be removed' | 'failed';
  reason: string;
}

/** How a run ended. */
export interface End {
  durationMilliseconds: number;
  error?: unknown;
}

export function emptyReport(): Report {
  return { phases: [], steps: [] };
}

/** As soon as it is known: it is what most readers want. */
export function reportDistribution(report: Report, made: { id: string; arn: string; domain: string }): void {
  const { id, arn, domain } = made;
  Object.assign(report, { distributionId: id, distributionArn: arn, domain, url: `https://${domain}` });
}

/** Once it serves, or once the service was told of it by a run that does not wait. */
export function reportRevision(
  report: Report,
  { taskDefinitionArn }: { taskDefinitionArn?: string | undefined },
): void {
  if (taskDefinitionArn !== undefined) report.taskDefinitionArn = taskDefinitionArn;
}

/** Of the revision that stays, whose commit may be an older one than the run's. */
export function reportUnchanged(report: Report, revision: { tags: Tags } | undefined): void {
  delete report.unchanged;
  const since = revision?.tags[COMMIT_TAG];
  if (revision !== undefined && report.commit !== undefined && since !== report.commit) report.unchanged = { since };
}

/** The commit whose image runs once this run is through; undefined where nobody knows. */
export function commitToRun({ commit, unchanged }: Pick<Report, 'commit' | 'unchanged'>): string | undefined {
  return unchanged === undefined ? commit : unchanged.since;
}

/** What the steps come to: created where the distribution is new, unchanged where nothing was written. */
export function describeAction(steps: Step[]): ActionTaken {
  if (steps.every(({ action }) => action === 'keep')) return 'unchanged';
  return steps.some(({ action, kind }) => action === 'create' && kind === 'distribution') ? 'created' : 'updated';
}

/** What only AWS can tell, once it is made, is told by nobody before: of a plan, however it ended. */
export function removePlaceholders(report: Report): void {
  for (const [key, value] of Object.entries(report)) {
    if (typeof value === 'string' && value.includes(KNOWN_AFTER_APPLY)) {
      delete report[key as keyof Omit<Report, 'steps' | 'phases'>];
    }
  }
}

/** Ends a plan that went through. */
export function closePlan(report: Report, log: Log): void {
  report.action = 'planned';
  const steps = report.steps.filter(({ action }) => action !== 'keep').length;
  log.line(
    steps === 0
      ? 'Nothing would change.'
      : `${steps} ${steps === 1 ? 'step' : 'steps'} would be taken; nothing was written.`,
  );
}
