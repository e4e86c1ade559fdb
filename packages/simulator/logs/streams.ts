// Owns describing log streams.
import {
  type DescribeLogStreamsCommandInput,
  type DescribeLogStreamsCommandOutput,
  type LogStream,
  OrderBy,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Cloud } from '../cloud/cloud.ts';
import { describePage, groupArn, invalid, notAmong, requireGroup } from './find.ts';
import type { LogGroupRow, LogStreamRow } from './tables.ts';

const ORDERS: string[] = Object.values(OrderBy);

function DescribeLogStreams(
  input: DescribeLogStreamsCommandInput,
  cloud: Cloud,
): Omit<DescribeLogStreamsCommandOutput, '$metadata'> {
  const group = requireGroup(cloud, input);
  if (input.orderBy !== undefined && !ORDERS.includes(input.orderBy)) throw notAmong('orderBy', input.orderBy, ORDERS);
  if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined) {
    throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const streams = [...group.streams.values()].filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''));
  streams.sort((one, other) => (one.name < other.name ? -1 : 1));
  if (input.orderBy === 'LastEventTime') streams.sort((one, other) => lastEventTime(one) - lastEventTime(other));
  if (input.descending) streams.reverse();
  const page = describePage(streams, input, ({ name }) => name);
  return {
    logStreams: page.rows.map((stream) => describeStream(cloud, group, stream)),
    ...(page.nextToken && { nextToken: page.nextToken }),
  };
}

function lastEventTime(stream: LogStreamRow): number {
  return stream.events.at(-1)?.timestamp ?? 0;
}

function describeStream(cloud: Cloud, group: LogGroupRow, stream: LogStreamRow): LogStream {
  const [first] = stream.events;
  const last = stream.events.at(-1);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first && { firstEventTimestamp: first.timestamp }),
    ...(last && { lastEventTimestamp: last.timestamp, lastIngestionTime: last.ingestionTime }),
    uploadSequenceToken: '49039859559556',
    arn: `${groupArn(cloud, group)}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}

export const streamOperations = { DescribeLogStreams };
