// Owns the mark that an environment has been set up: a tag of its distribution, which lives as long as the environment does.
import { TagResourceCommand } from '@aws-sdk/client-cloudfront';
import { attempt } from '../aws.ts';
import { listTags, SETUP_TAG } from '../environment/identity.ts';
import type { Aws } from '../world.ts';
import type { ObservedDistribution } from './distribution-reading.ts';

const DONE = 'done';

export function isSetUp({ tags }: Pick<ObservedDistribution, 'tags'>): boolean {
  return tags[SETUP_TAG] === DONE;
}

export async function markSetUp({ cloudfront }: Aws, { arn, id }: ObservedDistribution): Promise<void> {
  const Tags = { Items: listTags({ [SETUP_TAG]: DONE }) };
  await attempt(`tagging distribution ${id} as set up`, () =>
    cloudfront.send(new TagResourceCommand({ Resource: arn, Tags })),
  );
}
