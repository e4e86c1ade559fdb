// Owns how long an environment lives: so long after its last deploy, if it was given a time at all. Pure.
import type { Service } from '@aws-sdk/client-ecs';
import { type Tags, TTL_TAG } from '../identity.ts';
import { readTtl, type Ttl } from '../request/values.ts';

/** When the newest rollout of the service began, by AWS's clock. */
export function lastDeployOf({ deployments = [] }: Service): Date | undefined {
  const times = deployments.flatMap(({ createdAt }) => createdAt?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** Undefined where it lives for ever, or where nobody knows when it was deployed. */
export function expiryOf(deployedAt: Date | undefined, ttl: Ttl | undefined): Date | undefined {
  return deployedAt === undefined || ttl === undefined ? undefined : new Date(deployedAt.getTime() + ttl.milliseconds);
}

/** What the service was given when it was deployed. What somebody wrote there by hand and we cannot read counts for nothing. */
export function ttlOfTags(tags: Tags): Ttl | undefined {
  try {
    return readTtl(tags[TTL_TAG] ?? '');
  } catch {
    return undefined;
  }
}
