// Owns the tags of load balancing resources: reading those of several in one call, and adding some to one.

import { AddTagsCommand, DescribeTagsCommand, type TagDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { listTags, readTags, type Tags } from '../identity.ts';
import type { Aws } from '../world.ts';

const MAX_AT_ONCE = 20;

/** Returns the tags by ARN. */
export async function readTagsOf(aws: Aws, arns: string[]): Promise<Map<string, Tags>> {
  const tags = new Map<string, Tags>();
  for (let at = 0; at < arns.length; at += MAX_AT_ONCE) {
    const ResourceArns = arns.slice(at, at + MAX_AT_ONCE);
    for (const { ResourceArn, Tags: list } of await describe(aws, ResourceArns)) {
      tags.set(required(ResourceArn, 'DescribeTags.ResourceArn'), readTags(list));
    }
  }
  return tags;
}

const GONE = ['TargetGroupNotFound', 'RuleNotFound', 'ListenerNotFound', 'LoadBalancerNotFound'];

/** AWS refuses the whole call if one resource does not exist, so then each is read separately. */
async function describe(aws: Aws, ResourceArns: string[]): Promise<TagDescription[]> {
  const found = await findOrUndefined(`reading the tags of ${ResourceArns.join(', ')}`, GONE, () =>
    aws.loadBalancing.send(new DescribeTagsCommand({ ResourceArns })),
  );
  if (found !== undefined) return found.TagDescriptions ?? [];
  if (ResourceArns.length === 1) return [];
  return (await Promise.all(ResourceArns.map((arn) => describe(aws, [arn])))).flat();
}

/** `doing` is what the call is for: `updating target group shop-pr-42`. */
export async function addTags(aws: Aws, doing: string, { arn, tags }: { arn: string; tags: Tags }): Promise<void> {
  await callAws(doing, () => aws.loadBalancing.send(new AddTagsCommand({ ResourceArns: [arn], Tags: listTags(tags) })));
}
