// Owns the check that nothing gets more tags than AWS accepts: those of the base, those that are asked for, and ours. Pure.
import type { Workload } from '../environment/workload.ts';

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html#tag-restrictions */
const MAX_TAGS = 50;
/** A task definition has the most: owner, environment, pull request, digest, commit, base, after and database. */
const OWN_TAGS = 8;

export function problemsOfTags({ identity, baseTags }: Pick<Workload, 'identity' | 'baseTags'>): string[] {
  const asked = Object.keys(identity.tags);
  const all = new Set([...Object.keys(baseTags.service), ...Object.keys(baseTags.definition), ...asked]);
  const excess = all.size + OWN_TAGS - MAX_TAGS;
  if (excess <= 0) return [];
  return [
    `tags: with those of the base service and its task definition and ${OWN_TAGS} of this action, there are ${excess} more than the ${MAX_TAGS} that AWS accepts. ${asked.length > 0 ? 'Leave some out' : 'Take some off the base service'}.`,
  ];
}
