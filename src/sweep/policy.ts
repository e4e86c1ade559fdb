// Owns what a sweep decides about one environment: whether it is removed, why, and what would revoke that meanwhile.
import { expiryOf, lastDeployOf, ttlOfTags } from '../environment/expiry.ts';
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

type SweepDecision = { isWanted: true; reason: string } | SweepRemoval;

export interface SweepRemoval {
  isWanted: false;
  reason: string;
  /** Throws a SupersededError once that is not so any more. */
  guard: Guard;
}

/** What it goes by. */
interface Sources {
  request: SweepRequest;
  pullRequests: PullRequests;
}

type Candidate = FoundEnvironment & { identity: Identity };

/** A sweep is about no pull request in particular, and for no commit. */
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
};

/** Looks just before acting: the list may be minutes old. What GitHub cannot tell us about is kept. */
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
    // What it has was made by hand: advice on how to get it is not for one that stands.
    const reason = action === 'skip' ? `Pull request ${number} is open.` : why;
    return expired ?? { isWanted: true, reason };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { isWanted: true, reason: `GitHub could not be asked about it: ${error.message}` };
  }
}

/** While it goes, somebody may reopen the pull request. */
function guardOf({ request: { inputs }, pullRequests }: Sources, live: PullRequest): Guard {
  return createGuard(pullRequests, { inputs: { ...inputs, mode: 'auto' }, event: NO_EVENT, live }, 'destroy');
}

/** Of one whose time is over, whatever a pull request says; undefined where it is not. */
async function decideByExpiry(aws: Aws, found: Candidate, told: Ttl | undefined): Promise<SweepDecision | undefined> {
  const expiry = await expiryNow(aws, found, told);
  if (expiry === undefined) return undefined;
  const guard = guardAgainst(
    async () => (await expiryNow(aws, found, told)) === undefined,
    'It was deployed again, or given more time, meanwhile.',
  );
  return { isWanted: false, reason: `It expired on ${renderTime(expiry)}.`, guard };
}

/** Of one that a removal turned off and left; undefined where it is no such one. */
async function decideByPartialRemoval(aws: Aws, found: Candidate): Promise<SweepDecision | undefined> {
  if (!found.isPartiallyDestroyed || (await isStanding(aws, found))) return undefined;
  const guard = guardAgainst(() => isStanding(aws, found), 'It was deployed again, or turned on, meanwhile.');
  return { isWanted: false, reason: 'An earlier removal of it was cut off.', guard };
}

function guardAgainst(isWantedAgain: () => Promise<boolean>, why: string): Guard {
  return async () => {
    if (await isWantedAgain()) throw new SupersededError(`${why} What is left of it stays.`, { shouldDestroy: false });
  };
}

/** Its service may be somebody else's, which bears no tag of ours: a service in place outlives all that we make. */
async function isStanding(aws: Aws, { identity, reference }: Candidate): Promise<boolean> {
  const service = reference && activeOnly(await findService(aws, reference));
  if (service !== undefined) return true;
  const marked = await findMarkedDistributions(aws, identity);
  return marked.some(({ config, tags }) => config.Enabled === true && ownershipMismatch(identity, tags) === undefined);
}

/** When its time was over, where it is; asked again as long as it seems to be. */
async function expiryNow(aws: Aws, found: Candidate, told: Ttl | undefined): Promise<Date | undefined> {
  // A time that the sweep is told is for previews; what belongs to no pull request goes only at its own.
  const overruling = found.pullRequest === undefined ? undefined : told;
  const isOver = (expiry: Date | undefined) => expiry !== undefined && expiry.getTime() <= aws.now().getTime();
  const listed = expiryOf(found.deployedAt, overruling ?? found.ttl);
  if (!isOver(listed)) return undefined;
  const service = found.service && activeOnly(await findService(aws, found.service));
  if (service === undefined) return listed;
  const expiry = expiryOf(lastDeployOf(service), overruling ?? ttlOfTags(tagsOf(service)));
  return isOver(expiry) ? expiry : undefined;
}
