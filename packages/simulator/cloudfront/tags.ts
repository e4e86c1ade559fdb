// Owns the tags of distributions, functions and VPC origins: their rules, and the three operations on them.
import {
  InvalidTagging$,
  type ListTagsForResourceCommandInput,
  type ListTagsForResourceCommandOutput,
  NoSuchResource$,
  type Tag,
  type TagResourceCommandInput,
  type UntagResourceCommandInput,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import type { Reply } from './reply.ts';

const MAX_TAGS = 50;
const ALLOWED = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The tags as they are kept, or a refusal: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Tag.html */
export function readTags(tags: Tag[] = []): Tag[] {
  const read = tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
  for (const { Key, Value } of read) checkTag(Key, Value);
  if (new Set(read.map(({ Key }) => Key)).size < read.length) {
    throw refuse(InvalidTagging$, 'Duplicate tag keys are not allowed.');
  }
  return withinLimit(read);
}

export function tagResource({ Resource, Tags }: TagResourceCommandInput, cloud: Cloud): void {
  const row = findTagged(cloud, Resource);
  const added = readTags(Tags?.Items);
  const names = new Set(added.map(({ Key }) => Key));
  row.tags = withinLimit([...row.tags.filter(({ Key }) => !names.has(Key)), ...added]);
}

export function untagResource({ Resource, TagKeys }: UntagResourceCommandInput, cloud: Cloud): void {
  const row = findTagged(cloud, Resource);
  const removed: (string | undefined)[] = TagKeys?.Items ?? [];
  row.tags = row.tags.filter(({ Key }) => !removed.includes(Key));
}

export function listTagsForResource(
  { Resource }: ListTagsForResourceCommandInput,
  cloud: Cloud,
): Reply<ListTagsForResourceCommandOutput> {
  return { Tags: { Items: findTagged(cloud, Resource).tags } };
}

function findTagged(cloud: Cloud, arn: string | undefined): { tags: Tag[] } {
  const { distributions, functions, vpcOrigins } = cloud.tables.cloudfront;
  const rows = [...distributions.values(), ...functions.values(), ...vpcOrigins.values()];
  for (const row of rows) if (row.arn === arn) return row;
  throw refuse(NoSuchResource$, 'A resource that was specified is not valid.');
}

function checkTag(key: string, value: string): void {
  const isSized = key.length >= 1 && key.length <= 128 && value.length <= 256;
  if (!isSized || !ALLOWED.test(key) || !ALLOWED.test(value)) {
    throw refuse(
      InvalidTagging$,
      `The tag ${key} is not valid: its key or value is too long or has invalid characters.`,
    );
  }
  if (/^aws:/i.test(key)) throw refuse(InvalidTagging$, `The tag ${key} is not valid: keys must not begin with aws:.`);
}

function withinLimit(tags: Tag[]): Tag[] {
  if (tags.length > MAX_TAGS) throw refuse(InvalidTagging$, `A resource must not have more than ${MAX_TAGS} tags.`);
  return tags;
}
