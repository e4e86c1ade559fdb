// Owns the way of CloudFront into the VPC: whether the network allows it at all, and the rule that lets it in. The only part
// that speaks with EC2, and loaded only where the address does not answer yet.

import { together } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { problemsOfNetwork, warningOfExposure } from '../checks/foundation.ts';
import type { Environment } from '../environment/environment.ts';
import type { Exposure } from '../foundation/exposure.ts';
import { findExposure, findNetwork } from '../foundation/network.ts';
import { observe, reconcile, type StepRecorder } from '../reconcile/reconcile.ts';
import { type DesiredIngress, ingressRuleResource } from '../resources/ingress-rule.ts';
import type { World } from '../world.ts';

export interface Ingress {
  /** What keeps CloudFront out, each with its fix. */
  problems: string[];
  /** Lets CloudFront in where nobody has yet. Its own security group is there only once the VPC origin stands. */
  ensureIngress(recorder: StepRecorder, world: World): Promise<void>;
}

export async function inspectIngress(world: World, environment: Environment): Promise<Ingress> {
  const { aws, log } = world;
  const { foundation, identity } = environment;
  const { AvailabilityZones = [] } = foundation.loadBalancer;
  const vpcId = required(foundation.loadBalancer.VpcId, 'DescribeLoadBalancers.VpcId');
  const zoneNames = AvailabilityZones.map(({ ZoneName }) =>
    required(ZoneName, 'DescribeLoadBalancers.AvailabilityZones.ZoneName'),
  );
  const desired = desiredIngress(environment);
  const [network, observed] = await together([
    findNetwork(world, vpcId, zoneNames),
    observe(ingressRuleResource(world, identity, desired)),
  ]);
  if (network.blocksPublicAccess) {
    log.warning(
      `VPC Block Public Access is on in ${aws.region}. Unless ${vpcId} is excluded from it, CloudFront will not reach the load balancer.`,
    );
  }
  return {
    problems: problemsOfNetwork(foundation, network),
    ensureIngress: async (recorder, now) => {
      await reconcile(recorder, { resource: ingressRuleResource(now, identity, desired), desired, observed });
    },
  };
}

function desiredIngress({ foundation: { loadBalancer, listener } }: Environment): DesiredIngress {
  return {
    vpcId: required(loadBalancer.VpcId, 'DescribeLoadBalancers.VpcId'),
    securityGroupIds: loadBalancer.SecurityGroups ?? [],
    port: required(listener.Port, 'DescribeListeners.Port'),
  };
}

/** Of a load balancer that is not internal: routes may change, so this is asked in each run. */
export async function inspectExposure({ aws, log }: World, { foundation }: Environment): Promise<Exposure> {
  const exposure = await findExposure(aws, foundation.loadBalancer);
  for (const warning of warningOfExposure(foundation, exposure)) log.warning(warning);
  return exposure;
}
