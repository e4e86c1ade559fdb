// Owns the check that ECS can run the tasks that are described: AWS would refuse them only once all else is made. Pure.
import type { Environment } from '../environment/environment.ts';
import { problemsOfRestartPolicy } from '../environment/restart.ts';
import { describeTaskDefinition } from '../environment/task-definition.ts';
import type { Workload } from '../environment/workload.ts';
import { problemsOfDatabase } from './database.ts';
import { problemsOfSeal } from './sealed.ts';
import { problemsOfService } from './service.ts';
import { problemsOfTags } from './tags.ts';
import { problemsOfTaskDefinition } from './task-definition.ts';

/** It is as long as every address that CloudFront gives, because AWS limits the length of a task definition. */
const ANY_URL = 'https://d111111abcdef8.cloudfront.net';
const NO_PRELOAD = { isHttpsAware: false, isNoindex: false, hasOwnSecrets: false, environment: '' };

/** All problems of the workload that are known before anything is created. The preload is unknown without a load balancer. */
export function problemsOfWorkload(workload: Workload & Partial<Pick<Environment, 'preload'>>): string[] {
  const definition = describeTaskDefinition({ preload: NO_PRELOAD, ...workload }, ANY_URL);
  return [
    ...(workload.isAdopted ? problemsOfUnknown(workload) : problemsOfCopy(workload)),
    ...problemsOfDatabase(workload),
    ...problemsOfTaskDefinition(workload, definition),
    ...(definition.containerDefinitions ?? []).flatMap(problemsOfRestartPolicy),
    ...problemsOfService(workload, definition),
    ...problemsOfSeal(workload),
    ...problemsOfTags(workload),
  ];
}

/** It would be taken off the service, which may be a protection. */
function problemsOfUnknown({ base, unknownMembers }: Workload): string[] {
  if (unknownMembers.length === 0) return [];
  return [
    `task-definition: ${base.family} has ${unknownMembers.join(', ')}, which this version of the action does not know, so the service would lose it. Use a newer version of the action, or set "task-definition" to one without it.`,
  ];
}

/** Tasks of our own service need addresses, subnets, and whatever else only the base service knows. */
export function problemsOfCopy({
  base,
  networkConfiguration,
}: Pick<Workload, 'base' | 'networkConfiguration'>): string[] {
  const problems: string[] = [];
  // The target group that we make leads to addresses, and only tasks of this mode have one of their own.
  if (base.networkMode !== 'awsvpc') {
    problems.push(
      `task-definition: ${base.family ?? 'it'} has the network mode ${base.networkMode ?? 'bridge'}. The load balancer forwards to the addresses of tasks, which requires awsvpc.`,
    );
  }
  if (networkConfiguration === undefined) {
    problems.push('subnets: missing. The base service has none, so set the subnets in which the tasks run.');
  }
  const volume = base.volumes?.find(({ configuredAtLaunch }) => configuredAtLaunch);
  if (volume !== undefined) {
    problems.push(
      `task-definition: ${base.family ?? 'it'} has the volume "${volume.name}", which is configured at launch, so it cannot be copied. Use a task definition without it.`,
    );
  }
  return problems;
}
