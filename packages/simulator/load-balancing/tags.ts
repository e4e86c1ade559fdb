// Owns tags of load balancing's resources.
import {
  type AddTagsInput,
  type DescribeTagsInput,
  type DescribeTagsOutput,
  DuplicateTagKeysException$,
  type RemoveTagsInput,
  type Tag,
  TooManyTagsException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { length, pattern, refuseProblems } from './constraints.ts';
import { requireTaggable } from './resources.ts';

const TAGS_PER_RESOURCE = 50;
const RESOURCES_PER_CALL = 20;
const TAG_TEXT = /^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$/u;

export function addTags(input: AddTagsInput, cloud: Cloud): object {
  const arns = requireResources(cloud, input.ResourceArns);
  const tags = readTags(input.Tags);
  for (const arn of arns) refuseTooMany(new Set([...tagKeys(cloud, arn), ...tags.keys()]).size);
  for (const arn of arns) setTags(cloud, arn, tags);
  return {};
}

export function removeTags(input: RemoveTagsInput, cloud: Cloud): object {
  for (const arn of requireResources(cloud, input.ResourceArns)) {
    for (const key of input.TagKeys ?? []) cloud.tables.loadBalancing.tags.get(arn)?.delete(key);
  }
  return {};
}

export function describeTags(input: DescribeTagsInput, cloud: Cloud): DescribeTagsOutput {
  return {
    TagDescriptions: requireResources(cloud, input.ResourceArns).map((arn) => ({
      ResourceArn: arn,
      Tags: [...(cloud.tables.loadBalancing.tags.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}

export function setTags(cloud: Cloud, arn: string, tags: Map<string, string>): void {
  const present = cloud.tables.loadBalancing.tags.get(arn) ?? new Map<string, string>();
  for (const [key, value] of tags) present.set(key, value);
  cloud.tables.loadBalancing.tags.set(arn, present);
}

/** The tags of a call, checked as AWS checks them. */
export function readTags(tags: Tag[] | undefined): Map<string, string> {
  refuseProblems([
    length('tags', tags, [1, Number.POSITIVE_INFINITY]),
    ...(tags ?? []).flatMap(({ Key, Value }, at) => [
      length(`tags.${at + 1}.member.key`, Key, [1, 128]),
      length(`tags.${at + 1}.member.value`, Value, [0, 256]),
      pattern(`tags.${at + 1}.member.key`, Key, TAG_TEXT),
      pattern(`tags.${at + 1}.member.value`, Value, TAG_TEXT),
    ]),
  ]);
  const read = new Map<string, string>();
  for (const { Key = '', Value = '' } of tags ?? []) {
    if (Key.toLowerCase().startsWith('aws:')) {
      throw new Refusal('ValidationError', 'aws: prefixed tag key names are not allowed for external use.');
    }
    if (read.has(Key)) throw refuse(DuplicateTagKeysException$, `Tag key was specified more than once: ${Key}`);
    read.set(Key, Value);
  }
  refuseTooMany(read.size);
  return read;
}

function tagKeys(cloud: Cloud, arn: string): Iterable<string> {
  return cloud.tables.loadBalancing.tags.get(arn)?.keys() ?? [];
}

function requireResources(cloud: Cloud, arns: string[] | undefined): string[] {
  const asked = arns ?? [];
  if (asked.length > RESOURCES_PER_CALL) {
    throw new Refusal('ValidationError', `The number of resources must be less than or equal to ${RESOURCES_PER_CALL}`);
  }
  for (const arn of asked) requireTaggable(cloud, arn);
  return asked;
}

function refuseTooMany(count: number): void {
  if (count > TAGS_PER_RESOURCE) throw refuse(TooManyTagsException$, 'The maximum number of tags has been reached');
}
