// Owns writing into log streams, which is what the awslogs driver of a container does.
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import type { LogGroupRow, LogStreamRow } from './tables.ts';

export interface LogLine {
  group: string;
  stream: string;
  line: string;
}

/** The stream is made with its first line. Nothing happens where the group is gone: a driver that cannot deliver drops its lines. */
export function appendLogLine(cloud: Cloud, { group, stream, line }: LogLine): void {
  const now = cloud.clock.now().getTime();
  const event = { timestamp: now, ingestionTime: now, message: line, eventId: ids.logEvent() };
  openStream(cloud, group, stream)?.events.push(event);
}

export function createGroup(cloud: Cloud, name: string, tags: Record<string, string> = {}): LogGroupRow {
  const group = { name, createdAt: cloud.clock.now().getTime(), tags, streams: new Map() };
  cloud.tables.logs.groups.set(name, group);
  return group;
}

/** The stream of that name, made where it is missing; undefined where there is no such group. */
export function openStream(cloud: Cloud, groupName: string, name: string): LogStreamRow | undefined {
  const group = cloud.tables.logs.groups.get(groupName);
  const present = group?.streams.get(name);
  if (group === undefined || present !== undefined) return present;
  const stream = { name, createdAt: cloud.clock.now().getTime(), events: [] };
  group.streams.set(name, stream);
  return stream;
}
