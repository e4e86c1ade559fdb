// Owns the distribution: the HTTPS address of one environment.
import {
  DeleteDistributionCommand,
  type DistributionConfig,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { type Identity, ownershipMismatch } from '../identity.ts';
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
  findMarkedDistributions,
  findToldDistributions,
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
    const updated = await updateDistribution(aws, world, { observed, change });
    if (updated === undefined) throw gone(observed.id);
    return updated;
  };
  return {
    kind: KIND,
    name: identity.fullName,
    find: () => findDistribution(aws, identity),
    findAll: () => findToldDistributions(aws, identity, world),
    idOf: ({ id }) => id,
    notOwnedReason: ({ tags }) => ownershipMismatch(identity, tags),
    diff: differences,
    placeholder: PLACEHOLDER,
    async create(desired) {
      const { distribution, isNew } = await createDistribution({ aws, identity, waiter: world }, desired);
      const isDone = isNew || differences(desired, distribution).length === 0;
      return isDone ? distribution : changeTo(desired, distribution);
    },
    update: (observed, desired) => changeTo(desired, observed),
    remove: (observed) => removeDistribution(aws, observed, world),
  };
}

/** Ours; one of another owner only where there is none. */
async function findDistribution(aws: Aws, identity: Identity): Promise<ObservedDistribution | undefined> {
  const marked = await findMarkedDistributions(aws, identity);
  const ours = marked.filter(({ tags }) => ownershipMismatch(identity, tags) === undefined);
  return ours.length === 0 ? marked[0] : chooseFirst(aws, identity, ours);
}

/**
 * Lists may be abridged, and which fields they leave out is nowhere promised: what seems to differ is read whole before it
 * counts. Undefined where it is gone meanwhile.
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

interface Modification {
  observed: ObservedDistribution;
  change(config: DistributionConfig): DistributionConfig;
}

/** Undefined where it is gone. Lays the change over what is there now; again, when somebody else writes between our reading and our writing. */
async function updateDistribution(
  aws: Aws,
  waiter: Waiter,
  { observed, change }: Modification,
): Promise<ObservedDistribution | undefined> {
  const { id } = observed;
  const { isOpen } = consistencyWindow(waiter);
  let refusedEtag: string | undefined;
  return waitUntil(waiter, `${KIND} ${id} to take the change`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return isOpen() ? { pending: 'not seen yet' } : { done: undefined };
    try {
      const { Distribution: updated } = await callAws(`updating ${KIND} ${id}`, () =>
        aws.cloudfront.send(
          new UpdateDistributionCommand({ Id: id, IfMatch: fresh.etag, DistributionConfig: change(fresh.config) }),
        ),
      );
      return { done: observedFrom(updated ?? fresh.distribution, observed.tags) };
    } catch (error) {
      const isRefused = error instanceof AwsError && error.code === 'PreconditionFailed';
      // The same refusal of the same version would go on for ever, unless we were shown an old one.
      if (!isRefused || (fresh.etag === refusedEtag && !isOpen())) throw error;
      refusedEtag = fresh.etag;
      return { pending: 'somebody else changed it meanwhile' };
    }
  });
}

function gone(id: string): ExplainedError {
  return new ExplainedError(`updating ${KIND} ${id}: it was deleted since it was read`, {
    hint: 'Run the job again: a new one is made.',
  });
}

/** Turns the distribution off, so that a removal can wait for it while other things go. Undefined where it is gone. */
async function disableDistribution(
  aws: Aws,
  waiter: Waiter,
  observed: ObservedDistribution,
): Promise<ObservedDistribution | undefined> {
  if (observed.config.Enabled === false) return observed;
  return updateDistribution(aws, waiter, { observed, change: (config) => ({ ...config, Enabled: false }) });
}

/** Until it is deleted, turning it on again brings the same address back: so the last look is just before. */
async function removeDistribution(aws: Aws, observed: ObservedDistribution, world: Waiter): Promise<void> {
  const { id } = observed;
  if ((await disableDistribution(aws, world, observed)) === undefined) return;
  const { isOpen } = consistencyWindow(world);
  await waitUntil(world, `${KIND} ${id} to be deleted`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return isOpen() ? { pending: 'not seen yet' } : { done: undefined };
    if (fresh.status !== DEPLOYED) return { pending: 'being disabled' };
    await world.guard();
    return deleteDistribution(aws, id, fresh);
  });
}

/** Even a deployed distribution may still be refused for a moment: the parts of CloudFront do not learn of it at once. */
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
      // A distribution with a pricing plan is refused with the same code, and will be for ever.
      !error.reason.includes('pricing plan');
    if (!isEarly) throw error;
    return { pending: 'being disabled' };
  }
}
