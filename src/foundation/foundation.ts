// Owns finding the foundation: what exists already, is never ours, and has to fit. Reads only, side by side where it can.

import type { LoadBalancer as Balanced, Service } from '@aws-sdk/client-ecs';
import { allSettledOrThrow } from '../aws/parallel.ts';
import type { Tags } from '../identity.ts';
import type { DeployInputs } from '../request/inputs.ts';
import { isApart } from '../request/storefront.ts';
import type { Aws } from '../world.ts';
import { type Balancing, type Front, findBalancing } from './balancing.ts';
import { type BaseRevision, type BaseTaskDefinition, findBaseTaskDefinition } from './base-definition.ts';
import { activeOnly } from './services.ts';

/** The service and the task definition that an environment is made from. */
export interface Base {
  /** The service that is copied, or the one that is updated in place; undefined where that one has yet to be made. */
  baseService: Service | undefined;
  /** The container and the port that its load balancer leads to; undefined where no container of it is copied. */
  balanced: Balanced | undefined;
  baseTaskDefinition: BaseTaskDefinition;
  /** The paths of what AWS has in it and this version of the action does not know. */
  unknownMembers: string[];
  /** The roles of a file that are not used. */
  ignoredRoles: string[];
  /** Tags of the task definition. */
  baseTags: Tags;
  /** The newest revision of its family at that time, where revisions of ours stand among those of others. */
  newestRevision: number | undefined;
}

export interface Foundation extends Base, Balancing {}

/** The parts that were found, and the problems, each with its fix. */
interface FoundationFindings {
  base: Base | undefined;
  balancing: Balancing | undefined;
  problems: string[];
}

type FoundationQuery = Pick<DeployInputs, 'target' | 'listenerArn' | 'taskDefinition' | 'settings' | 'database'>;

interface Reads {
  /** Those of the target's cluster that were looked for; undefined where there is no such cluster. */
  services: Map<string, Service> | undefined;
  /** The target groups of the base service. */
  fronts: Promise<Front[]>;
}

export async function findFoundation(
  aws: Aws,
  query: FoundationQuery,
  { services, fronts }: Reads,
): Promise<FoundationFindings> {
  const baseService = activeOnly(services?.get(query.target.service.service));
  const ofService = problemsOfService(aws, query, services);
  const [definition, balancing] = await allSettledOrThrow([
    findBaseTaskDefinition(aws, query, baseService),
    findBalancing(aws, query, { baseService, fronts }),
  ]);
  const { found: revision } = definition;
  const isThere = ofService.length === 0 && revision !== undefined;
  // A target group and a port of the base service say nothing about another application.
  const front = isApart(query) ? undefined : balancing.found?.front;
  const balanced = isApart(query) ? undefined : (front?.balanced ?? baseService?.loadBalancers?.[0]);
  return {
    base: isThere ? describeBase(baseService, revision, balanced) : undefined,
    balancing: balancing.found && { ...balancing.found, front },
    problems: [...ofService, ...definition.problems, ...balancing.problems],
  };
}

function describeBase(
  baseService: Service | undefined,
  { definition: baseTaskDefinition, tags: baseTags, ...revision }: BaseRevision,
  balanced: Balanced | undefined,
): Base {
  return { baseService, balanced, baseTaskDefinition, baseTags, ...revision };
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
