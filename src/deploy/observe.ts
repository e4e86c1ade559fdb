// Owns the first look at everything: each thing is read as soon as what it needs is known, so that no more than five calls
// wait for one another. Reads only.

import type { DistributionSummary, VpcOriginSummary } from '@aws-sdk/client-cloudfront';
import type { Service } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { describeEnvironment, type Environment } from '../environment/environment.ts';
import type { ProbeAnswer } from '../environment/proof.ts';
import { describeHealthCheck, type HealthCheck } from '../environment/targets.ts';
import { describeWorkload, referenceOf, type Workload } from '../environment/workload.ts';
import { type Front, findFronts } from '../foundation/balancing.ts';
import { type Foundation, findFoundation } from '../foundation/foundation.ts';
import { findTargetGroup } from '../foundation/load-balancer.ts';
import { activeOnly, findServices } from '../foundation/services.ts';
import type { Identity } from '../identity.ts';
import { assertOwned, observe } from '../reconcile/reconcile.ts';
import type { DeployRequest } from '../request/request.ts';
import { isApart, isStorefront } from '../request/storefront.ts';
import { distributionResource, findAmongDistributions } from '../resources/distribution.ts';
import { listDistributions, type ObservedDistribution } from '../resources/distribution-reading.ts';
import { desiredVpcOrigin, type Observed, type Resources, resourcesOf } from '../resources/resources.ts';
import { NO_ROUTING, observeRouting } from '../resources/routing.ts';
import { findAmongVpcOrigins, listVpcOrigins } from '../resources/vpc-origin.ts';
import { glance } from '../rollout/url-check.ts';
import type { World } from '../world.ts';

/** The observed state before anything is created. A part is undefined if something that it depends on was not found. */
export interface Seen {
  workload: Workload | undefined;
  state: ObservedState | undefined;
  /** The problems that were found, each with its fix. */
  problems: string[];
}

export interface ObservedState {
  foundation: Foundation;
  environment: Environment;
  observed: Observed;
}

export interface DistributionState {
  distribution: ObservedDistribution | undefined;
  /** The present answer of the URL; undefined if there is none. */
  answer: ProbeAnswer | undefined;
}

/**
 * Throws an OwnershipError where something bears our name and is somebody else's. `onDistribution` is called as soon as
 * the distribution is known, since everything else may fail.
 */
export async function observeAll(
  world: World,
  request: DeployRequest,
  onDistribution: (state: DistributionState) => void,
): Promise<Seen> {
  const services = findBoth(world, request);
  const fronts = services.then((found) => findFronts(world.aws, baseAmong(found, request)));
  const [named, { foundation, environment, service, ...base }] = await allSettledOrThrow([
    observeNamed(world, request, { onDistribution, healthCheck: firstHealthCheck(request, fronts) }),
    observeService(world, request, { services, fronts }),
  ]);
  if (foundation === undefined || environment === undefined) return { ...base, state: undefined };
  const resources = resourcesOf(world, environment);
  const active = activeOnly(assertOwned(resources.service, service));
  const parts = await observeParts(world, { environment, resources, service: active, ...named });
  const { distribution } = named.state;
  const answer = leadsTo(distribution, environment) ? named.state.answer : undefined;
  const observed = { ...parts, distribution, distributions: named.distributions, service: active, answer };
  return { ...base, state: { foundation, environment, observed } };
}

type Services = Map<string, Service> | undefined;

/** The service that is copied and the one that is made of it, in one call. */
function findBoth({ aws }: World, { inputs: { target }, identity }: DeployRequest): Promise<Services> {
  const { cluster, service: name } = target.service;
  return findServices(aws, cluster, [name, referenceOf(target, identity).service]);
}

function baseAmong(services: Services, { inputs: { target } }: DeployRequest): Service | undefined {
  return activeOnly(services?.get(target.service.service));
}

/** Good for a first look, which begins before it is known which container is Medusa. Never rejects: others say what failed. */
function firstHealthCheck({ inputs }: DeployRequest, fronts: Promise<Front[]>): Promise<HealthCheck> {
  const wish = { asked: inputs.healthCheckPath, isStorefront: isStorefront(inputs) };
  const describe = (front?: Front) => describeHealthCheck(isApart(inputs) ? undefined : front?.targetGroup, wish);
  return fronts.then(
    ([first]) => describe(first),
    () => describe(),
  );
}

interface Named {
  state: DistributionState;
  distributions: DistributionSummary[];
  vpcOrigins: VpcOriginSummary[];
  group: TargetGroup | undefined;
}

/** Reads everything that is found by its name alone. */
async function observeNamed(
  world: World,
  request: DeployRequest,
  look: { onDistribution(state: DistributionState): void; healthCheck: Promise<HealthCheck> },
): Promise<Named> {
  const { aws } = world;
  const readDistributions = async () => {
    const distributions = await listDistributions(aws);
    const state = await observeDistribution(world, request, { distributions, healthCheck: look.healthCheck });
    look.onDistribution(state);
    return { distributions, state };
  };
  const [{ distributions, state }, vpcOrigins, group] = await allSettledOrThrow([
    readDistributions(),
    listVpcOrigins(aws),
    findTargetGroup(aws, request.identity.shortName),
  ]);
  return { state, distributions, vpcOrigins, group };
}

interface PartsQuery extends Named {
  environment: Environment;
  resources: Resources;
  service: Service | undefined;
}

/** Reads everything that is found through the foundation. */
async function observeParts(world: World, query: PartsQuery) {
  const { aws } = world;
  const { environment, resources, service, state, vpcOrigins, group } = query;
  const { identity, listener, isAdopted } = environment;
  const [vpcOrigin, routing, taskDefinition, edgeFunction] = await allSettledOrThrow([
    findAmongVpcOrigins(aws, desiredVpcOrigin(environment), {
      summaries: vpcOrigins,
      // Another listener may have another port.
      inUse: listener.isNamed ? [] : vpcOriginsOf(state.distribution),
    }),
    isAdopted
      ? Promise.resolve(NO_ROUTING)
      : observeRouting(aws, { identity, listenerArn: listener.arn, group, resources }),
    observe(resources.taskDefinition(service?.taskDefinition)),
    resources.edgeFunction ? observe(resources.edgeFunction) : Promise.resolve(undefined),
  ]);
  return { vpcOrigin, taskDefinition, edgeFunction, ...routing };
}

async function observeDistribution(
  world: World,
  { identity }: DeployRequest,
  { distributions, healthCheck }: Pick<Named, 'distributions'> & { healthCheck: Promise<HealthCheck> },
): Promise<DistributionState> {
  const found = await findAmongDistributions(world.aws, identity, distributions);
  const distribution = assertOwned(distributionResource(world.aws, identity, world), found);
  if (distribution === undefined) return { distribution, answer: undefined };
  warnOfOthers(world, identity, distribution);
  return {
    distribution,
    answer: await glance(world, `https://${distribution.domain}`, await healthCheck),
  };
}

/** Which of several is used is the same in each run; the others are left for the removal. */
function warnOfOthers({ log }: World, { fullName }: Identity, { id, others = [] }: ObservedDistribution): void {
  if (others.length === 0) return;
  log.warning(
    `distribution ${fullName}: there is more than one of ours. ${id} is used, ${others.join(', ')} is not. A removal of the environment takes all of them.`,
  );
}

interface ObservedBase extends Omit<Seen, 'state'> {
  foundation: Foundation | undefined;
  environment: Environment | undefined;
  service: Service | undefined;
}

/** The services, then the foundation around them. */
async function observeService(
  { aws }: World,
  { inputs, identity, pullRequest, access }: DeployRequest,
  reads: { services: Promise<Services>; fronts: Promise<Front[]> },
): Promise<ObservedBase> {
  const { service: own } = referenceOf(inputs.target, identity);
  const services = await reads.services;
  const { base, balancing, problems } = await findFoundation(aws, inputs, { services, fronts: reads.fronts });
  const asked = { identity, inputs, pullRequest, access };
  const described = base && describeWorkload(asked, base);
  const workload = described?.workload;
  return {
    workload,
    foundation: base && balancing && { ...base, ...balancing },
    environment: workload && balancing && describeEnvironment(asked, workload, balancing),
    service: services?.get(own),
    problems: [...problems, ...(described?.problems ?? [])],
  };
}

function vpcOriginsOf(distribution: ObservedDistribution | undefined): string[] {
  return (
    distribution?.config.Origins?.Items?.flatMap(({ VpcOriginConfig }) => VpcOriginConfig?.VpcOriginId ?? []) ?? []
  );
}

/** An address that answers from another load balancer says nothing about ours. */
function leadsTo(distribution: ObservedDistribution | undefined, { loadBalancer }: Environment): boolean {
  return distribution?.config.Origins?.Items?.some(({ DomainName }) => DomainName === loadBalancer.dnsName) ?? false;
}
