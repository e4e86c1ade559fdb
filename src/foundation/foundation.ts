// Owns finding the foundation: what exists already, is never ours, and has to fit. Reads only, side by side where it can.

import type { RegisterTaskDefinitionCommandInput, Service, TaskDefinition } from '@aws-sdk/client-ecs';
import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { BASE_TAG } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import type { Aws } from '../world.ts';
import { type Finding, found, notFound } from './finding.ts';
import {
  chooseListener,
  findListeners,
  findLoadBalancer,
  findTargetGroup,
  idleTimeoutSeconds,
} from './load-balancer.ts';
import { activeOnly, findTaskDefinition } from './services.ts';

/** Registered, or as a file of the workspace has it. */
export type BaseTaskDefinition = TaskDefinition | RegisterTaskDefinitionCommandInput;

/** The service and the task definition that an environment is made from. */
export interface Base {
  /** The service that is copied, or the one that is updated in place; undefined where that one has yet to be made. */
  baseService: Service | undefined;
  baseTaskDefinition: BaseTaskDefinition;
}

/** The load balancer in front of it. */
export interface Balancing {
  loadBalancer: LoadBalancer;
  listener: Listener;
  idleTimeoutSeconds: number;
}

export interface Foundation extends Base, Balancing {}

/** The parts that were found, and the problems, each with its fix. */
interface FoundationFindings {
  base: Base | undefined;
  balancing: Balancing | undefined;
  problems: string[];
}

type FoundationQuery = Pick<DeployInputs, 'target' | 'listenerArn' | 'taskDefinition' | 'settings'>;

/** `services` are those of the target's cluster that were looked for; undefined where there is no such cluster. */
export async function findFoundation(
  aws: Aws,
  query: FoundationQuery,
  services: Map<string, Service> | undefined,
): Promise<FoundationFindings> {
  const baseService = activeOnly(services?.get(query.target.service.service));
  const ofService = problemsOfService(aws, query, services);
  const [definition, balancing] = await allSettledOrThrow([
    findBaseTaskDefinition(aws, query, baseService),
    findBalancing(aws, query, baseService),
  ]);
  const { found: baseTaskDefinition } = definition;
  const isThere = ofService.length === 0 && baseTaskDefinition !== undefined;
  return {
    base: isThere ? { baseService, baseTaskDefinition } : undefined,
    balancing: balancing.found,
    problems: [...ofService, ...definition.problems, ...balancing.problems],
  };
}

function problemsOfService(
  { region }: Aws,
  { target, taskDefinition, settings, listenerArn }: FoundationQuery,
  services: Map<string, Service> | undefined,
): string[] {
  const input = target.kind === 'copy' ? 'base-service' : 'service';
  const { cluster, service: name } = target.service;
  if (services === undefined)
    return [`${input}: there is no cluster ${cluster} in ${region}. Check its name and AWS_REGION.`];
  if (activeOnly(services.get(name)) !== undefined) return [];
  const missing = `${input}: there is no active service ${name} in cluster ${cluster} in ${region}.`;
  if (target.kind === 'copy') return [`${missing} Check its name and AWS_REGION.`];
  const needed = {
    'task-definition': taskDefinition,
    subnets: settings.subnetIds,
    'security-groups': settings.securityGroupIds,
    'listener-arn': listenerArn,
  };
  const inputs = Object.entries(needed).flatMap(([each, value]) => (value === undefined ? [each] : []));
  return inputs.length === 0 ? [] : [`${missing} To have it made, also give ${inputs.join(', ')}.`];
}

/**
 * The one that was asked for, or the base service's. An adopted service runs a revision that we made: then it is the one
 * that this was made from, so that a variable that is no longer asked for goes away again.
 */
async function findBaseTaskDefinition(
  aws: Aws,
  { taskDefinition: source, target }: FoundationQuery,
  baseService: Service | undefined,
): Promise<Finding<BaseTaskDefinition>> {
  if (source?.kind === 'file') return found(source.definition);
  if (source === undefined && baseService === undefined) return { found: undefined, problems: [] };
  const name = source?.name ?? baseService?.taskDefinition;
  if (name === undefined) {
    return notFound(
      'task-definition: missing. The service has none to start from: give the path of a JSON file, or family:revision.',
    );
  }
  const read = await findTaskDefinition(aws, name);
  if (read === undefined) {
    return notFound(
      `task-definition: there is no task definition ${name} in ${aws.region}. Check its name and AWS_REGION.`,
    );
  }
  // Its newest revision is ours as well, unless somebody registered one since.
  const isOurs = target.kind === 'in-place' && !isRevision(source?.name);
  const madeFrom = isOurs ? read.tags[BASE_TAG] : undefined;
  const base = madeFrom === undefined ? undefined : await findTaskDefinition(aws, madeFrom);
  return found((base ?? read).definition);
}

/** `medusa:7`, or its ARN, and not the newest of a family. */
function isRevision(name = ''): boolean {
  return /:\d+$/.test(name);
}

async function findBalancing(
  aws: Aws,
  { listenerArn, target }: FoundationQuery,
  baseService: Service | undefined,
): Promise<Finding<Balancing>> {
  if (listenerArn === undefined && baseService === undefined) return { found: undefined, problems: [] };
  const targetGroupArn = baseService?.loadBalancers?.[0]?.targetGroupArn;
  const targetGroup = targetGroupArn === undefined ? undefined : await findTargetGroup(aws, targetGroupArn);
  const [loadBalancerArn] = targetGroup?.LoadBalancerArns ?? [];
  if (listenerArn === undefined && loadBalancerArn === undefined) {
    const { cluster, service } = target.service;
    return notFound(
      `service ${cluster}/${service} is not behind a load balancer. Say which listener to use with "listener-arn".`,
    );
  }
  const chosen = findListeners(aws, listenerArn, loadBalancerArn).then((listeners) =>
    listeners.found === undefined
      ? { ...listeners, found: undefined }
      : chooseListener(listeners.found, targetGroupArn, listenerArn),
  );
  // A listener that was named is the only source of its load balancer.
  const known = listenerArn === undefined ? loadBalancerArn : undefined;
  const [listener, balancer] = await allSettledOrThrow([
    chosen,
    readLoadBalancer(aws, known ?? loadBalancerOf(chosen)),
  ]);
  const problems = [...listener.problems, ...balancer.problems];
  if (listener.found === undefined || balancer.found === undefined) return { found: undefined, problems };
  return found({ ...balancer.found, listener: listener.found });
}

async function loadBalancerOf(chosen: Promise<Finding<Listener>>): Promise<string | undefined> {
  const { found: listener } = await chosen;
  return listener && required(listener.LoadBalancerArn, 'DescribeListeners.LoadBalancerArn');
}

async function readLoadBalancer(
  aws: Aws,
  known: string | Promise<string | undefined>,
): Promise<Finding<Omit<Balancing, 'listener'>>> {
  const arn = await known;
  if (arn === undefined) return { found: undefined, problems: [] };
  const [loadBalancer, seconds] = await allSettledOrThrow([findLoadBalancer(aws, arn), idleTimeoutSeconds(aws, arn)]);
  if (loadBalancer.found === undefined) return { ...loadBalancer, found: undefined };
  return found({ loadBalancer: loadBalancer.found, idleTimeoutSeconds: seconds });
}
