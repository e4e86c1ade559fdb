// Owns the report of a run, a value that is made of the findings so far. Pure.
import { COMMIT_TAG, type ServiceReference, type Tags } from '../identity.ts';
import type { Step } from '../reconcile/executor.ts';
import type { Phase } from './phases.ts';

export type ActionTaken =
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'prepared'
  | 'destroyed'
  | 'skipped'
  | 'planned'
  | 'swept'
  | 'asleep'
  | 'woken';

/** The findings and results of a run so far. */
export interface Findings {
  readonly action?: ActionTaken | undefined;
  readonly reason?: string | undefined;
  readonly environment?: string | undefined;
  readonly reference?: ServiceReference | undefined;
  readonly distributionId?: string | undefined;
  readonly domain?: string | undefined;
  /** Who may open it; undefined where that is not known, or a web ACL decides. */
  readonly access?: AccessFound | undefined;
  readonly vpcOriginId?: string | undefined;
  /** True where what answers is no Medusa, and has no admin. */
  readonly isStorefront?: boolean;
  /** The ARN of the revision that serves, or that the service will run if the run does not wait. */
  readonly taskDefinitionArn?: string | undefined;
  readonly logGroup?: string | undefined;
  /** The one in the environment's own database, where it has one. */
  readonly publishableKey?: string | undefined;
  readonly commentUrl?: string | undefined;
  /** The commit that this run deploys, if the event or the pull request names one. */
  readonly commit?: string | undefined;
  /** Set if the image has a digest and runs for an older commit already. */
  readonly unchanged?: Unchanged | undefined;
  /** The version that answers at the URL; undefined if none does, as far as this run knows. */
  readonly served?: Served | undefined;
  /** True if the run makes no more than the address. */
  readonly isPreparation?: boolean;
  /** True if the run removes the environment. */
  readonly isRemoval?: boolean;
  /** Set if the run does something to an environment that is deployed, such as putting it to sleep. */
  readonly doing?: 'deploy' | 'sleep' | 'wake' | 'reset' | 'keep';
  /** Since when it sleeps; undefined if it is awake. */
  readonly asleepSince?: Date | undefined;
  /** True if a visit wakes it. */
  readonly isWokenByVisits?: boolean;
  /** True if a newer run has taken over the environment. */
  readonly isSuperseded?: boolean;
  /** Since when the address waits for its image, by AWS's clock. */
  readonly waitingSince?: Date | undefined;
  /** When a sweep may remove the environment, by AWS's clock. */
  readonly expiresAt?: Date | undefined;
  /** The result of each environment in a sweep. */
  readonly sweepResults?: readonly SweepResult[];
}

/** A gate's token is known to a run that has the key. */
export type AccessFound = 'open' | { token: string | undefined };

export type OnFound = (findings: Findings) => void;

/** The run itself, apart from its findings. */
interface Course {
  /** The web page of the run. */
  readonly runUrl: string;
  /** The web page of the repository: `https://github.com/acme/shop`. */
  readonly repositoryUrl: string;
  readonly isPrivateRepository: boolean;
  readonly phases: readonly Phase[];
  readonly steps: readonly Step[];
  /** Undefined while the run is in progress. */
  readonly end: { durationMilliseconds: number; error?: unknown } | undefined;
}

export interface Report extends Findings, Course {
  readonly url: string | undefined;
  readonly adminUrl: string | undefined;
}

export interface Unchanged {
  /** The commit that the image was first deployed for, if it is known. */
  since: string | undefined;
}

interface Served {
  commit: string | undefined;
  /** True until the rollout of this run has completed. */
  isOlder: boolean;
}

/** An environment that stays, as a sweep found it. */
export interface FleetRow {
  pullRequest: number | undefined;
  /** Whoever opened the pull request. */
  author: string | undefined;
  commit: string | undefined;
  state: 'awake' | 'asleep' | 'stopped' | 'rolling out' | 'failed' | 'incomplete';
  createdAt: Date | undefined;
  /** How many hours it slept since then. */
  sleptHours: number;
  /** When the sweep looked, by AWS's clock. */
  now: Date;
  /** Undefined where it is not known. */
  lastVisit: Date | 'none' | undefined;
  expiresAt: Date | undefined;
}

export interface SweepResult {
  environment: string;
  result: 'kept' | 'removed' | 'to be removed' | 'asleep' | 'to be put to sleep' | 'failed';
  reason: string;
  /** Undefined for one that is gone. */
  fleet?: FleetRow | undefined;
}

/** A destroyed environment has no URL, whatever was found before. */
export function describeReport(findings: Findings, course: Course): Report {
  const isDestroyed = findings.action === 'destroyed';
  const { domain, access, taskDefinitionArn, publishableKey } = isDestroyed ? {} : findings;
  const url = domain && `https://${domain}`;
  const adminUrl = findings.isStorefront ? undefined : url && `${url}/app`;
  const reason = describeReason(findings, course);
  return { ...findings, ...course, domain, access, url, adminUrl, taskDefinitionArn, publishableKey, reason };
}

function describeReason({ action, reason, sweepResults }: Findings, { steps }: Course): string | undefined {
  if (action === 'destroyed' && steps.length === 0) return `${reason} There was nothing left to remove.`;
  if (sweepResults === undefined || action === undefined) return reason;
  const removed = sweepResults.filter(({ result }) => result === 'removed' || result === 'to be removed');
  const asleep = sweepResults.filter(({ result }) => result === 'asleep' || result === 'to be put to sleep');
  const [verb, other] = action === 'planned' ? ['Would remove', 'put'] : ['Removed', 'put'];
  const slept = asleep.length === 0 ? '' : `, ${other} ${asleep.length} to sleep`;
  return `${verb} ${removed.length} of ${sweepResults.length} environments${slept}.`;
}

/** `revision` is the one that stays in service, whose commit may be older than that of the run. */
export function describeUnchanged(
  revision: { tags: Tags } | undefined,
  commit: string | undefined,
): Unchanged | undefined {
  const since = revision?.tags[COMMIT_TAG];
  return revision !== undefined && commit !== undefined && since !== commit ? { since } : undefined;
}

/** The commit whose image runs at the end of this run, if it is known. */
export function commitToRun({ commit, unchanged }: Pick<Findings, 'commit' | 'unchanged'>): string | undefined {
  return unchanged === undefined ? commit : unchanged.since;
}

/** `created` if the distribution is new, or the service at an address that was prepared; `unchanged` if nothing was written, else `updated`. */
export function describeAction(steps: readonly Step[]): ActionTaken {
  if (steps.every(({ action }) => action === 'keep')) return 'unchanged';
  const isNew = ({ action, kind }: Step) => action === 'create' && (kind === 'distribution' || kind === 'service');
  return steps.some(isNew) ? 'created' : 'updated';
}

export function describePlan(steps: readonly Step[]): string {
  const { length } = steps.filter(({ action }) => action !== 'keep');
  if (length === 0) return 'Nothing would change.';
  return `${length} ${length === 1 ? 'step' : 'steps'} would be taken; nothing was written.`;
}
