// Owns finding and reading distributions: from lists, which contain all fields that the action owns, and in full for an update.

import {
  type Distribution,
  type DistributionConfig,
  DistributionConfig$,
  type DistributionSummary,
  GetDistributionCommand,
  ListTagsForResourceCommand,
  paginateListDistributions,
} from '@aws-sdk/client-cloudfront';
import { collect, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { keepWire } from '../aws/wire.ts';
import { unknownElements } from '../aws/xml.ts';
import { RolloutError } from '../errors.ts';
import { type Identity, readTags, type Tags } from '../identity.ts';
import { consistencyWindow, readWithinWindow, type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { type OwnedConfig, ownedPart } from './distribution-config.ts';
import { isRoutingHeader } from './rule-priorities.ts';

export interface ObservedDistribution {
  id: string;
  arn: string;
  domain: string;
  status: string;
  /** The fields that the action owns. */
  config: OwnedConfig;
  tags: Tags;
  /** The ids of further distributions of the same environment, of which there should be none. */
  others?: string[];
}

/** The status of distributions and VPC origins that requests can use. */
export const DEPLOYED = 'Deployed';

/** Waits until the current configuration is deployed to all edge locations. */
export async function waitForDistribution(aws: Aws, waiter: Waiter, id: string): Promise<void> {
  const { isOpen } = consistencyWindow(waiter);
  await waitUntil(waiter, `distribution ${id}`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined && !isOpen()) {
      throw new RolloutError(`distribution ${id} was deleted while it was being deployed`, {
        hint: 'Another run of this workflow may have deleted it, or somebody did by hand. Re-run the job to create it again.',
      });
    }
    return fresh?.status === DEPLOYED ? { done: undefined } : { pending: fresh?.status ?? 'not seen yet' };
  });
}

export function listDistributions({ cloudfront }: Aws): Promise<DistributionSummary[]> {
  const pages = paginateListDistributions({ client: cloudfront }, {});
  return collect('listing distributions', pages, ({ DistributionList }) => DistributionList?.Items);
}

/** All distributions with the environment's comment or header. A copy made by somebody else has them too, so tags decide. */
export async function findMarkedDistributions(aws: Aws, identity: Identity): Promise<ObservedDistribution[]> {
  return findMarkedAmong(aws, identity, await listDistributions(aws));
}

/** The same among those that were listed before. */
export async function findMarkedAmong(
  aws: Aws,
  identity: Identity,
  summaries: DistributionSummary[],
): Promise<ObservedDistribution[]> {
  return (await readMarked(aws, identity, summaries)).flatMap((each) => each ?? []);
}

/** Like `findMarkedDistributions`, but waits for tags: a list may contain a new distribution before its tags can be read. */
export async function findDistributionsWithTags(
  aws: Aws,
  identity: Identity,
  waiter: Waiter,
): Promise<ObservedDistribution[]> {
  const marked = await readWithinWindow(waiter, `the tags of distribution ${identity.fullName}`, {
    read: async () => readMarked(aws, identity, await listDistributions(aws)),
    isComplete: (seen) => !seen.includes(undefined),
  });
  return marked.flatMap((each) => each ?? []);
}

/** Undefined for each whose tags cannot be read yet. */
async function readMarked(
  aws: Aws,
  identity: Identity,
  summaries: DistributionSummary[],
): Promise<(ObservedDistribution | undefined)[]> {
  const found: (ObservedDistribution | undefined)[] = [];
  for (const summary of markedAmong(summaries, identity)) {
    const tags = await readDistributionTags(aws, summary);
    found.push(tags && observedFrom(summary, tags));
  }
  return found;
}

/** Those that reach their load balancer through this VPC origin. */
export function usersOf(vpcOriginId: string, summaries: DistributionSummary[]): DistributionSummary[] {
  return summaries.filter(({ Origins }) =>
    Origins?.Items?.some(({ VpcOriginConfig }) => VpcOriginConfig?.VpcOriginId === vpcOriginId),
  );
}

/** Finds them by the comment, then by the routing header, because one of them may have been edited. */
function markedAmong(summaries: DistributionSummary[], identity: Identity): DistributionSummary[] {
  const hasComment = ({ Comment }: DistributionSummary) => Comment === identity.comment;
  return [
    ...summaries.filter(hasComment),
    ...summaries.filter((summary) => !hasComment(summary) && hasRoute(summary, identity)),
  ];
}

function hasRoute({ Origins }: DistributionSummary, { fullName }: Identity): boolean {
  const headers = Origins?.Items?.flatMap(({ CustomHeaders }) => CustomHeaders?.Items ?? []) ?? [];
  return headers.some(({ HeaderName = '', HeaderValue }) => isRoutingHeader(HeaderName) && HeaderValue === fullName);
}

/** A summary from a list is sufficient, so that a distribution is only read in full for an update. */
export function observedFrom(source: Distribution | DistributionSummary, tags: Tags): ObservedDistribution {
  const { Id, ARN, DomainName, Status } = source;
  const config = 'DistributionConfig' in source ? source.DistributionConfig : (source as DistributionSummary);
  return {
    id: required(Id, 'GetDistribution.Id'),
    arn: required(ARN, 'GetDistribution.ARN'),
    domain: required(DomainName, 'GetDistribution.DomainName'),
    status: required(Status, 'GetDistribution.Status'),
    config: ownedPart(required(config, 'GetDistribution.DistributionConfig')),
    tags,
  };
}

/** Undefined if it was deleted; lists contain a deleted distribution for a while. */
export async function readDistributionTags(
  { cloudfront }: Aws,
  { ARN: Resource, Id }: Pick<DistributionSummary, 'ARN' | 'Id'>,
): Promise<Tags | undefined> {
  const found = await findOrUndefined(`reading the tags of distribution ${Id}`, ['NoSuchResource'], () =>
    cloudfront.send(new ListTagsForResourceCommand({ Resource })),
  );
  return found && readTags(found.Tags?.Items);
}

export interface Fresh {
  config: DistributionConfig;
  etag: string;
  status: string;
  distribution: Distribution;
  /** The paths in its configuration that AWS sent and the SDK does not know, so that an update removes them. */
  unknownMembers: string[];
}

/** Reads the full configuration with its ETag. */
export async function readFresh({ cloudfront }: Aws, id: string): Promise<Fresh | undefined> {
  const command = new GetDistributionCommand({ Id: id });
  const wire = keepWire(command);
  const found = await findOrUndefined(`reading distribution ${id}`, ['NoSuchDistribution'], () =>
    cloudfront.send(command),
  );
  if (found === undefined) return undefined;
  const distribution = required(found.Distribution, 'GetDistribution.Distribution');
  return {
    config: required(distribution.DistributionConfig, 'GetDistribution.DistributionConfig'),
    etag: required(found.ETag, 'GetDistribution.ETag'),
    status: required(distribution.Status, 'GetDistribution.Status'),
    distribution,
    unknownMembers: unknownElements(DistributionConfig$, 'DistributionConfig', wire() ?? ''),
  };
}
