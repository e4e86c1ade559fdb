// Owns the list of what an environment consists of, and what is known of it after the first look.

import type { DistributionSummary } from '@aws-sdk/client-cloudfront';
import type { Service } from '@aws-sdk/client-ecs';
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Environment } from '../environment/environment.ts';
import type { ProbeAnswer } from '../environment/proof.ts';
import type { World } from '../world.ts';
import { distributionResource } from './distribution.ts';
import type { ObservedDistribution } from './distribution-reading.ts';
import { edgeFunctionResource, type ObservedFunction } from './edge-function.ts';
import { guardRuleResource } from './guard-rule.ts';
import { listenerRuleResource } from './listener-rule.ts';
import type { ObservedRule } from './rule-reading.ts';
import { serviceResource } from './service.ts';
import { type ObservedTargetGroup, targetGroupResource } from './target-group.ts';
import { type ObservedTaskDefinition, taskDefinitionResource } from './task-definition.ts';
import { type DesiredVpcOrigin, type ObservedVpcOrigin, vpcOriginResource } from './vpc-origin.ts';

export type Resources = ReturnType<typeof resourcesOf>;

/** Undefined: not there. */
export interface Observed {
  vpcOrigin: ObservedVpcOrigin | undefined;
  distribution: ObservedDistribution | undefined;
  /** The one of its gate. */
  edgeFunction: ObservedFunction | undefined;
  /** All distributions of the account. */
  distributions: DistributionSummary[];
  service: Service | undefined;
  targetGroup: ObservedTargetGroup | undefined;
  rule: ObservedRule | undefined;
  /** The guard rule of the listener. */
  guard: Rule | undefined;
  /** All rules of the listener; empty for an adopted service. */
  rules: Rule[];
  taskDefinition: ObservedTaskDefinition | undefined;
  /** The present answer of the URL. If there is one, the ingress is in place and is not inspected. */
  answer: ProbeAnswer | undefined;
}

export function resourcesOf(world: World, environment: Environment) {
  const { aws } = world;
  const { identity, reference, isAdopted, family, listener, gate } = environment;
  return {
    vpcOrigin: vpcOriginResource(aws, identity, { desired: desiredVpcOrigin(environment), waiter: world }),
    distribution: distributionResource(aws, identity, world),
    edgeFunction: gate && edgeFunctionResource(aws, identity, { gate, waiter: world }),
    service: serviceResource(aws, { reference, identity, isAdopted }, world),
    targetGroup: targetGroupResource(aws, identity, world),
    rule: listenerRuleResource(aws, identity, { listenerArn: listener.arn, waiter: world }),
    guard: guardRuleResource(aws, { listenerArn: listener.arn, tags: identity.tags, waiter: world }),
    taskDefinition: (inService: string | undefined) =>
      taskDefinitionResource(aws, identity, { family, inService, isProven: inService !== undefined }),
  };
}

export function desiredVpcOrigin({ loadBalancer, listener }: Environment): DesiredVpcOrigin {
  return { loadBalancerArn: loadBalancer.arn, loadBalancerName: loadBalancer.name, httpPort: listener.port };
}
