// Owns the list of what an environment consists of, and the first look at all of it.
import type { Environment } from '../environment/environment.ts';
import { activeOnly } from '../environment/services.ts';
import { observe } from '../reconcile/reconcile.ts';
import { together } from '../reconcile/together.ts';
import type { World } from '../world.ts';
import { distributionResource } from './distribution.ts';
import { type DesiredIngress, ingressRuleResource } from './ingress-rule.ts';
import { listenerRuleResource } from './listener-rule.ts';
import { serviceResource } from './service.ts';
import { targetGroupResource } from './target-group.ts';
import { taskDefinitionResource } from './task-definition.ts';
import { type DesiredVpcOrigin, vpcOriginResource } from './vpc-origin.ts';

export type Resources = ReturnType<typeof resourcesOf>;
export type Observed = Awaited<ReturnType<typeof observeResources>>;

export function resourcesOf(world: World, environment: Environment) {
  const { aws } = world;
  const { identity, reference, isAdopted, family, foundation } = environment;
  return {
    vpcOrigin: vpcOriginResource(aws, identity, desiredVpcOrigin(environment)),
    ingress: ingressRuleResource(aws, identity, desiredIngress(environment)),
    distribution: distributionResource(aws, identity, world),
    service: serviceResource(aws, { reference, identity, isAdopted }, world),
    targetGroup: targetGroupResource(aws, identity, world),
    rule: listenerRuleResource(aws, identity, foundation.listener.ListenerArn),
    taskDefinition: (inService: string | undefined) =>
      taskDefinitionResource(aws, identity, { family, inService, isProven: inService !== undefined }),
  };
}

/** Reads everything before anything is written; what bears our name and is not ours ends the run here. */
export async function observeResources(resources: Resources, { isAdopted }: Environment) {
  const nothing = Promise.resolve(undefined);
  const [vpcOrigin, ingress, distribution, service, targetGroup, rule] = await together([
    observe(resources.vpcOrigin),
    observe(resources.ingress),
    observe(resources.distribution),
    observe(resources.service).then(activeOnly),
    isAdopted ? nothing : observe(resources.targetGroup),
    isAdopted ? nothing : observe(resources.rule),
  ]);
  const taskDefinition = await observe(resources.taskDefinition(service?.taskDefinition));
  return { vpcOrigin, ingress, distribution, service, targetGroup, rule, taskDefinition };
}

export function desiredVpcOrigin({ foundation, inputs }: Environment): DesiredVpcOrigin {
  const { loadBalancer, listener } = foundation;
  return {
    loadBalancerArn: String(loadBalancer.LoadBalancerArn),
    loadBalancerName: String(loadBalancer.LoadBalancerName),
    httpPort: Number(listener.Port),
    id: inputs.vpcOriginId,
  };
}

export function desiredIngress({ foundation: { loadBalancer, listener } }: Environment): DesiredIngress {
  return {
    vpcId: String(loadBalancer.VpcId),
    securityGroupIds: loadBalancer.SecurityGroups ?? [],
    port: Number(listener.Port),
  };
}
