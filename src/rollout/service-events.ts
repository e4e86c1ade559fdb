// Owns the events of a service that concern one deployment, selected by AWS's clock because the runner's may differ.

import type { Deployment, Service } from '@aws-sdk/client-ecs';
import { remedyFor } from '../tasks/remedies.ts';
import { withShortArns } from '../tasks/stopped-tasks.ts';
import { sanitizeLine } from '../text/quote.ts';
import type { Log } from '../world.ts';

/** The events since the deployment began, oldest first, without those of other deployments. */
export function eventsOf({ events = [] }: Service, { id, createdAt }: Deployment): { id: string; text: string }[] {
  const since = createdAt?.getTime() ?? 0;
  return events
    .filter((event) => (event.createdAt?.getTime() ?? 0) >= since)
    .map((event) => ({ id: event.id ?? '', text: readable(event.message ?? '') }))
    .filter(({ text }) => !isOfAnother(text, id))
    .reverse();
}

/** Removes the name of the service, which the reader knows. */
function readable(message: string): string {
  return withShortArns(message.replace(/^\(service [^)]*\) /, ''));
}

function isOfAnother(text: string, id: string | undefined): boolean {
  const other = /\(deployment (\S+?)\)/.exec(text)?.[1];
  return (other !== undefined && other !== id) || text === 'has reached a steady state.';
}

/**
 * Each call logs the events that are new since the previous one. An image that cannot be pulled stays so, however often ECS
 * tries again, so the hint comes with the first event about it.
 */
export function logEvents(log: Log, deployment: Deployment): (service: Service) => void {
  const logged = new Set<string>();
  const hints = new Set<string>();
  return (service) => {
    for (const { id, text } of eventsOf(service, deployment)) {
      if (logged.has(id)) continue;
      logged.add(id);
      log.line(`  ECS: ${sanitizeLine(text)}`);
      const hint = /CannotPullContainerError/.test(text) ? remedyFor(text) : undefined;
      if (hint === undefined || hints.has(hint)) continue;
      hints.add(hint);
      log.line(`  ${hint}`);
    }
  };
}
