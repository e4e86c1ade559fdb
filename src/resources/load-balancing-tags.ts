// Owns reading the tags of what belongs to a load balancer: several in one call.
import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { attempt } from '../aws.ts';
import { readTags, type Tags } from '../environment/identity.ts';
import type { Aws } from '../world.ts';

const MOST_AT_ONCE = 20;

/** By ARN. */
export async function readTagsOf({ loadBalancing }: Aws, arns: string[]): Promise<Map<string, Tags>> {
  const tags = new Map<string, Tags>();
  for (let at = 0; at < arns.length; at += MOST_AT_ONCE) {
    const ResourceArns = arns.slice(at, at + MOST_AT_ONCE);
    const { TagDescriptions = [] } = await attempt(`reading the tags of ${ResourceArns.join(', ')}`, () =>
      loadBalancing.send(new DescribeTagsCommand({ ResourceArns })),
    );
    for (const { ResourceArn = '', Tags: list } of TagDescriptions) tags.set(ResourceArn, readTags(list));
  }
  return tags;
}
