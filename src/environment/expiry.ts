// Owns when an environment expires: its time to live, if it has one, after its last deploy, and not before it is kept no longer. Pure.
import type { Service } from '@aws-sdk/client-ecs';
import { type Tags, TTL_TAG } from '../identity.ts';
import { readTtl, type Ttl } from '../request/values.ts';
import { instantOf, renderInstant } from './instant.ts';

export interface Lifetime {
  /** After the last deploy, which has set it. Undefined: for ever. */
  ttl: Ttl | undefined;
  /** Somebody asked to keep it until then. */
  keptUntil: Date | undefined;
}

const FOR_EVER = 'none';

/** When the newest rollout of the service began, by AWS's clock. */
export function lastDeployOf({ deployments = [] }: Service): Date | undefined {
  const times = deployments.flatMap(({ createdAt }) => createdAt?.getTime() ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

/** Undefined if it never expires, or if the time of its last deploy is unknown. */
export function expiryOf(deployedAt: Date | undefined, { ttl, keptUntil }: Lifetime): Date | undefined {
  if (deployedAt === undefined || ttl === undefined) return undefined;
  return new Date(Math.max(deployedAt.getTime() + ttl.milliseconds, keptUntil?.getTime() ?? 0));
}

/** The part of a tag that is invalid counts as none. */
export function lifetimeOf(tags: Tags): Lifetime {
  const [text = '', until] = tags[TTL_TAG]?.split('/') ?? [];
  return { ttl: ttlOf(text), keptUntil: instantOf(until) };
}

function ttlOf(text: string): Ttl | undefined {
  try {
    return readTtl(text);
  } catch {
    return undefined;
  }
}

/** `72h`, `72h/2026-12-09T10:00:00Z`, `none/2026-12-09T10:00:00Z`; undefined where there is nothing to write down. */
export function renderLifetime(ttl: string | undefined, keptUntil: Date | undefined): string | undefined {
  return keptUntil === undefined ? ttl : `${ttl ?? FOR_EVER}/${renderInstant(keptUntil)}`;
}
