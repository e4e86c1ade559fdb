// Owns finding the foundation: what exists already, is never ours, and has to fit. Reads only, side by side where it can.

import type { RegisterTaskDefinitionCommandInput, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { UserError } from '../errors.ts';
import { BASE_TAG } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import type { Aws } from '../world.ts';
import {
  describeListener,
  findListeners,
  findLoadBalancer,
  findTargetGroup,
  idleTimeoutSeconds,
} from './load-balancer.ts';
import { activeOnly, findTaskDefinition } from './services.ts';

/** Registered, or as a file of the workspace has it. */
export type BaseTaskDefinition = TaskDefinition | RegisterTaskDefinitionCommandInput;

export interface Foundation {
  /** The service that is copied, or the one that is updated in place; undefined where that one has yet to be made. */
  baseService: Service | undefined;
  baseTaskDefinition: BaseTaskDefinition | undefined;
  loadBalancer: LoadBalancer;
  listener: Listener;
  idleTimeoutSeconds: number;
}

type FoundationQuery = Pick<DeployInputs, 'target' | 'listenerArn' | 'taskDefinition' | 'settings'>;

/** `services` are those of the target's cluster that were looked for; undefined where there is no such cluster. */
export async function findFoundation(
  aws: Aws,
  query: FoundationQuery,
  services: Map<string, Service> | undefined,
): Promise<Foundation> {
  const { cluster, service: name } = query.target.service;
  if (services === undefined) {
    const input = query.target.kind === 'copy' ? 'base-service' : 'service';
    throw new UserError([`${input}: there is no cluster ${cluster} in ${aws.region}. Check its name and AWS_REGION.`]);
  }
  const baseService = activeOnly(services.get(name));
  const problems = baseService === undefined ? missingService(query, name, aws.region) : [];
  if (problems.length > 0) throw new UserError(problems);
  const [baseTaskDefinition, balancing] = await allSettledOrThrow([
    findBaseTaskDefinition(aws, query, baseService),
    findBalancing(aws, query, baseService),
  ]);
  return { baseService, baseTaskDefinition, ...balancing };
}

/**
 * The one that was asked for, or the base service's. An adopted service runs a revision that we made: then it is the one
 * that this was made from, so that a variable that is no longer asked for goes away again.
 */
async function findBaseTaskDefinition(
  aws: Aws,
  { taskDefinition: source, target }: FoundationQuery,
  baseService: Service | undefined,
): Promise<BaseTaskDefinition | undefined> {
  if (source?.kind === 'file') return source.definition;
  const name = source?.name ?? baseService?.taskDefinition;
  if (name === undefined) return undefined;
  const found = await findTaskDefinition(aws, name);
  if (found === undefined) {
    throw new UserError([
      `task-definition: there is no task definition ${name} in ${aws.region}. Check its name and AWS_REGION.`,
    ]);
  }
  // Its newest revision is ours as well, unless somebody registered one since.
  const isOurs = target.kind === 'in-place' && !isRevision(source?.name);
  const madeFrom = isOurs ? found.tags[BASE_TAG] : undefined;
  const base = madeFrom === undefined ? undefined : await findTaskDefinition(aws, madeFrom);
  return (base ?? found).definition;
}

/** `medusa:7`, or its ARN, and not the newest of a family. */
function isRevision(name = ''): boolean {
  return /:\d+$/.test(name);
}

function missingService(
  { target, taskDefinition, settings, listenerArn }: FoundationQuery,
  name: string,
  region: string,
): string[] {
  const where = `in cluster ${target.service.cluster} in ${region}`;
  if (target.kind === 'copy')
    return [`base-service: there is no active service ${name} ${where}. Check its name and AWS_REGION.`];
  const needed = {
    'task-definition': taskDefinition,
    subnets: settings.subnetIds,
    'security-groups': settings.securityGroupIds,
    'listener-arn': listenerArn,
  };
  const missing = Object.entries(needed).flatMap(([input, value]) => (value === undefined ? [input] : []));
  if (missing.length === 0) return [];
  return [`service: there is no active service ${name} ${where}. To have it made, also give ${missing.join(', ')}.`];
}

async function findBalancing(
  aws: Aws,
  { listenerArn, target }: FoundationQuery,
  baseService: Service | undefined,
): Promise<Pick<Foundation, 'loadBalancer' | 'listener' | 'idleTimeoutSeconds'>> {
  const targetGroupArn = baseService?.loadBalancers?.[0]?.targetGroupArn;
  const targetGroup = targetGroupArn === undefined ? undefined : await findTargetGroup(aws, targetGroupArn);
  const [loadBalancerArn] = targetGroup?.LoadBalancerArns ?? [];
  if (listenerArn === undefined && loadBalancerArn === undefined) {
    const { cluster, service } = target.service;
    throw new UserError([
      `service ${cluster}/${service} is not behind a load balancer. Say which listener to use with "listener-arn".`,
    ]);
  }
  // Where the listener was named, only it knows its load balancer.
  const known = listenerArn === undefined ? loadBalancerArn : undefined;
  const listeners = findListeners(aws, listenerArn, loadBalancerArn);
  const choose = async () => describeListener(await listeners, targetGroupArn, listenerArn);
  const arn = async () => known ?? required((await choose()).LoadBalancerArn, 'DescribeListeners.LoadBalancerArn');
  const [listener, loadBalancer, idle] = await allSettledOrThrow([
    choose(),
    arn().then((found) => findLoadBalancer(aws, found)),
    arn().then((found) => idleTimeoutSeconds(aws, found)),
  ]);
  return { loadBalancer, listener, idleTimeoutSeconds: idle };
}
