// Owns finding and reading distributions: in lists, which tell all that we own, and whole where one is to be changed.

import {
  type Distribution,
  type DistributionConfig,
  type DistributionSummary,
  GetDistributionCommand,
  ListTagsForResourceCommand,
  paginateListDistributions,
} from '@aws-sdk/client-cloudfront';
import { collect, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { RolloutError } from '../errors.ts';
import { type Identity, readTags, type Tags } from '../identity.ts';
import { consistencyWindow, findWithinWindow, type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { type OwnedConfig, ownedPart } from './distribution-config.ts';
import { isRoutingHeader } from './rule-priorities.ts';

export interface ObservedDistribution {
  id: string;
  arn: string;
  domain: string;
  status: string;
  /** As far as we own it. */
  config: OwnedConfig;
  tags: Tags;
  /** Further distributions of ours for the same environment: there should be none. */
  others?: string[];
}

export const DEPLOYED = 'Deployed';

/** Waits until every edge serves the distribution as it is configured now. */
export async function waitForDistribution(aws: Aws, waiter: Waiter, id: string): Promise<void> {
  const { isOpen } = consistencyWindow(waiter);
  await waitUntil(waiter, `distribution ${id}`, async () => {
    const fresh = await readFresh(aws, id);
    if (fresh === undefined && !isOpen()) {
      throw new RolloutError(`distribution ${id} was deleted while it was being deployed`, {
        hint: 'Find out who deleted it: another run of this workflow, or somebody by hand. Then run the job again.',
      });
    }
    return fresh?.status === DEPLOYED ? { done: undefined } : { pending: fresh?.status ?? 'not seen yet' };
  });
}

export function listDistributions({ cloudfront }: Aws): Promise<DistributionSummary[]> {
  const pages = paginateListDistributions({ client: cloudfront }, {});
  return collect('listing distributions', pages, ({ DistributionList }) => DistributionList?.Items);
}

/** Each that bears our mark, whosever it is: who copies ours copies the mark, and the tags tell which is which. */
export async function findMarkedDistributions(aws: Aws, identity: Identity): Promise<ObservedDistribution[]> {
  return (await readMarked(aws, identity)).flatMap((each) => each ?? []);
}

/** As `findMarkedDistributions`, once the tags of each are told: a list may show one that was just made before its tags. */
export async function findToldDistributions(
  aws: Aws,
  identity: Identity,
  waiter: Waiter,
): Promise<ObservedDistribution[]> {
  const told = await findWithinWindow(waiter, `the tags of distribution ${identity.fullName}`, async () => {
    const marked = await readMarked(aws, identity);
    const found = marked.flatMap((each) => each ?? []);
    return found.length === marked.length ? found : undefined;
  });
  return told ?? findMarkedDistributions(aws, identity);
}

/** Undefined for each whose tags are not told. */
async function readMarked(aws: Aws, identity: Identity): Promise<(ObservedDistribution | undefined)[]> {
  const found: (ObservedDistribution | undefined)[] = [];
  for (const summary of markedAmong(await listDistributions(aws), identity)) {
    const tags = await readDistributionTags(aws, summary);
    found.push(tags && observedFrom(summary, tags));
  }
  return found;
}

/** By the comment, then by the routing header: somebody may have edited one of them. */
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

/** A list tells everything that we own of a distribution, so that it need not be read until it is to be changed. */
export function observedFrom(told: Distribution | DistributionSummary, tags: Tags): ObservedDistribution {
  const { Id, ARN, DomainName, Status } = told;
  const config = 'DistributionConfig' in told ? told.DistributionConfig : (told as DistributionSummary);
  return {
    id: required(Id, 'GetDistribution.Id'),
    arn: required(ARN, 'GetDistribution.ARN'),
    domain: required(DomainName, 'GetDistribution.DomainName'),
    status: required(Status, 'GetDistribution.Status'),
    config: ownedPart(required(config, 'GetDistribution.DistributionConfig')),
    tags,
  };
}

/** Undefined where it is gone: a list may show one a little longer. */
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
}

/** As it is now, whole. */
export async function readFresh({ cloudfront }: Aws, id: string): Promise<Fresh | undefined> {
  const found = await findOrUndefined(`reading distribution ${id}`, ['NoSuchDistribution'], () =>
    cloudfront.send(new GetDistributionCommand({ Id: id })),
  );
  if (found === undefined) return undefined;
  const distribution = required(found.Distribution, 'GetDistribution.Distribution');
  return {
    config: required(distribution.DistributionConfig, 'GetDistribution.DistributionConfig'),
    etag: required(found.ETag, 'GetDistribution.ETag'),
    status: required(distribution.Status, 'GetDistribution.Status'),
    distribution,
  };
}
