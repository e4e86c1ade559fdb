// Owns the events of a service, as far as they concern one deployment. By AWS's clock: the runner's may differ.

import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { withShortArns } from '../tasks/stopped-tasks.ts';
import { sanitizeLine } from '../text/quote.ts';
import type { Log } from '../world.ts';

/** Oldest first, since the deployment began. What ECS says of other deployments is left out, but for the way back to one. */
export function eventsOf({ events = [] }: Service, { id, createdAt }: Deployment): { id: string; text: string }[] {
  const since = createdAt?.getTime() ?? 0;
  return events
    .filter((event) => (event.createdAt?.getTime() ?? 0) >= since)
    .map((event) => ({ id: event.id ?? '', text: readable(event.message ?? '') }))
    .filter(({ text }) => !isOfAnother(text, id))
    .reverse();
}

/** Without what the reader knows. */
function readable(message: string): string {
  return withShortArns(message.replace(/^\(service [^)]*\) /, ''));
}

function isOfAnother(text: string, id: string | undefined): boolean {
  const other = /\(deployment (\S+?)\)/.exec(text)?.[1];
  return (other !== undefined && other !== id) || text === 'has reached a steady state.';
}

/** Each call writes the events to the log that have come since the last. */
export function logEvents(log: Log, deployment: Deployment): (service: Service) => void {
  const told = new Set<string>();
  return (service) => {
    for (const { id, text } of eventsOf(service, deployment)) {
      if (told.has(id)) continue;
      told.add(id);
      log.line(`  ECS: ${sanitizeLine(text)}`);
    }
  };
}
