// Owns finding the publishable key in the environment's own database: the process of Medusa that answers a probe looks it up,
// and its response to a later one has it. No AWS call, and no task, is needed for it.
import type { Preload } from '../environment/preload.ts';
import { publishableKeyIn } from '../environment/proof.ts';
import type { HealthCheck } from '../environment/targets.ts';
import type { World } from '../world.ts';
import { glance, isProven } from './url-check.ts';

/** Medusa has made its first key before it serves, so this is only for the look itself. */
const MAX_WAIT_MS = 5_000;
const PAUSE_MS = 200;

interface KeyQuery {
  url: string;
  healthCheck: HealthCheck;
  preload: Preload;
}

/** Undefined if there is none, or no response that proves whose it is has it in time. */
export async function findPublishableKey(world: World, query: KeyQuery): Promise<string | undefined> {
  const { clock, deadline } = world;
  const endMilliseconds = Math.min(clock.nowMilliseconds() + MAX_WAIT_MS, deadline.atMilliseconds);
  for (;;) {
    const key = await askForKey(world, query);
    if (key !== undefined) return key || undefined;
    if (clock.nowMilliseconds() + PAUSE_MS > endMilliseconds) return undefined;
    await clock.sleep(PAUSE_MS);
  }
}

async function askForKey(world: World, { url, healthCheck, preload }: KeyQuery): Promise<string | undefined> {
  const answer = await glance(world, url, healthCheck);
  return answer !== undefined && isProven(answer, preload) ? publishableKeyIn(answer) : undefined;
}
