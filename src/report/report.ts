// Owns the report of a run: a value that is made of what was found so far, whenever somebody wants it. Pure.
import { COMMIT_TAG, type ServiceReference, type Tags } from '../identity.ts';
import type { Step } from '../reconcile/executor.ts';
import type { Phase } from './phases.ts';

export type ActionTaken = 'created' | 'updated' | 'unchanged' | 'destroyed' | 'skipped' | 'planned' | 'swept';

/** What the steps of a run found and made, as far as they are done. */
export interface Findings {
  readonly action?: ActionTaken | undefined;
  readonly reason?: string | undefined;
  readonly environment?: string | undefined;
  readonly reference?: ServiceReference | undefined;
  readonly distribution?: { id: string; arn: string } | undefined;
  readonly domain?: string | undefined;
  readonly vpcOriginId?: string | undefined;
  readonly serviceArn?: string | undefined;
  /** ARN of the revision that serves; of a run that does not wait, of the one that the service was told to run. */
  readonly taskDefinitionArn?: string | undefined;
  readonly targetGroupArn?: string | undefined;
  readonly logGroup?: string | undefined;
  readonly commentUrl?: string | undefined;
  /** The commit that this run deploys, where the event or the pull request names one. */
  readonly commit?: string | undefined;
  /** Known where the image, which is named by its digest, runs for an older commit already. */
  readonly unchanged?: Unchanged | undefined;
  /** What answers at the URL; undefined where nothing does, as far as this run knows. */
  readonly served?: Served | undefined;
  /** Whether the run takes the environment away. */
  readonly isRemoval?: boolean;
  /** True where a newer run is at work on the environment. */
  readonly isSuperseded?: boolean;
  /** When a sweep may take the environment away, by AWS's clock. */
  readonly expiresAt?: Date | undefined;
  /** What became of each environment that a sweep looked at. */
  readonly sweepResults?: readonly SweepResult[];
}

export type OnFound = (findings: Findings) => void;

/** The run itself, beside what it found. */
interface Course {
  /** Page of the run. */
  readonly runUrl: string;
  /** Page of the repository: `https://github.com/acme/shop`. */
  readonly repositoryUrl: string;
  readonly phases: readonly Phase[];
  readonly steps: readonly Step[];
  /** Undefined while the run is at work. */
  readonly end: { durationMilliseconds: number; error?: unknown } | undefined;
}

export interface Report extends Findings, Course {
  readonly url: string | undefined;
}

export interface Unchanged {
  /** The commit that the image was first deployed for, where that is known. */
  since: string | undefined;
}

interface Served {
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

/** What was destroyed has no address any more, whatever was found before. */
export function describeReport(findings: Findings, course: Course): Report {
  const isDestroyed = findings.action === 'destroyed';
  const { domain, taskDefinitionArn } = isDestroyed ? {} : findings;
  const url = domain && `https://${domain}`;
  return { ...findings, ...course, domain, url, taskDefinitionArn, reason: describeReason(findings, course) };
}

function describeReason({ action, reason, sweepResults }: Findings, { steps }: Course): string | undefined {
  if (action === 'destroyed' && steps.length === 0) return `${reason} There was nothing left to remove.`;
  if (sweepResults === undefined || action === undefined) return reason;
  const removed = sweepResults.filter(({ result }) => result === 'removed' || result === 'to be removed');
  const verb = action === 'planned' ? 'Would remove' : 'Removed';
  return `${verb} ${removed.length} of ${sweepResults.length} environments.`;
}

/** Of the revision that stays, whose commit may be an older one than the run's. */
export function describeUnchanged(
  revision: { tags: Tags } | undefined,
  commit: string | undefined,
): Unchanged | undefined {
  const since = revision?.tags[COMMIT_TAG];
  return revision !== undefined && commit !== undefined && since !== commit ? { since } : undefined;
}

/** The commit whose image runs once this run is through; undefined where nobody knows. */
export function commitToRun({ commit, unchanged }: Pick<Findings, 'commit' | 'unchanged'>): string | undefined {
  return unchanged === undefined ? commit : unchanged.since;
}

/** What the steps come to: created where the distribution is new, unchanged where nothing was written. */
export function describeAction(steps: readonly Step[]): ActionTaken {
  if (steps.every(({ action }) => action === 'keep')) return 'unchanged';
  return steps.some(({ action, kind }) => action === 'create' && kind === 'distribution') ? 'created' : 'updated';
}

export function describePlan(steps: readonly Step[]): string {
  const { length } = steps.filter(({ action }) => action !== 'keep');
  if (length === 0) return 'Nothing would change.';
  return `${length} ${length === 1 ? 'step' : 'steps'} would be taken; nothing was written.`;
}
