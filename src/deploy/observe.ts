// Owns the first look at everything: each thing is read as soon as what it needs is known, so that no more than five calls
// wait for one another. Reads only.

import type { Service } from '@aws-sdk/client-ecs';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { describeEnvironment, type Environment } from '../environment/environment.ts';
import type { ProbeAnswer } from '../environment/proof.ts';
import { referenceOf } from '../environment/workload.ts';
import { type Foundation, findFoundation } from '../foundation/foundation.ts';
import { activeOnly, findServices } from '../foundation/services.ts';
import { assertOwned, observe } from '../reconcile/reconcile.ts';
import type { DeployRequest } from '../request/request.ts';
import { distributionResource } from '../resources/distribution.ts';
import type { ObservedDistribution } from '../resources/distribution-reading.ts';
import { desiredVpcOrigin, type Observed, type Resources, resourcesOf } from '../resources/resources.ts';
import { NO_ROUTING, observeRouting } from '../resources/routing.ts';
import { findTargetGroup } from '../resources/target-group.ts';
import { findAmongVpcOrigins, listVpcOrigins } from '../resources/vpc-origin.ts';
import { glance } from '../rollout/url-check.ts';
import type { World } from '../world.ts';

interface ObservedState {
  foundation: Foundation;
  environment: Environment;
  resources: Resources;
  observed: Observed;
}

export interface DistributionState {
  distribution: ObservedDistribution | undefined;
  /** What the URL answers now; undefined where it does not. */
  answer: ProbeAnswer | undefined;
}

/**
 * Throws a UserError where something is missing, and an OwnershipError where it is somebody else's; told together.
 * `onDistribution` is told as soon as it is known, since there may be trouble with all else.
 */
export async function observeAll(
  world: World,
  request: DeployRequest,
  onDistribution: (state: DistributionState) => void,
): Promise<ObservedState> {
  const { aws } = world;
  const { identity } = request;
  const readDistribution = async () => {
    const state = await observeDistribution(world, request);
    onDistribution(state);
    return state;
  };
  const [[state, vpcOrigins, group], { foundation, environment, service }] = await allSettledOrThrow([
    // These are known by name alone.
    allSettledOrThrow([readDistribution(), listVpcOrigins(aws), findTargetGroup(aws, identity.shortName)]),
    observeService(world, request),
  ]);
  const resources = resourcesOf(world, environment);
  const listenerArn = environment.listener.arn;
  const active = activeOnly(assertOwned(resources.service, service));
  const [vpcOrigin, routing, taskDefinition] = await allSettledOrThrow([
    findAmongVpcOrigins(aws, desiredVpcOrigin(environment), {
      summaries: vpcOrigins,
      // Of another listener than before, the port may be another one.
      inUse: request.inputs.listenerArn === undefined ? vpcOriginsOf(state.distribution) : [],
    }),
    environment.isAdopted
      ? Promise.resolve(NO_ROUTING)
      : observeRouting(aws, { identity, listenerArn, group, resources }),
    observe(resources.taskDefinition(active?.taskDefinition)),
  ]);
  if (routing.rule !== undefined) {
    warnOfTwo(world, `listener rule ${identity.fullName}`, { ...routing.rule, used: routing.rule.arn });
  }
  const observed = { ...routing, vpcOrigin, distribution: state.distribution, service: active, taskDefinition };
  const answer = leadsTo(state.distribution, environment) ? state.answer : undefined;
  return { foundation, environment, resources, observed: { ...observed, answer } };
}

async function observeDistribution(world: World, { inputs, identity }: DeployRequest): Promise<DistributionState> {
  const distribution = await observe(distributionResource(world.aws, identity, world));
  if (distribution === undefined) return { distribution, answer: undefined };
  warnOfTwo(world, `distribution ${identity.fullName}`, { ...distribution, used: distribution.id });
  return {
    distribution,
    answer: await glance(world, `https://${distribution.domain}`, inputs.healthCheckPath),
  };
}

/** Which of several is used is the same in each run; the others are left for the removal. */
function warnOfTwo({ log }: World, what: string, { used, others = [] }: { used: string; others?: string[] }): void {
  if (others.length === 0) return;
  log.warning(
    `${what}: there is more than one of ours. ${used} is used, ${others.join(', ')} is not. A removal of the environment takes all of them.`,
  );
}

/** The service that is copied and the one that is made of it, in one call; then the foundation around them. */
async function observeService(
  { aws }: World,
  { inputs, identity, pullRequest }: DeployRequest,
): Promise<{ foundation: Foundation; environment: Environment; service: Service | undefined }> {
  const { target } = inputs;
  const { cluster, service: base } = target.service;
  const { service: own } = referenceOf(target, identity);
  const services = await findServices(aws, cluster, [base, own]);
  const foundation = await findFoundation(aws, inputs, services);
  const environment = describeEnvironment({ identity, inputs, pullRequest }, foundation);
  return { foundation, environment, service: services?.get(own) };
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
