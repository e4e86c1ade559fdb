// Owns the mark of a sleeping environment: a tag on its service says since when it sleeps, and how many tasks it had. Pure.

import type { Service } from '@aws-sdk/client-ecs';
import { tagsOf } from '../foundation/services.ts';
import { ASLEEP_TAG, SLEPT_TAG, type Tags, WAKER_TAG } from '../identity.ts';
import { instantOf, renderInstant } from './instant.ts';

export interface Sleep {
  since: Date;
  /** How many tasks it is woken with. */
  formerCount: number;
}

/** The value of a tag that is there no more. */
const NONE = 'none';
const HOUR_MS = 3_600_000;

/** A service with the mark and with tasks is awake: a run stopped before it marked it, or before it took the mark away. */
export function sleepOf(service: Service | undefined): Sleep | undefined {
  return service?.desiredCount === 0 ? markOf(tagsOf(service)) : undefined;
}

/** The mark alone; undefined also for one that nobody understands. */
export function markOf(tags: Tags): Sleep | undefined {
  const [, time = '', count = ''] = /^(\S+Z)\/([1-9]\d*)$/.exec(tags[ASLEEP_TAG] ?? '') ?? [];
  const since = instantOf(time);
  return since && { since, formerCount: Number(count) };
}

/** The waker leaves the mark of the sleep as it is, so only the events of the service show when it started its tasks. */
export function wokenAt(service: Service): Date | undefined {
  if (service.desiredCount === 0 || markOf(tagsOf(service)) === undefined) return undefined;
  const starts = service.events?.filter(({ message = '' }) => /has started \d+ tasks/.test(message)) ?? [];
  const times = starts.flatMap(({ createdAt }) => createdAt?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** How long it has slept in its life so far. */
export function sleptHours(service: Service, now: Date): number {
  const tags = tagsOf(service);
  const since = markOf(tags)?.since ?? now;
  const until = service.desiredCount === 0 ? now : (wokenAt(service) ?? since);
  return (Number(tags[SLEPT_TAG]) || 0) + Math.max(0, until.getTime() - since.getTime()) / HOUR_MS;
}

/** Written together with every change of the mark, which shows the sleep before only until then. */
export function sleptTags(service: Service, now: Date): Tags {
  return { [SLEPT_TAG]: sleptHours(service, now).toFixed(2) };
}

/** `2026-12-01T01:00:00Z/1`; `none` once it is awake, since a tag is never taken away. */
export function sleepTags(sleep: Sleep | undefined): Tags {
  return { [ASLEEP_TAG]: sleep === undefined ? NONE : `${renderInstant(sleep.since)}/${sleep.formerCount}` };
}

/** The target group of its waker, as its last deploy set it. */
export function wakerOf(tags: Tags): string | undefined {
  const waker = tags[WAKER_TAG] ?? NONE;
  return waker === NONE ? undefined : waker;
}
