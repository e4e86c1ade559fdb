// Owns when an environment expires: its time to live, if it has one, after its last deploy. Pure.
import type { Service } from '@aws-sdk/client-ecs';
import { type Tags, TTL_TAG } from '../identity.ts';
import { readTtl, type Ttl } from '../request/values.ts';

/** When the newest rollout of the service began, by AWS's clock. */
export function lastDeployOf({ deployments = [] }: Service): Date | undefined {
  const times = deployments.flatMap(({ createdAt }) => createdAt?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** Undefined if it never expires, or if the time of its last deploy is unknown. */
export function expiryOf(deployedAt: Date | undefined, ttl: Ttl | undefined): Date | undefined {
  return deployedAt === undefined || ttl === undefined ? undefined : new Date(deployedAt.getTime() + ttl.milliseconds);
}

/** The time to live that the last deploy set. An invalid tag counts as none. */
export function ttlOfTags(tags: Tags): Ttl | undefined {
  try {
    return readTtl(tags[TTL_TAG] ?? '');
  } catch {
    return undefined;
  }
}
