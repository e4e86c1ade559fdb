// Owns finding all environments of an owner by their tags, including partial ones.

import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { DescribeServicesCommand, paginateListServices, type Service } from '@aws-sdk/client-ecs';
import { paginateDescribeTargetGroups } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws, collect, findOrUndefined } from '../aws/client.ts';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { type Lifetime, lastDeployOf, lifetimeOf } from '../environment/expiry.ts';
import { tagsOf } from '../foundation/services.ts';
import type { ServiceReference } from '../identity.ts';
import { commentPrefix, ENVIRONMENT_TAG, OWNER_TAG, PULL_REQUEST_TAG, serviceOfTags, type Tags } from '../identity.ts';
import { listDistributions, readDistributionTags } from '../resources/distribution-reading.ts';
import { readTagsOf } from '../resources/load-balancing-tags.ts';
import { isRoutingHeader, NO_ROUTE } from '../resources/rule-priorities.ts';
import type { Aws } from '../world.ts';

const MAX_SERVICES_AT_ONCE = 10;
const MAX_PAGE_SIZE = 100;

export interface FoundEnvironment {
  name: string;
  /** The number of the pull request that it belongs to, if any. */
  pullRequest: number | undefined;
  /** When its last rollout began, by AWS's clock; undefined if it has no service. */
  deployedAt: Date | undefined;
  /** Its last deploy and perhaps a command have set it. */
  lifetime: Lifetime;
  /** Its service, if that has our tags. */
  service: ServiceReference | undefined;
  /** The same as ECS describes it. */
  described: Service | undefined;
  /** Its target group, with the load balancer that leads to it. */
  targets: Targets | undefined;
  /** The service that the tags of its other resources name, which may not be ours. */
  reference: ServiceReference | undefined;
  /** True if its distribution is disabled and no service has our tags, perhaps because a removal was interrupted. */
  isPartiallyDestroyed: boolean;
  /** The VPC origins that its addresses use, except those of a service that is updated in place. */
  vpcOriginIds: string[];
}

interface Targets {
  targetGroupArn: string;
  /** Undefined while no rule leads to it. */
  loadBalancerArn: string | undefined;
}

/** One resource of an environment, with its tags. */
interface TaggedResource {
  tags: Tags;
  deployedAt?: Date | undefined;
  service?: ServiceReference;
  described?: Service;
  targets?: Targets;
  isDisabled?: boolean;
  vpcOriginIds?: string[];
}

/** The environments of `owner`, sorted by name. Services are searched in these clusters, and in those that tags name. */
export async function findEnvironments(aws: Aws, owner: string, clusters: string[]): Promise<FoundEnvironment[]> {
  const [distributions, targetGroups] = await allSettledOrThrow([
    taggedDistributions(aws, owner),
    taggedTargetGroups(aws),
  ]);
  const isOurs = ({ tags }: TaggedResource) => tags[OWNER_TAG] === owner;
  const resources: TaggedResource[] = [...distributions, ...targetGroups].filter(isOurs);
  const named = resources.flatMap(({ tags }) => serviceOfTags(tags)?.cluster ?? []);
  for (const cluster of new Set([...clusters, ...named])) {
    const services = await readServices(aws, cluster);
    const describe = (service: Service): TaggedResource => ({
      tags: tagsOf(service),
      deployedAt: lastDeployOf(service),
      service: { cluster, service: required(service.serviceName, 'DescribeServices.serviceName') },
      described: service,
    });
    resources.unshift(...services.map(describe).filter(isOurs));
  }
  const names = new Set(resources.flatMap(({ tags }) => tags[ENVIRONMENT_TAG] ?? []));
  return [...names].sort().map((name) => describeFound(name, resources));
}

function describeFound(name: string, resources: TaggedResource[]): FoundEnvironment {
  const own = resources.filter(({ tags }) => tags[ENVIRONMENT_TAG] === name);
  const [first] = own.flatMap(({ tags }) => tags[PULL_REQUEST_TAG] ?? []);
  // The tag of the service takes precedence, because each deploy updates it.
  const number = Number(first ?? /^pr-(\d+)$/.exec(name)?.[1]);
  const service = own.find((resource) => resource.service !== undefined);
  return {
    name,
    pullRequest: Number.isInteger(number) ? number : undefined,
    deployedAt: service?.deployedAt,
    lifetime: lifetimeOf(service?.tags ?? {}),
    service: service?.service,
    described: service?.described,
    targets: own.find(({ targets }) => targets !== undefined)?.targets,
    reference: own.map(({ tags }) => serviceOfTags(tags)).find((reference) => reference !== undefined),
    isPartiallyDestroyed: service === undefined && own.some(({ isDisabled }) => isDisabled),
    vpcOriginIds: own.flatMap(({ vpcOriginIds = [] }) => vpcOriginIds),
  };
}

/** Reading the tags of a distribution takes a call each, so only those that look like ours are read. */
async function taggedDistributions(aws: Aws, owner: string): Promise<TaggedResource[]> {
  const summaries = await listDistributions(aws);
  const candidates = summaries.filter((summary) => {
    const { Comment = '' } = summary;
    const isEdited = routesOf(summary).length > 0 && !hasPreviewComment(Comment);
    return Comment.startsWith(commentPrefix(owner)) || isEdited;
  });
  const resources: TaggedResource[] = [];
  for (const summary of candidates) {
    const tags = (await readDistributionTags(aws, summary)) ?? {};
    resources.push({ tags, isDisabled: summary.Enabled === false, vpcOriginIds: vpcOriginsOf(summary) });
  }
  return resources;
}

/** The values of the routing header that it adds. */
function routesOf({ Origins }: DistributionSummary): (string | undefined)[] {
  const headers = Origins?.Items?.flatMap(({ CustomHeaders }) => CustomHeaders?.Items ?? []) ?? [];
  return headers.filter(({ HeaderName }) => isRoutingHeader(HeaderName)).map(({ HeaderValue }) => HeaderValue);
}

function vpcOriginsOf(summary: DistributionSummary): string[] {
  if (routesOf(summary).every((route) => route === NO_ROUTE)) return [];
  return summary.Origins?.Items?.flatMap(({ VpcOriginConfig }) => VpcOriginConfig?.VpcOriginId ?? []) ?? [];
}

function hasPreviewComment(comment: string): boolean {
  return comment.startsWith(commentPrefix(''));
}

async function taggedTargetGroups(aws: Aws): Promise<TaggedResource[]> {
  const pages = paginateDescribeTargetGroups({ client: aws.loadBalancing }, {});
  const groups = await collect('listing target groups', pages, ({ TargetGroups }) => TargetGroups);
  const tags = await readTagsOf(
    aws,
    groups.map(({ TargetGroupArn }) => required(TargetGroupArn, 'DescribeTargetGroups.TargetGroupArn')),
  );
  return groups.flatMap(({ TargetGroupArn: targetGroupArn = '', LoadBalancerArns: [loadBalancerArn] = [] }) => {
    const own = tags.get(targetGroupArn);
    return own === undefined ? [] : [{ tags: own, targets: { targetGroupArn, loadBalancerArn } }];
  });
}

/** ListServices leaves out draining services, which need no removal. */
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
