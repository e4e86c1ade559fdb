// Owns the mark of a sleeping environment: a tag on its service says since when it sleeps, and how many tasks it had. Pure.

import type { Service } from '@aws-sdk/client-ecs';
import { tagsOf } from '../foundation/services.ts';
import { ASLEEP_TAG, type Tags } from '../identity.ts';

export interface Sleep {
  since: Date;
  /** How many tasks it is woken with. */
  formerCount: number;
}

const AWAKE = 'none';

/** A service with the mark and with tasks is awake: a run stopped before it marked it, or before it took the mark away. */
export function sleepOf(service: Service | undefined): Sleep | undefined {
  return service?.desiredCount === 0 ? markOf(tagsOf(service)) : undefined;
}

/** The mark alone; undefined also for one that nobody understands. */
export function markOf(tags: Tags): Sleep | undefined {
  const [, time = '', count = ''] = /^(\S+Z)\/([1-9]\d*)$/.exec(tags[ASLEEP_TAG] ?? '') ?? [];
  const since = new Date(time);
  return Number.isNaN(since.getTime()) ? undefined : { since, formerCount: Number(count) };
}

/** `2026-12-01T01:00:00Z/1`; `none` once it is awake, since a tag is never taken away. */
export function sleepTags(sleep: Sleep | undefined): Tags {
  return { [ASLEEP_TAG]: sleep === undefined ? AWAKE : `${renderInstant(sleep.since)}/${sleep.formerCount}` };
}

/** `2026-12-01T01:00:00Z` */
function renderInstant(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
