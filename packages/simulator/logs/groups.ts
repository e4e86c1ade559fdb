// Owns the operations on log groups.
import {
  type CreateLogGroupCommandInput,
  type DeleteLogGroupCommandInput,
  type DescribeLogGroupsCommandInput,
  type DescribeLogGroupsCommandOutput,
  type ListTagsForResourceCommandInput,
  type LogGroup,
  type PutRetentionPolicyCommandInput,
  ResourceAlreadyExistsException$,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { createGroup } from './append.ts';
import { describePage, groupArn, groupNameOf, invalid, notAmong, requireGroup } from './find.ts';
import type { LogGroupRow } from './tables.ts';

const NAME = /^[.\-_/#A-Za-z0-9]{1,512}$/;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function CreateLogGroup(input: CreateLogGroupCommandInput, cloud: Cloud): void {
  const name = input.logGroupName ?? '';
  if (!NAME.test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  if ((input.logGroupClass ?? 'STANDARD') !== 'STANDARD' || input.kmsKeyId || input.deletionProtectionEnabled) {
    throw invalid('The simulator has neither log classes, keys nor deletion protection; CloudWatch Logs does.');
  }
  if (cloud.tables.logs.groups.has(name)) {
    throw refuse(ResourceAlreadyExistsException$, 'The specified log group already exists');
  }
  createGroup(cloud, name, input.tags);
}

function DeleteLogGroup(input: DeleteLogGroupCommandInput, cloud: Cloud): void {
  const group = requireGroup(cloud, input);
  cloud.tables.logs.groups.delete(group.name);
}

function DescribeLogGroups(
  input: DescribeLogGroupsCommandInput,
  cloud: Cloud,
): Omit<DescribeLogGroupsCommandOutput, '$metadata'> {
  const { logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers: identifiers } = input;
  if (prefix !== undefined && pattern !== undefined) {
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  if (input.includeLinkedAccounts || input.accountIdentifiers?.length) {
    throw invalid('The simulator has one account; CloudWatch Logs can look into linked ones.');
  }
  const names = identifiers?.map(groupNameOf);
  const groups = [...cloud.tables.logs.groups.values()]
    .filter(({ name }) => name.startsWith(prefix ?? '') && name.toLowerCase().includes((pattern ?? '').toLowerCase()))
    .filter(({ name }) => names?.includes(name) ?? true)
    .filter(() => (input.logGroupClass ?? 'STANDARD') === 'STANDARD')
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const page = describePage(groups, input, ({ name }) => name);
  return {
    logGroups: page.rows.map((group) => describeGroup(cloud, group)),
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}

function describeGroup(cloud: Cloud, group: LogGroupRow): LogGroup {
  const arn = groupArn(cloud, group);
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    ...(group.retentionInDays && { retentionInDays: group.retentionInDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: 0,
    logGroupClass: 'STANDARD',
    deletionProtectionEnabled: false,
  };
}

function PutRetentionPolicy(input: PutRetentionPolicyCommandInput, cloud: Cloud): void {
  const group = requireGroup(cloud, { logGroupName: input.logGroupName });
  const days = input.retentionInDays ?? 0;
  if (!RETENTION_DAYS.includes(days)) throw notAmong('retentionInDays', days, RETENTION_DAYS);
  group.retentionInDays = days;
}

function ListTagsForResource(input: ListTagsForResourceCommandInput, cloud: Cloud): { tags: Record<string, string> } {
  return { tags: requireGroup(cloud, { logGroupIdentifier: input.resourceArn }).tags };
}

export const groupOperations = {
  CreateLogGroup,
  DeleteLogGroup,
  DescribeLogGroups,
  PutRetentionPolicy,
  ListTagsForResource,
};
