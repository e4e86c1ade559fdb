// Owns finding every environment of ours by its tags, also one of which only half is there.

import { DescribeServicesCommand, paginateListServices, type Service } from '@aws-sdk/client-ecs';
import { paginateDescribeTargetGroups } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws, collect, findOrUndefined } from '../aws/client.ts';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { lastDeployOf, ttlOfTags } from '../environment/expiry.ts';
import { tagsOf } from '../foundation/services.ts';
import type { ServiceReference } from '../identity.ts';
import { commentPrefix, ENVIRONMENT_TAG, OWNER_TAG, PULL_REQUEST_TAG, serviceOfTags, type Tags } from '../identity.ts';
import type { Ttl } from '../request/values.ts';
import { listDistributions, readDistributionTags } from '../resources/distribution-reading.ts';
import { readTagsOf } from '../resources/load-balancing-tags.ts';
import { isRoutingHeader } from '../resources/rule-priorities.ts';
import type { Aws } from '../world.ts';

const MAX_SERVICES_AT_ONCE = 10;
const MAX_PAGE_SIZE = 100;

export interface FoundEnvironment {
  name: string;
  /** Number of the pull request that it belongs to; undefined: to none. */
  pullRequest: number | undefined;
  /** When its last rollout began, by AWS's clock; undefined where it has no service. */
  deployedAt: Date | undefined;
  /** What it was given when it was deployed. */
  ttl: Ttl | undefined;
  /** Its service, where that bears our tags. */
  service: ServiceReference | undefined;
  /** The service that the tags of all else name, whosever it is. */
  reference: ServiceReference | undefined;
  /** True where its distribution is turned off and no service bears our tags: perhaps a removal that was cut off. */
  isPartiallyDestroyed: boolean;
}

/** One resource of an environment, as its tags tell it. */
interface TaggedResource {
  tags: Tags;
  deployedAt?: Date | undefined;
  service?: ServiceReference;
  isDisabled?: boolean;
}

/** The environments of `owner`, by name. Services are looked for in these clusters, and in those that tags name. */
export async function findEnvironments(aws: Aws, owner: string, clusters: string[]): Promise<FoundEnvironment[]> {
  const [distributions, targetGroups] = await allSettledOrThrow([
    taggedDistributions(aws, owner),
    tagsOfTargetGroups(aws),
  ]);
  const isOurs = ({ tags }: TaggedResource) => tags[OWNER_TAG] === owner;
  const resources: TaggedResource[] = [...distributions, ...targetGroups.map((tags) => ({ tags }))].filter(isOurs);
  const named = resources.flatMap(({ tags }) => serviceOfTags(tags)?.cluster ?? []);
  for (const cluster of new Set([...clusters, ...named])) {
    const services = await readServices(aws, cluster);
    const describe = (service: Service): TaggedResource => ({
      tags: tagsOf(service),
      deployedAt: lastDeployOf(service),
      service: { cluster, service: required(service.serviceName, 'DescribeServices.serviceName') },
    });
    resources.unshift(...services.map(describe).filter(isOurs));
  }
  const names = new Set(resources.flatMap(({ tags }) => tags[ENVIRONMENT_TAG] ?? []));
  return [...names].sort().map((name) => describeFound(name, resources));
}

function describeFound(name: string, resources: TaggedResource[]): FoundEnvironment {
  const own = resources.filter(({ tags }) => tags[ENVIRONMENT_TAG] === name);
  const [first] = own.flatMap(({ tags }) => tags[PULL_REQUEST_TAG] ?? []);
  const [ttl] = own.flatMap(({ tags }) => ttlOfTags(tags) ?? []);
  // The service is asked first: its tag follows each deploy.
  const number = Number(first ?? /^pr-(\d+)$/.exec(name)?.[1]);
  const service = own.find((resource) => resource.service !== undefined);
  return {
    name,
    pullRequest: Number.isInteger(number) ? number : undefined,
    deployedAt: service?.deployedAt,
    ttl,
    service: service?.service,
    reference: own.map(({ tags }) => serviceOfTags(tags)).find((reference) => reference !== undefined),
    isPartiallyDestroyed: service === undefined && own.some(({ isDisabled }) => isDisabled),
  };
}

/** A list of distributions shows no tags, and each takes a call of its own: only those that look like ours are asked. */
async function taggedDistributions(aws: Aws, owner: string): Promise<TaggedResource[]> {
  const summaries = await listDistributions(aws);
  const candidates = summaries.filter(({ Comment = '', Origins }) => {
    const headers = Origins?.Items?.flatMap(({ CustomHeaders }) => CustomHeaders?.Items ?? []) ?? [];
    const isEdited = headers.some(({ HeaderName = '' }) => isRoutingHeader(HeaderName)) && !isOfAnybody(Comment);
    return Comment.startsWith(commentPrefix(owner)) || isEdited;
  });
  const resources: TaggedResource[] = [];
  for (const { ARN, Id, Enabled } of candidates) {
    resources.push({ tags: (await readDistributionTags(aws, { ARN, Id })) ?? {}, isDisabled: Enabled === false });
  }
  return resources;
}

function isOfAnybody(comment: string): boolean {
  return comment.startsWith(commentPrefix(''));
}

async function tagsOfTargetGroups(aws: Aws): Promise<Tags[]> {
  const pages = paginateDescribeTargetGroups({ client: aws.loadBalancing }, {});
  const groups = await collect('listing target groups', pages, ({ TargetGroups }) => TargetGroups);
  const tags = await readTagsOf(
    aws,
    groups.map(({ TargetGroupArn }) => required(TargetGroupArn, 'DescribeTargetGroups.TargetGroupArn')),
  );
  return [...tags.values()];
}

/** Services that drain are hidden from the list: they go by themselves. */
async function readServices({ ecs }: Aws, cluster: string): Promise<Service[]> {
  const doing = `reading the services of ${cluster}`;
  const pages = paginateListServices({ client: ecs, pageSize: MAX_PAGE_SIZE }, { cluster });
  const arns = await findOrUndefined(doing, ['ClusterNotFoundException'], () =>
    collect(doing, pages, ({ serviceArns }) => serviceArns),
  );
  const found: Service[] = [];
  for (let at = 0; at < (arns ?? []).length; at += MAX_SERVICES_AT_ONCE) {
    const services = arns?.slice(at, at + MAX_SERVICES_AT_ONCE);
    const described = await callAws(doing, () =>
      ecs.send(new DescribeServicesCommand({ cluster, services, include: ['TAGS'] })),
    );
    found.push(...(described.services ?? []));
  }
  return found;
}
