// Owns tags of EC2's resources: reading them from calls, keeping them, and describing them.
import type {
  CreateTagsRequest,
  DeleteTagsRequest,
  DescribeTagsRequest,
  DescribeTagsResult,
  Tag,
  TagDescription,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { readFilters } from './filters.ts';
import { pageOf, readPageSize, refuseDryRun } from './listing.ts';
import { kindOf, type ResourceKind, requireExisting } from './resource-kinds.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions */
const TAGS_PER_RESOURCE = 50;
const MAX_KEY_LENGTH = 127;
const MAX_VALUE_LENGTH = 255;

export function createTags(input: CreateTagsRequest, cloud: Cloud): void {
  const resourceIds = requireResources(cloud, input.Resources);
  const tags = readTags(input.Tags);
  for (const id of resourceIds) {
    const keys = new Set([...(cloud.tables.ec2.tags.get(id)?.keys() ?? []), ...tags.keys()]);
    if (keys.size > TAGS_PER_RESOURCE) {
      throw new Refusal('TagLimitExceeded', 'The maximum number of Tags for a resource has been reached.');
    }
  }
  refuseDryRun(input);
  for (const id of resourceIds) setTags(cloud, id, tags);
}

/** Without tags all are removed; a tag without a value goes whatever its value is. */
export function deleteTags(input: DeleteTagsRequest, cloud: Cloud): void {
  const resourceIds = requireResources(cloud, input.Resources);
  refuseDryRun(input);
  for (const id of resourceIds) {
    const present = cloud.tables.ec2.tags.get(id) ?? new Map<string, string>();
    const doomed = input.Tags ?? [...present.keys()].map((Key) => ({ Key }) as Tag);
    for (const { Key = '', Value } of doomed) {
      if (Value === undefined || present.get(Key) === Value) present.delete(Key);
    }
  }
}

/** The tags of a TagSpecifications member; each entry must be for the kind of resource that the call makes. */
export function readTagSpecifications(
  specifications: TagSpecification[] | undefined,
  kind: ResourceKind,
): Map<string, string> {
  for (const { ResourceType: type, Tags: tags } of specifications ?? []) {
    if (type !== kind.type) {
      throw new Refusal('InvalidParameterValue', `'${type}' is not a valid taggable resource type for this operation.`);
    }
    if (!tags?.length) throw new Refusal('InvalidParameterValue', 'Tag specification must have at least one tag');
  }
  return readTags((specifications ?? []).flatMap(({ Tags }) => Tags ?? []));
}

export function setTags(cloud: Cloud, resourceId: string, tags: Map<string, string>): void {
  const present = cloud.tables.ec2.tags.get(resourceId) ?? new Map<string, string>();
  for (const [key, value] of tags) present.set(key, value);
  cloud.tables.ec2.tags.set(resourceId, present);
}

const TAG_FILTERS = { key: 'Key', 'resource-id': 'ResourceId', 'resource-type': 'ResourceType', value: 'Value' };

export function describeTags(input: DescribeTagsRequest, cloud: Cloud): DescribeTagsResult {
  const isWanted = readFilters(input.Filters, TAG_FILTERS);
  const size = readPageSize(input.MaxResults, [5, 1000]);
  refuseDryRun(input);
  const all = [...cloud.tables.ec2.tags].flatMap(([id, tags]) =>
    [...tags].map(([key, value]) => describe(id, key, value)),
  );
  const keyOf = ({ ResourceId, Key }: TagDescription) => `${ResourceId} ${Key}`;
  // The filter tag:KEY looks at a row's tags, and here each row is a tag.
  const rows = all.filter((tag) => isWanted({ ...tag, Tags: [tag] }));
  const page = pageOf(rows, { size, token: input.NextToken, keyOf });
  return { Tags: page.rows, ...page.next };
}

function describe(id: string, key: string, value: string): TagDescription {
  return { ResourceId: id, ResourceType: kindOf(id).type, Key: key, Value: value };
}

function requireResources(cloud: Cloud, resourceIds: string[] | undefined): string[] {
  for (const id of resourceIds ?? []) requireExisting(cloud, kindOf(id), [id]);
  return resourceIds ?? [];
}

function readTags(tags: Tag[] | undefined): Map<string, string> {
  const read = new Map<string, string>();
  for (const { Key = '', Value = '' } of tags ?? []) {
    if (Key.startsWith('aws:')) {
      throw new Refusal('InvalidParameterValue', "Tag keys starting with 'aws:' are reserved for internal use");
    }
    if (Key === '' || Key.length > MAX_KEY_LENGTH) {
      throw new Refusal('InvalidParameterValue', `Tag key length must be between 1 and ${MAX_KEY_LENGTH} characters`);
    }
    if (Value.length > MAX_VALUE_LENGTH) {
      throw new Refusal(
        'InvalidParameterValue',
        `Tag value exceeds the maximum length of ${MAX_VALUE_LENGTH} characters`,
      );
    }
    if (read.has(Key)) throw new Refusal('InvalidParameterValue', `Duplicate tag key '${Key}' specified.`);
    read.set(Key, Value);
  }
  return read;
}
