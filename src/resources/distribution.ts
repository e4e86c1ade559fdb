// Owns the distribution: the HTTPS address of one environment.
import {
  DeleteDistributionCommand,
  type DistributionConfig,
  type DistributionSummary,
  TagResourceCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { type Identity, listTags, ownershipMismatch } from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import type { Resource } from '../reconcile/resource.ts';
import { consistencyWindow, type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { chooseFirst } from './distribution-choice.ts';
import { type DesiredDistribution, overlay } from './distribution-config.ts';
import { createDistribution } from './distribution-creation.ts';
import {
  DEPLOYED,
  type Fresh,
  findDistributionsWithTags,
  findMarkedAmong,
  listDistributions,
  type ObservedDistribution,
  observedFrom,
  readFresh,
} from './distribution-reading.ts';

const KIND = 'distribution';
const PLACEHOLDER: ObservedDistribution = {
  id: KNOWN_AFTER_APPLY,
  arn: KNOWN_AFTER_APPLY,
  domain: `${KNOWN_AFTER_APPLY}.cloudfront.net`,
  status: DEPLOYED,
  config: {},
  tags: {},
};

export function distributionResource(
  aws: Aws,
  identity: Identity,
  world: Waiter,
): Resource<DesiredDistribution & { service: string }, ObservedDistribution> {
  const changeTo = async (desired: DesiredDistribution, observed: ObservedDistribution) => {
    const change = (config: DistributionConfig) => overlay(config, desired);
    let isRead = false;
    // Where somebody else changes it at the same time, it is read again.
    const onRead = ({ unknownMembers }: Fresh) => {
      if (!isRead) warnOfUnknown(world, identity, unknownMembers);
      isRead = true;
    };
    const updated = await updateDistribution(aws, world, { observed, change, onRead });
    if (updated === undefined) throw gone(observed.id);
    return updated;
  };
  return {
    kind: KIND,
    name: identity.fullName,
    find: async () => findAmongDistributions(aws, identity, await listDistributions(aws)),
    findAll: () => findDistributionsWithTags(aws, identity, world),
    idOf: ({ id }) => id,
    notOwnedReason: ({ tags }) => ownershipMismatch(identity, tags),
    diff: (desired, observed) => [...differences(desired, observed), ...diff(identity.tags, observed.tags, 'tags')],
    placeholder: PLACEHOLDER,
    async create(desired) {
      const { distribution, isNew } = await createDistribution({ aws, identity, waiter: world }, desired);
      const isDone = isNew || differences(desired, distribution).length === 0;
      return isDone ? distribution : changeTo(desired, distribution);
    },
    async update(observed, desired, changes) {
      const isTagged = changes.some(({ path }) => path.startsWith('tags.'));
      const tagged = isTagged ? await tagDistribution(aws, identity, observed) : observed;
      return differences(desired, tagged).length === 0 ? tagged : changeTo(desired, tagged);
    },
    remove: (observed) => removeDistribution(aws, observed, world),
  };
}

async function tagDistribution(
  { cloudfront }: Aws,
  { tags }: Identity,
  observed: ObservedDistribution,
): Promise<ObservedDistribution> {
  const { arn: Resource, id } = observed;
  await callAws(`tagging ${KIND} ${id}`, () =>
    cloudfront.send(new TagResourceCommand({ Resource, Tags: { Items: listTags(tags) } })),
  );
  return { ...observed, tags: { ...observed.tags, ...tags } };
}

/** Prefers a distribution with our tags; one of another owner is returned only if there is none. */
export async function findAmongDistributions(
  aws: Aws,
  identity: Identity,
  summaries: DistributionSummary[],
): Promise<ObservedDistribution | undefined> {
  const marked = await findMarkedAmong(aws, identity, summaries);
  const ours = marked.filter(({ tags }) => ownershipMismatch(identity, tags) === undefined);
  return ours.length === 0 ? marked[0] : chooseFirst(aws, identity, ours);
}

/**
 * Lists may leave out fields, and AWS does not document which, so a distribution that seems to differ is read in full first.
 * Undefined if it was deleted in the meantime.
 */
export async function confirmDistribution(
  aws: Aws,
  observed: ObservedDistribution | undefined,
  desired: DesiredDistribution,
): Promise<ObservedDistribution | undefined> {
  if (observed === undefined || differences(desired, observed).length === 0) return observed;
  const fresh = await readFresh(aws, observed.id);
  return fresh && observedFrom(fresh.distribution, observed.tags);
}

function differences(desired: DesiredDistribution, { config }: ObservedDistribution): Change[] {
  return diff(overlay(config, desired), config);
}

/** CloudFront takes the whole configuration, so what is left out of an update goes. */
function warnOfUnknown({ log }: Waiter, { fullName }: Identity, unknownMembers: string[]): void {
  if (unknownMembers.length === 0) return;
  log.warning(
    `${KIND} ${fullName} has ${unknownMembers.join(', ')}, which this version of the action does not know, so this update sets it back to CloudFront's default. Use a newer version of the action, and set it again.`,
  );
}

interface Modification {
  observed: ObservedDistribution;
  onRead?(fresh: Fresh): void;
  change(config: DistributionConfig): DistributionConfig;
}

/** Applies the change to the current configuration, and repeats that if it was updated between read and write. Undefined if it was deleted. */
async function updateDistribution(
  aws: Aws,
  waiter: Waiter,
  { observed, change, onRead }: Modification,
): Promise<ObservedDistribution | undefined> {
  const { id } = observed;
  const { isOpen } = consistencyWindow(waiter);
  const isFinal = trackRefusals(waiter);
  return waitUntil(waiter, `${KIND} ${id} to take the change`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return isOpen() ? { pending: 'not seen yet' } : { done: undefined };
    onRead?.(fresh);
    try {
      const { Distribution: updated } = await callAws(`updating ${KIND} ${id}`, () =>
        aws.cloudfront.send(
          new UpdateDistributionCommand({ Id: id, IfMatch: fresh.etag, DistributionConfig: change(fresh.config) }),
        ),
      );
      return { done: observedFrom(updated ?? fresh.distribution, observed.tags) };
    } catch (error) {
      const isRefused = error instanceof AwsError && error.code === 'PreconditionFailed';
      if (!isRefused || isFinal(fresh.etag)) throw error;
      return { pending: 'it was changed at the same time' };
    }
  });
}

/** For a while after the first refusal of an ETag, a read may still return the version before. */
function trackRefusals(waiter: Waiter): (etag: string) => boolean {
  let refused: { etag: string; isOpen(): boolean } | undefined;
  return (etag) => {
    if (refused?.etag !== etag) refused = { etag, ...consistencyWindow(waiter) };
    return !refused.isOpen();
  };
}

function gone(id: string): ExplainedError {
  return new ExplainedError(`updating ${KIND} ${id}: it was deleted since it was read`, {
    hint: 'Re-run the job to create a new one.',
  });
}

/** It takes minutes until all edge locations know. Does nothing if it is disabled or was deleted. */
export async function disableDistribution(aws: Aws, waiter: Waiter, observed: ObservedDistribution): Promise<void> {
  if (observed.config.Enabled === false) return;
  await updateDistribution(aws, waiter, { observed, change: (config) => ({ ...config, Enabled: false }) });
}

/** Waits until no edge location passes requests on. */
export async function waitUntilOff(aws: Aws, waiter: Waiter, id: string): Promise<void> {
  const { isOpen } = consistencyWindow(waiter);
  await waitUntil(waiter, `${KIND} ${id} to be off`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return isOpen() ? { pending: 'not seen yet' } : { done: undefined };
    const isOff = fresh.config.Enabled === false && fresh.status === DEPLOYED;
    return isOff ? { done: undefined } : { pending: 'being disabled' };
  });
}

/** Until it is deleted it can be enabled again with the same address, so the guard is called just before. */
async function removeDistribution(aws: Aws, observed: ObservedDistribution, world: Waiter): Promise<void> {
  const { id } = observed;
  await disableDistribution(aws, world, observed);
  const { isOpen } = consistencyWindow(world);
  await waitUntil(world, `${KIND} ${id} to be deleted`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return isOpen() ? { pending: 'not seen yet' } : { done: undefined };
    if (fresh.status !== DEPLOYED) return { pending: 'being disabled' };
    await world.guard();
    return deleteDistribution(aws, id, fresh);
  });
}

/** CloudFront may refuse to delete even a deployed, disabled distribution for a moment. */
async function deleteDistribution({ cloudfront }: Aws, id: string, { etag }: Fresh) {
  try {
    await findOrUndefined(`deleting ${KIND} ${id}`, ['NoSuchDistribution'], () =>
      cloudfront.send(new DeleteDistributionCommand({ Id: id, IfMatch: etag })),
    );
    return { done: undefined };
  } catch (error) {
    const isEarly =
      error instanceof AwsError &&
      ['PreconditionFailed', 'DistributionNotDisabled'].includes(error.code) &&
      // With a pricing plan the refusal has the same code, and is final.
      !error.reason.includes('pricing plan');
    if (!isEarly) throw error;
    return { pending: 'being disabled' };
  }
}
