// Owns the checks of who handles an event: a worker on the Redis of the service that emitted it, and on no other.
import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from './checks.ts';
import type { MedusaStage } from './medusa-stage.ts';
import { ask, type Place } from './shop.ts';

interface State {
  logs: { groups: Record<string, { streams: Record<string, { events: { message: string }[] }> }> };
}

interface Expectation {
  title: string;
  /** Where an event is emitted. */
  places: Record<string, Place>;
  /** Who handles the event of each place: `shop_pr_42 as shared`. */
  handlers: Record<string, string>;
}

const POLL_MILLISECONDS = 200;
const MAX_POLLS = 100;

export async function checkQueues(check: Check, stage: MedusaStage, expectation: Expectation): Promise<void> {
  const { title, places, handlers } = expectation;
  await check(title, async () => {
    const found = Object.entries(places).map(async ([name, place]) => [name, await handlersOf(stage, place)]);
    deepEqual(Object.fromEntries(await Promise.all(found)), handlers);
  });
}

/** Emits an event, and waits until a log says that it was handled. */
async function handlersOf(stage: MedusaStage, { view, url }: Place): Promise<string> {
  const id = randomUUID();
  equal((await ask(view, `${url}/events`, { json: { id } })).status, 200);
  for (let polls = 0; polls < MAX_POLLS; polls++) {
    const handlers = await logged(stage, id);
    if (handlers.length > 0) return handlers.join(' and ');
    await sleep(POLL_MILLISECONDS);
  }
  return 'nobody';
}

async function logged(stage: MedusaStage, id: string): Promise<string[]> {
  const { logs } = await stage.state<State>('logs');
  const line = new RegExp(`event ${id} handled on (.+)`);
  return Object.values(logs.groups)
    .flatMap(({ streams }) => Object.values(streams))
    .flatMap(({ events }) => events.flatMap(({ message }) => line.exec(message)?.[1] ?? []));
}
