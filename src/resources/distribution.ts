// Owns the distribution: the HTTPS address of one environment.
import {
  CreateDistributionWithTagsCommand,
  DeleteDistributionCommand,
  type Distribution,
  type DistributionConfig,
  type DistributionSummary,
  GetDistributionCommand,
  ListTagsForResourceCommand,
  paginateListDistributions,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { attempt, attemptToFind, collect } from '../aws.ts';
import {
  digest,
  type Identity,
  listTags,
  ownerTags,
  readTags,
  SERVICE_TAG,
  strangerByTags,
  type Tags,
} from '../environment/identity.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { diff } from '../reconcile/diff.ts';
import { KNOWN_LATER, type Resource } from '../reconcile/resource.ts';
import { type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws, World } from '../world.ts';
import {
  type DesiredDistribution,
  describeDistribution,
  isRoutingHeader,
  type OwnedConfig,
  overlay,
  ownedPart,
} from './distribution-config.ts';

export interface ObservedDistribution {
  id: string;
  arn: string;
  domain: string;
  status: string;
  /** As far as we own it. */
  config: OwnedConfig;
  tags: Tags;
}

const KIND = 'distribution';
const DEPLOYED = 'Deployed';
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
  world: Waiter & Pick<World, 'fence'>,
): Resource<DesiredDistribution & { service: string }, ObservedDistribution> {
  return {
    kind: KIND,
    name: identity.fullName,
    find: () => findDistribution(aws, identity),
    stranger: ({ tags }) => strangerByTags(identity, tags),
    diff: (desired, { config }) => diff(overlay(config, desired), config),
    foretell: (_, observed) => observed ?? NOT_MADE_YET,
    create: (desired) => createDistribution(aws, identity, desired),
    update: (observed, desired) => updateDistribution(aws, observed, (config) => overlay(config, desired)),
    remove: (observed) => removeDistribution(aws, observed, world),
  };
}

/** Waits until every edge serves the distribution as it is configured now. */
export async function waitForDistribution(aws: Aws, waiter: Waiter, id: string): Promise<void> {
  await waitUntil(waiter, `${KIND} ${id}`, async () => {
    const { Distribution: found } = await attempt(`reading ${KIND} ${id}`, () =>
      aws.cloudfront.send(new GetDistributionCommand({ Id: id })),
    );
    return found?.Status === DEPLOYED ? { done: undefined } : { pending: String(found?.Status) };
  });
}

/** By its comment in the list, or by its routing header: somebody may have edited one of them. */
async function findDistribution(aws: Aws, identity: Identity): Promise<ObservedDistribution | undefined> {
  const summaries = await listDistributions(aws);
  const found =
    summaries.find(({ Comment }) => Comment === identity.comment) ??
    summaries.find((summary) => hasRoute(summary, identity));
  return found && observedFrom(found, await readTagsOf(aws, found));
}

/** A list tells everything that we own of a distribution, so that it need not be read until it is to be changed. */
function observedFrom(told: Distribution | DistributionSummary, tags: Tags): ObservedDistribution {
  const { Id, ARN, DomainName, Status } = told;
  const config = 'DistributionConfig' in told ? told.DistributionConfig : (told as DistributionSummary);
  return {
    id: String(Id),
    arn: String(ARN),
    domain: String(DomainName),
    status: String(Status),
    config: ownedPart(config ?? {}),
    tags,
  };
}

async function readTagsOf(
  { cloudfront }: Aws,
  { ARN: Resource, Id }: { ARN: string | undefined; Id: string | undefined },
) {
  const tags = await attempt(`reading the tags of ${KIND} ${Id}`, () =>
    cloudfront.send(new ListTagsForResourceCommand({ Resource })),
  );
  return readTags(tags.Tags?.Items);
}

function hasRoute({ Origins }: DistributionSummary, { fullName }: Identity): boolean {
  const headers = Origins?.Items?.flatMap(({ CustomHeaders }) => CustomHeaders?.Items ?? []) ?? [];
  return headers.some(({ HeaderName = '', HeaderValue }) => isRoutingHeader(HeaderName) && HeaderValue === fullName);
}

export function listDistributions({ cloudfront }: Aws): Promise<DistributionSummary[]> {
  const pages = paginateListDistributions({ client: cloudfront }, {});
  return collect('listing distributions', pages, ({ DistributionList }) => DistributionList?.Items);
}

interface Fresh {
  config: DistributionConfig;
  etag: string;
  status: string;
  distribution: Distribution;
}

/** As it is now, whole. */
async function readFresh({ cloudfront }: Aws, id: string): Promise<Fresh | undefined> {
  const found = await attemptToFind(`reading ${KIND} ${id}`, ['NoSuchDistribution'], () =>
    cloudfront.send(new GetDistributionCommand({ Id: id })),
  );
  const { Distribution: distribution, ETag } = found ?? {};
  if (distribution?.DistributionConfig === undefined) return undefined;
  return {
    config: distribution.DistributionConfig,
    etag: String(ETag),
    status: String(distribution.Status),
    distribution,
  };
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
      const found = await findByReference(aws, identity, CallerReference);
      if (found !== undefined) return found;
    }
  }
}

/** Lists show no caller reference, so each candidate is read: only those that a VPC origin stands behind. */
async function findByReference(
  aws: Aws,
  identity: Identity,
  reference: string,
): Promise<ObservedDistribution | undefined> {
  for (const summary of await listDistributions(aws)) {
    if (!summary.Origins?.Items?.some(({ VpcOriginConfig }) => VpcOriginConfig !== undefined)) continue;
    const fresh = await readFresh(aws, String(summary.Id));
    if (fresh?.config.CallerReference !== reference) continue;
    const found = observedFrom(fresh.distribution, await readTagsOf(aws, summary));
    if (strangerByTags(identity, found.tags) === undefined) return found;
  }
  return undefined;
}

/** Lays the change over what is there now; once more, when somebody else writes between our reading and our writing. */
async function updateDistribution(
  aws: Aws,
  observed: ObservedDistribution,
  change: (config: DistributionConfig) => DistributionConfig,
): Promise<ObservedDistribution> {
  const { id } = observed;
  let refusedEtag: string | undefined;
  for (;;) {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined) throw gone(id);
    try {
      const { Distribution: updated } = await attempt(`updating ${KIND} ${id}`, () =>
        aws.cloudfront.send(
          new UpdateDistributionCommand({ Id: id, IfMatch: fresh.etag, DistributionConfig: change(fresh.config) }),
        ),
      );
      return observedFrom(updated ?? fresh.distribution, observed.tags);
    } catch (error) {
      const isRefused = error instanceof AwsError && error.code === 'PreconditionFailed';
      // The same refusal of the same version would go on for ever.
      if (!isRefused || fresh.etag === refusedEtag) throw error;
      refusedEtag = fresh.etag;
    }
  }
}

function gone(id: string): ExplainedError {
  return new ExplainedError(`updating ${KIND} ${id}: it was deleted since it was read`, {
    hint: 'Run the job again: a new one is made.',
  });
}

/** Turns the distribution off, so that a removal can wait for it while other things go. */
async function disableDistribution(aws: Aws, observed: ObservedDistribution): Promise<void> {
  if (!observed.config.Enabled) return;
  await updateDistribution(aws, observed, (config) => ({ ...config, Enabled: false }));
}

/** Until it is deleted, turning it on again brings the same address back: so the last look is just before. */
async function removeDistribution(
  aws: Aws,
  observed: ObservedDistribution,
  world: Waiter & Pick<World, 'fence'>,
): Promise<void> {
  const { id } = observed;
  await disableDistribution(aws, observed);
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
    const isEarly = error instanceof AwsError && ['PreconditionFailed', 'DistributionNotDisabled'].includes(error.code);
    if (!isEarly) throw error;
    return { pending: 'being disabled' };
  }
}
