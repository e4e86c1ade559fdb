// Owns the mark with the state of an environment's own database, a tag of each revision that runs with it.
import { TagResourceCommand } from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import type { TaggedTaskDefinition } from '../foundation/services.ts';
import { DATABASE_TAG, type Identity, ownershipMismatch, type Tags } from '../identity.ts';
import type { Aws } from '../world.ts';

/** Uncertain while it is made, and while it is dropped: it is made anew, and dropped again, as if it were there. */
export type DatabaseState = 'there' | 'uncertain' | 'none';

export function databaseStateOf(tags: Tags | undefined, name: string): DatabaseState {
  const value = tags?.[DATABASE_TAG];
  const states: DatabaseState[] = ['there', 'uncertain'];
  return states.find((state) => value === describeMark(state, name)) ?? 'none';
}

/** The revisions of ours that say that there may be one; of a family that has foreign ones as well. */
export function withDatabase(
  revisions: TaggedTaskDefinition[],
  identity: Identity,
  name: string,
): TaggedTaskDefinition[] {
  return revisions.filter(
    ({ definition, tags }) =>
      definition.status === 'ACTIVE' &&
      ownershipMismatch(identity, tags) === undefined &&
      databaseStateOf(tags, name) !== 'none',
  );
}

export async function markDatabase(
  { ecs }: Aws,
  arns: string[],
  { name, state }: { name: string; state: DatabaseState },
): Promise<void> {
  const tags = [{ key: DATABASE_TAG, value: describeMark(state, name) }];
  for (const resourceArn of arns) {
    await callAws(`tagging task definition ${resourceArn} with ${DATABASE_TAG}`, () =>
      ecs.send(new TagResourceCommand({ resourceArn, tags })),
    );
  }
}

/** `shop_pr_42`, `uncertain shop_pr_42` or `none`. */
export function describeMark(state: DatabaseState, name: string): string {
  if (state === 'there') return name;
  return state === 'uncertain' ? `uncertain ${name}` : 'none';
}
