// Owns finding a log group or stream by what a caller calls it, and what every operation refuses alike.
import { InvalidParameterException$, ResourceNotFoundException$ } from '@aws-sdk/client-cloudwatch-logs';
import type { Cloud } from '../cloud/cloud.ts';
import { takePage } from '../kernel/page.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import type { LogGroupRow, LogStreamRow } from './tables.ts';

export interface GroupReference {
  logGroupName?: string | undefined;
  /** A name or an ARN. */
  logGroupIdentifier?: string | undefined;
}

export function requireGroup(cloud: Cloud, { logGroupName, logGroupIdentifier }: GroupReference): LogGroupRow {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw invalid('Exactly one of logGroupName and logGroupIdentifier must be given.');
  }
  const name = logGroupName ?? groupNameOf(logGroupIdentifier ?? '');
  const group = cloud.tables.logs.groups.get(name);
  if (group === undefined) throw refuse(ResourceNotFoundException$, 'The specified log group does not exist.');
  return group;
}

export function requireStream(group: LogGroupRow, name: string): LogStreamRow {
  const stream = group.streams.get(name);
  if (stream === undefined) throw refuse(ResourceNotFoundException$, 'The specified log stream does not exist.');
  return stream;
}

export function groupArn(cloud: Cloud, group: LogGroupRow): string {
  return `arn:aws:logs:${cloud.region}:${cloud.accountId}:log-group:${group.name}`;
}

/** `arn:aws:logs:eu-west-1:123456789012:log-group:/shop/medusa:*` and plain names alike. */
export function groupNameOf(identifier: string): string {
  return identifier.replace(/^arn:aws:logs:[^:]*:\d*:log-group:/, '').replace(/:\*$/, '');
}

export function invalid(message: string): Refusal {
  return refuse(InvalidParameterException$, message);
}

interface Paging {
  limit?: number | undefined;
  nextToken?: string | undefined;
}

/** One page of described things: at most 50, as the API allows. */
export function describePage<Row>(rows: Row[], paging: Paging, keyOf: (row: Row) => string) {
  const size = paging.limit ?? 50;
  if (size < 1 || size > 50) throw outOfRange('limit', size, 50);
  const page = takePage(rows, { size, token: paging.nextToken, keyOf });
  if (page === undefined) throw invalid('The specified nextToken is invalid.');
  return page;
}

export function outOfRange(name: string, value: number, most: number): Refusal {
  const bound =
    value < 1
      ? 'Member must have value greater than or equal to 1'
      : `Member must have value less than or equal to ${most}`;
  return invalid(`1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${bound}`);
}

export function notAmong(name: string, value: string | number, allowed: (string | number)[]): Refusal {
  const constraint = `Member must satisfy enum value set: [${allowed.join(', ')}]`;
  return invalid(
    `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: ${constraint}`,
  );
}
