// Owns the fleet: what a sweep shows of each environment that stays.

import type { Service } from '@aws-sdk/client-ecs';
import { lastVisitOf } from '../environment/activity.ts';
import { expiryOf, lifetimeOf } from '../environment/expiry.ts';
import { sleepOf, sleptHours } from '../environment/sleep.ts';
import { AwsError } from '../errors.ts';
import { findTaskDefinition, tagsOf } from '../foundation/services.ts';
import { COMMIT_TAG } from '../identity.ts';
import type { FleetRow } from '../report/report.ts';
import type { Ttl } from '../request/values.ts';
import { primaryDeployment } from '../resources/service.ts';
import type { Aws } from '../world.ts';
import type { FoundEnvironment } from './find-environments.ts';
import { latest } from './idleness.ts';

interface Question {
  author: string | undefined;
  /** CloudWatch has it. */
  lastVisit: Date | undefined;
  /** False where CloudWatch could not be asked. */
  isKnown: boolean;
  /** The time to live that the sweep sets. */
  ttl: Ttl | undefined;
}

export async function describeFleetRow(
  aws: Aws,
  found: FoundEnvironment,
  { author, lastVisit, isKnown, ttl }: Question,
): Promise<FleetRow> {
  const { described: service, pullRequest, deployedAt } = found;
  const tags = service === undefined ? {} : tagsOf(service);
  const overruling = pullRequest === undefined || ttl === undefined ? {} : { ttl };
  return {
    pullRequest,
    author,
    commit: await findCommit(aws, service),
    state: stateOf(service),
    createdAt: service?.createdAt,
    sleptHours: service === undefined ? 0 : sleptHours(service, aws.now()),
    now: aws.now(),
    lastVisit: latest(lastVisit, lastVisitOf(tags)) ?? (isKnown || sleepOf(service) !== undefined ? 'none' : undefined),
    expiresAt: expiryOf(deployedAt, { ...lifetimeOf(tags), ...overruling }),
  };
}

function stateOf(service: Service | undefined): FleetRow['state'] {
  if (service === undefined) return 'incomplete';
  if (sleepOf(service) !== undefined) return 'asleep';
  if (service.desiredCount === 0) return 'stopped';
  const state = primaryDeployment(service)?.rolloutState;
  if (state === 'IN_PROGRESS') return 'rolling out';
  return state === 'FAILED' ? 'failed' : 'awake';
}

/** It is only shown, so a role that may not read it loses nothing else. */
async function findCommit(aws: Aws, service: Service | undefined): Promise<string | undefined> {
  if (service?.taskDefinition === undefined) return undefined;
  try {
    return (await findTaskDefinition(aws, service.taskDefinition))?.tags[COMMIT_TAG];
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
