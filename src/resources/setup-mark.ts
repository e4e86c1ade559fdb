// Owns the mark that an environment has been set up, a tag of its distribution, which exists as long as the environment.
import { TagResourceCommand } from '@aws-sdk/client-cloudfront';
import { callAws } from '../aws/client.ts';
import { listTags, SETUP_TAG } from '../identity.ts';
import { readWithinWindow } from '../reconcile/wait.ts';
import type { Aws, World } from '../world.ts';
import { type ObservedDistribution, readDistributionTags } from './distribution-reading.ts';

const DONE = 'done';

export function isSetUp({ tags }: Pick<ObservedDistribution, 'tags'>): boolean {
  return tags[SETUP_TAG] === DONE;
}

/** Like `isSetUp`, but reads the tags again. */
export async function isSetUpByNow(aws: Aws, { arn, id }: ObservedDistribution): Promise<boolean> {
  const tags = await readDistributionTags(aws, { ARN: arn, Id: id });
  return tags !== undefined && isSetUp({ tags });
}

/** Empty for the first setup; afterwards a value that differs from those of former ones. */
export function setupGeneration({ tags }: Pick<ObservedDistribution, 'tags'>): string[] {
  const value = tags[SETUP_TAG];
  return value === undefined || value === DONE ? [] : [value];
}

export async function markSetUp(aws: Aws, distribution: ObservedDistribution): Promise<void> {
  await writeMark(aws, distribution, { value: DONE, as: 'as set up' });
}

/**
 * Marks the environment as not set up. `generation` must be new, so that a task of a former setup does not count. Ends when the
 * mark is seen: one of before would be taken for the new setup's own.
 */
export async function unmarkSetUp(world: World, distribution: ObservedDistribution, generation: string): Promise<void> {
  const { aws } = world;
  const { arn: ARN, id: Id } = distribution;
  await writeMark(aws, distribution, { value: generation, as: 'as not set up yet' });
  await readWithinWindow(world, `the tag of distribution ${Id} to be seen`, {
    read: () => readDistributionTags(aws, { ARN, Id }),
    isComplete: (tags) => tags?.[SETUP_TAG] === generation,
  });
}

/** Returns the distribution with the tag of another generation of setup. Pure. */
export function withGeneration(distribution: ObservedDistribution, generation: string): ObservedDistribution {
  return { ...distribution, tags: { ...distribution.tags, [SETUP_TAG]: generation } };
}

async function writeMark(
  { cloudfront }: Aws,
  { arn, id }: ObservedDistribution,
  { value, as }: { value: string; as: string },
): Promise<void> {
  const Tags = { Items: listTags({ [SETUP_TAG]: value }) };
  await callAws(`tagging distribution ${id} ${as}`, () =>
    cloudfront.send(new TagResourceCommand({ Resource: arn, Tags })),
  );
}
