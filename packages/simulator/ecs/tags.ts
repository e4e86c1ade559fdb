// Owns tags: their rules, and the operations that read and change them on any resource.
import {
  InvalidParameterException$,
  type ListTagsForResourceCommandInput,
  ResourceNotFoundException$,
  type Tag,
  type TagResourceCommandInput,
  type UntagResourceCommandInput,
} from '@aws-sdk/client-ecs';
import type { StaticErrorSchema } from '@smithy/types';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { lastPart } from './arns.ts';
import { clientError, invalid } from './refusals.ts';

const MAX_TAGS = 50;
const LONG_ARN = /^arn:aws:ecs:[^:]+:\d+:(cluster\/[^/]+|task-definition\/[^/]+:\d+|(service|task)\/[^/]+\/[^/]+)$/;
const SHORT_ARN = /^arn:aws:ecs:[^:]+:\d+:(service|task)\/[^/]+$/;

/** Refuses tags that ECS refuses; gives them back, an empty list where there are none. */
export function checkTags(tags: Tag[] = []): Tag[] {
  if (tags.length > MAX_TAGS) throw invalid('Too many tags. A resource can have at most 50.');
  const keys = new Set<string>();
  for (const { key = '', value = '' } of tags) {
    if (key === '' || key.length > 128) throw invalid('The tag key must have between 1 and 128 characters.');
    if (value.length > 256) throw invalid('The tag value must have at most 256 characters.');
    if (/^aws:/i.test(key)) throw invalid("Tag keys starting with 'aws:' are reserved for AWS use.");
    if (keys.has(key)) throw clientError(`Duplicate tag keys are not allowed: ${key}`);
    keys.add(key);
  }
  return tags.map(({ key, value }) => ({ key, value: value ?? '' }));
}

interface Tagged {
  tags: Tag[];
}

/** The row behind an ARN of any kind that can carry tags. */
function requireTagged(cloud: Cloud, arn: string, notFound: StaticErrorSchema = ResourceNotFoundException$): Tagged {
  if (SHORT_ARN.test(arn)) throw invalid('Long arn format must be used for tagging operations');
  if (!LONG_ARN.test(arn)) throw invalid('Invalid resource ARN.');
  const { clusters, services, taskDefinitions, tasks } = cloud.tables.ecs;
  const row = services.get(arn) ?? taskDefinitions.get(arn) ?? tasks.get(arn)?.task ?? clustersByArn(clusters, arn);
  if (row === undefined) throw refuse(notFound, 'The specified resource could not be found.');
  return row;
}

function clustersByArn(clusters: Map<string, Tagged & { arn: string }>, arn: string): Tagged | undefined {
  const cluster = clusters.get(lastPart(arn));
  return cluster?.arn === arn ? cluster : undefined;
}

function TagResource(input: TagResourceCommandInput, cloud: Cloud): void {
  const row = requireTagged(cloud, input.resourceArn ?? '');
  const added = checkTags(input.tags);
  const kept = row.tags.filter(({ key }) => !added.some((tag) => tag.key === key));
  row.tags = checkCount([...kept, ...added]);
}

function checkCount(tags: Tag[]): Tag[] {
  if (tags.length > MAX_TAGS) throw invalid('Too many tags. A resource can have at most 50.');
  return tags;
}

function UntagResource(input: UntagResourceCommandInput, cloud: Cloud): void {
  const row = requireTagged(cloud, input.resourceArn ?? '');
  row.tags = row.tags.filter(({ key }) => !input.tagKeys?.includes(key ?? ''));
}

function ListTagsForResource(input: ListTagsForResourceCommandInput, cloud: Cloud): Tagged {
  // This one of the three operations has no ResourceNotFoundException.
  return { tags: requireTagged(cloud, input.resourceArn ?? '', InvalidParameterException$).tags };
}

export const tagOperations = { TagResource, UntagResource, ListTagsForResource };
