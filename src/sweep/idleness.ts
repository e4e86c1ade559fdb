// Owns the decision whether an environment is put to sleep: nobody visited it for as long as it may go without a visit. Pure.

import type { Service } from '@aws-sdk/client-ecs';
import { countingFrom, lastVisitOf, sleepAfterOf } from '../environment/activity.ts';
import { tagsOf } from '../foundation/services.ts';
import { renderTime } from '../report/headline.ts';
import type { Ttl } from '../request/values.ts';

export interface Idleness {
  /** A sentence. */
  reason: string;
  /** Undefined: none since it was deployed or woken. */
  lastVisit: Date | undefined;
}

interface Question {
  service: Service;
  /** The time that the sweep sets, for previews; undefined: as the last deploy set it. */
  overruling: Ttl | undefined;
  /** CloudWatch has it. */
  lastVisit: Date | undefined;
  now: Date;
}

/** Several tasks are what somebody asked for by hand or by an input, as is none: then it stays as it is. */
const USUAL_COUNT = 1;

/** Undefined if it stays as it is. */
export function decideIdleness({ service, overruling, lastVisit, now }: Question): Idleness | undefined {
  const sleepAfter = overruling ?? sleepAfterOf(tagsOf(service));
  const from = countingFrom(service);
  if (sleepAfter === undefined || from === undefined || service.desiredCount !== USUAL_COUNT) return undefined;
  const visit = latest(lastVisit, lastVisitOf(tagsOf(service)));
  const lastUse = latest(visit, from) ?? from;
  if (now.getTime() - lastUse.getTime() < sleepAfter.milliseconds) return undefined;
  const isVisited = visit !== undefined && visit >= from;
  const since = isVisited ? `since ${renderTime(visit)}` : 'since its last deploy or waking';
  return { reason: `Nobody visited it ${since}, and "sleep-after" is ${sleepAfter.text}.`, lastVisit: visit };
}

export function latest(...times: (Date | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => time?.getTime() ?? []);
  return known.length === 0 ? undefined : new Date(Math.max(...known));
}
