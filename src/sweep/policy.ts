// Owns the decision of a sweep about one environment: whether it is removed, why, and what would revoke that.
import type { Service } from '@aws-sdk/client-ecs';
import { countingFrom } from '../environment/activity.ts';
import { expiryOf, lastDeployOf, lifetimeOf } from '../environment/expiry.ts';
import { GitHubError } from '../errors.ts';
import { activeOnly, findService, tagsOf } from '../foundation/services.ts';
import { type Identity, ownershipMismatch } from '../identity.ts';
import { renderTime } from '../report/headline.ts';
import { decide } from '../request/decision.ts';
import type { RunEvent } from '../request/event.ts';
import { createGuard, type Guard, SupersededError } from '../request/guard.ts';
import type { PullRequest, PullRequests } from '../request/pull-request.ts';
import type { SweepRequest } from '../request/request.ts';
import type { Ttl } from '../request/values.ts';
import { findMarkedDistributions } from '../resources/distribution-reading.ts';
import type { Aws, World } from '../world.ts';
import type { FoundEnvironment } from './find-environments.ts';

type SweepDecision = { isWanted: true; reason: string; author?: string | undefined } | SweepRemoval;

export interface SweepRemoval {
  isWanted: false;
  reason: string;
  /** Throws a SupersededError once the decision no longer holds. */
  guard: Guard;
}

interface Sources {
  request: SweepRequest;
  pullRequests: PullRequests;
}

type Candidate = FoundEnvironment & { identity: Identity };

/** A sweep has no pull request and no commit of its own. */
const NO_EVENT: RunEvent = {
  name: 'schedule',
  number: undefined,
  head: undefined,
  sha: undefined,
  shaOfRef: undefined,
  updatedAt: undefined,
  isByDependabot: false,
  isOfBranch: false,
  headOwner: 'own',
  isOfFork: false,
};

/** Reads the pull request just before acting, because the list may be minutes old. Keeps the environment if GitHub fails. */
export async function decideSweep({ aws }: World, sources: Sources, found: Candidate): Promise<SweepDecision> {
  const { name: environment, pullRequest: number } = found;
  const { inputs } = sources.request;
  const expired = await decideByExpiry(aws, found, inputs.ttl);
  if (number === undefined) {
    return (
      (await decideByPartialRemoval(aws, found)) ??
      expired ?? { isWanted: true, reason: 'It belongs to no pull request.' }
    );
  }
  try {
    const live = await sources.pullRequests.read(number);
    const input = { inputs: { mode: 'auto' as const, label: inputs.label, environment }, event: NO_EVENT };
    const { action, reason: why } = decide({ ...input, pullRequest: live });
    if (action === 'destroy') return { isWanted: false, reason: why, guard: guardOf(sources, live) };
    // The environment exists, so the reason of a skip, which says how to get one, does not apply.
    const reason = action === 'skip' ? `Pull request ${number} is open.` : why;
    return expired ?? { isWanted: true, reason, author: live.author };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { isWanted: true, reason: `GitHub could not be asked about it: ${error.message}` };
  }
}

/** The pull request may be reopened during the removal. */
function guardOf({ request: { inputs }, pullRequests }: Sources, live: PullRequest): Guard {
  return createGuard(pullRequests, { inputs: { ...inputs, mode: 'auto' }, event: NO_EVENT, live }, 'destroy');
}

/** Undefined unless the environment has expired, which counts even if its pull request is open. */
async function decideByExpiry(aws: Aws, found: Candidate, ttl: Ttl | undefined): Promise<SweepDecision | undefined> {
  const expiry = await expiryNow(aws, found, ttl);
  if (expiry === undefined) return undefined;
  const guard = guardAgainst(
    async () => (await expiryNow(aws, found, ttl)) === undefined,
    'It was deployed again, or its time was prolonged, during the sweep.',
  );
  return { isWanted: false, reason: `It expired on ${renderTime(expiry)}.`, guard };
}

/** Undefined unless an interrupted removal has left the environment disabled. */
async function decideByPartialRemoval(aws: Aws, found: Candidate): Promise<SweepDecision | undefined> {
  if (!found.isPartiallyDestroyed || (await isStanding(aws, found))) return undefined;
  const guard = guardAgainst(
    () => isStanding(aws, found),
    'It was deployed again, or its distribution was enabled, during the sweep.',
  );
  return { isWanted: false, reason: 'An earlier removal of it was interrupted.', guard };
}

/** The list and the metric may be minutes old: it is not put to sleep where it was deployed, checked or scaled since. */
export function guardOfSleep({ aws }: World, { service, described }: FoundEnvironment): Guard {
  const stateOf = (seen: Service | undefined) => [seen?.desiredCount, seen && countingFrom(seen)?.getTime()].join();
  return guardAgainst(async () => {
    const seen = service && activeOnly(await findService(aws, service));
    return stateOf(seen) !== stateOf(described);
  }, 'It was deployed or woken during the sweep.');
}

function guardAgainst(isWantedAgain: () => Promise<boolean>, why: string): Guard {
  return async () => {
    if (await isWantedAgain()) throw new SupersededError(`${why} What is left of it stays.`, { shouldDestroy: false });
  };
}

/** A service that is updated in place has no tags of ours, so it is found by its name. */
async function isStanding(aws: Aws, { identity, reference }: Candidate): Promise<boolean> {
  const service = reference && activeOnly(await findService(aws, reference));
  if (service !== undefined) return true;
  const marked = await findMarkedDistributions(aws, identity);
  return marked.some(({ config, tags }) => config.Enabled === true && ownershipMismatch(identity, tags) === undefined);
}

/** When it expired; undefined if it has not. The service is read again if the list shows that it has. */
async function expiryNow(aws: Aws, found: Candidate, ttl: Ttl | undefined): Promise<Date | undefined> {
  // The time to live of the sweep applies to previews only; other environments expire by their own.
  const overruling = found.pullRequest === undefined || ttl === undefined ? {} : { ttl };
  const isOver = (expiry: Date | undefined) => expiry !== undefined && expiry.getTime() <= aws.now().getTime();
  const listed = expiryOf(found.deployedAt, { ...found.lifetime, ...overruling });
  if (!isOver(listed)) return undefined;
  const service = found.service && activeOnly(await findService(aws, found.service));
  if (service === undefined) return listed;
  const expiry = expiryOf(lastDeployOf(service), { ...lifetimeOf(tagsOf(service)), ...overruling });
  return isOver(expiry) ? expiry : undefined;
}
