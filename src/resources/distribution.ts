// Owns the distribution: the HTTPS address of one environment.
import {
  CreateDistributionWithTagsCommand,
  DeleteDistributionCommand,
  type Distribution,
  type DistributionConfig,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { attempt, attemptToFind } from '../aws.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { digest, type Identity, listTags, ownerTags, SERVICE_TAG, strangerByTags } from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { KNOWN_LATER, type Resource } from '../reconcile/resource.ts';
import { expectToSee, type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { type DesiredDistribution, describeDistribution, overlay } from './distribution-config.ts';
import {
  DEPLOYED,
  type Fresh,
  findDistribution,
  type ObservedDistribution,
  observedFrom,
  readDistributionTags,
  readFresh,
} from './distribution-reading.ts';

const KIND = 'distribution';
const MOST_GENERATIONS = 20;
const NOT_MADE_YET: ObservedDistribution = {
  id: KNOWN_LATER,
  arn: KNOWN_LATER,
  domain: `${KNOWN_LATER}.cloudfront.net`,
  status: DEPLOYED,
  config: {},
  tags: {},
};

export function distributionResource(
  aws: Aws,
  identity: Identity,
  world: Waiter,
): Resource<DesiredDistribution & { service: string }, ObservedDistribution> {
  return {
    kind: KIND,
    name: identity.fullName,
    find: () => findDistribution(aws, identity),
    stranger: ({ tags }) => strangerByTags(identity, tags),
    diff: differences,
    foretell: (_, observed) => observed ?? NOT_MADE_YET,
    create: (desired) => createDistribution(aws, identity, desired),
    async update(observed, desired) {
      const change = (config: DistributionConfig) => overlay(config, desired);
      const updated = await updateDistribution(aws, world, { observed, change });
      if (updated === undefined) throw gone(observed.id);
      return updated;
    },
    remove: (observed) => removeDistribution(aws, observed, world),
  };
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

/**
 * The caller reference is derived from the environment, so that two runs cannot make two distributions: the second is
 * told that the reference is taken, and adopts the first one's. Whether a deleted distribution frees its reference is
 * not documented; a reference that is taken with nothing to show for it is passed over for the next.
 */
async function createDistribution(
  aws: Aws,
  identity: Identity,
  desired: DesiredDistribution & { service: string },
): Promise<ObservedDistribution> {
  const tags = { ...ownerTags(identity), [SERVICE_TAG]: desired.service };
  for (let generation = 1; ; generation++) {
    const CallerReference = `medusa-preview-${digest(`${identity.owner} ${identity.environment}`, 24)}-${generation}`;
    try {
      const { Distribution: made } = await attempt(`creating ${KIND} ${identity.fullName}`, () =>
        aws.cloudfront.send(
          new CreateDistributionWithTagsCommand({
            DistributionConfigWithTags: {
              DistributionConfig: { CallerReference, ...describeDistribution(desired) },
              Tags: { Items: listTags(tags) },
            },
          }),
        ),
      );
      return observedFrom(made ?? ({} as Distribution), tags);
    } catch (error) {
      const isTaken = error instanceof AwsError && error.code === 'DistributionAlreadyExists';
      if (!isTaken || generation === MOST_GENERATIONS) throw error;
      const found = await findByReference(aws, identity, { reference: CallerReference, refusal: error });
      if (found !== undefined) return found;
    }
  }
}

/** AWS names the one that has the reference; where it does not, the lists may show it. A stranger's is not asked for. */
async function findByReference(
  aws: Aws,
  identity: Identity,
  { reference, refusal }: { reference: string; refusal: AwsError },
): Promise<ObservedDistribution | undefined> {
  const named = /Already exists: (\w+)/.exec(refusal.reason)?.[1];
  const id = named ?? (await findDistribution(aws, identity))?.id;
  const fresh = id === undefined ? undefined : await readFresh(aws, id);
  if (fresh?.config.CallerReference !== reference) return undefined;
  const { distribution } = fresh;
  const tags = await readDistributionTags(aws, distribution);
  return tags !== undefined && strangerByTags(identity, tags) === undefined
    ? observedFrom(distribution, tags)
    : undefined;
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
  const { mayComeLate } = expectToSee(waiter);
  let refusedEtag: string | undefined;
  return waitUntil(waiter, `${KIND} ${id} to take the change`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return { done: undefined };
    try {
      const { Distribution: updated } = await attempt(`updating ${KIND} ${id}`, () =>
        aws.cloudfront.send(
          new UpdateDistributionCommand({ Id: id, IfMatch: fresh.etag, DistributionConfig: change(fresh.config) }),
        ),
      );
      return { done: observedFrom(updated ?? fresh.distribution, observed.tags) };
    } catch (error) {
      const isRefused = error instanceof AwsError && error.code === 'PreconditionFailed';
      // The same refusal of the same version would go on for ever, unless we were shown an old one.
      if (!isRefused || (fresh.etag === refusedEtag && !mayComeLate())) throw error;
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

/** Turns the distribution off, so that a removal can wait for it while other things go. */
async function disableDistribution(aws: Aws, waiter: Waiter, observed: ObservedDistribution): Promise<void> {
  if (observed.config.Enabled === false) return;
  await updateDistribution(aws, waiter, { observed, change: (config) => ({ ...config, Enabled: false }) });
}

/** Until it is deleted, turning it on again brings the same address back: so the last look is just before. */
async function removeDistribution(aws: Aws, observed: ObservedDistribution, world: Waiter): Promise<void> {
  const { id } = observed;
  await disableDistribution(aws, world, observed);
  await waitUntil(world, `${KIND} ${id} to be deleted`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) return { done: undefined };
    if (fresh.status !== DEPLOYED) return { pending: 'being disabled' };
    await world.fence();
    return deleteDistribution(aws, id, fresh);
  });
}

/** Even a deployed distribution may still be refused for a moment: the parts of CloudFront do not learn of it at once. */
async function deleteDistribution({ cloudfront }: Aws, id: string, { etag }: Fresh) {
  try {
    await attemptToFind(`deleting ${KIND} ${id}`, ['NoSuchDistribution'], () =>
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
