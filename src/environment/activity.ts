// Owns when an environment was last used, as far as its service shows: its last deploy, our own last check of it, and the last
// visit that is known. Pure.

import type { Service } from '@aws-sdk/client-ecs';
import { tagsOf } from '../foundation/services.ts';
import { CHECKED_TAG, LAST_VISIT_TAG, SLEEP_AFTER_TAG, type Tags } from '../identity.ts';
import { readTtl, type Ttl } from '../request/values.ts';
import { lastDeployOf } from './expiry.ts';
import { instantOf, renderInstant } from './instant.ts';
import { wokenAt } from './sleep.ts';

/** Requests so soon after a deploy or a check may be our own. */
const SETTLING_MS = 300_000;

/** From when on a request is a visit of somebody else; undefined if the service was never deployed. */
export function countingFrom(service: Service): Date | undefined {
  const checked = instantOf(tagsOf(service)[CHECKED_TAG]);
  const times = [lastDeployOf(service), checked, wokenAt(service)].flatMap((time) => time?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times) + SETTLING_MS);
}

/** The last visit that an earlier sweep wrote down, which outlives the metric. */
export function lastVisitOf(tags: Tags): Date | undefined {
  return instantOf(tags[LAST_VISIT_TAG]);
}

/** How long it may go without a visit, as its last deploy set it. */
export function sleepAfterOf(tags: Tags): Ttl | undefined {
  try {
    return readTtl(tags[SLEEP_AFTER_TAG] ?? '');
  } catch {
    return undefined;
  }
}

export function visitTags(lastVisit: Date | undefined): Tags {
  return lastVisit === undefined ? {} : { [LAST_VISIT_TAG]: renderInstant(lastVisit) };
}

export function checkedTags(now: Date): Tags {
  return { [CHECKED_TAG]: renderInstant(now) };
}
