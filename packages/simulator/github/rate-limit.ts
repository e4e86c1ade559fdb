// Owns GitHub's primary rate limit: so many requests an hour, reported in the headers of every reply.
// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
import type { Cloud } from '../cloud/cloud.ts';
import { rateLimited } from './refusals.ts';
import { ACTIONS_BOT } from './user.ts';

const HOUR_SECONDS = 3600;
const WORKFLOW_LIMIT = 1000;
const PERSON_LIMIT = 5000;

export interface Requester {
  actor: string;
  repository: string;
}

/** Counts a request; refuses it when the hour's requests are used up. */
export function countRequest(cloud: Cloud, requester: Requester): void {
  const { rateLimits } = cloud.tables.github;
  const key = keyOf(requester);
  const now = cloud.clock.now();
  const hour = rateLimits.get(key);
  const isOver = hour === undefined || now.getTime() - hour.startedAt.getTime() >= HOUR_SECONDS * 1000;
  const counted = isOver ? { startedAt: now, used: 0 } : hour;
  rateLimits.set(key, counted);
  if (counted.used >= limitOf(requester)) throw rateLimited();
  counted.used += 1;
}

/** The clock of a client is not the cloud's: the reset is given as the real time at which it will happen. */
export function rateLimitHeaders(cloud: Cloud, requester: Requester): Record<string, string> {
  const limit = limitOf(requester);
  const { startedAt, used } = cloud.tables.github.rateLimits.get(keyOf(requester)) ?? {
    startedAt: cloud.clock.now(),
    used: 0,
  };
  const passedSeconds = (cloud.clock.now().getTime() - startedAt.getTime()) / 1000;
  const resetsInSeconds = (HOUR_SECONDS - passedSeconds) / cloud.clock.scale;
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(limit - used),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000 + resetsInSeconds)),
    'x-ratelimit-resource': 'core',
  };
}

/** All workflow runs of a repository share one limit; a person has one of their own. */
function keyOf({ actor, repository }: Requester): string {
  return actor === ACTIONS_BOT ? repository : actor;
}

function limitOf({ actor }: Requester): number {
  return actor === ACTIONS_BOT ? WORKFLOW_LIMIT : PERSON_LIMIT;
}
