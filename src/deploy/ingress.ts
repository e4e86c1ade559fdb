// Owns the way of CloudFront into the VPC: whether the network allows it at all, and the rule that lets it in. The only part
// that speaks with EC2, and loaded only where the address does not answer yet.

import { allSettledOrThrow } from '../aws/parallel.ts';
import { problemsOfNetwork, warningOfExposure } from '../checks/foundation.ts';
import type { Environment } from '../environment/environment.ts';
import type { Exposure } from '../foundation/exposure.ts';
import type { Foundation } from '../foundation/foundation.ts';
import { findExposure, findNetwork } from '../foundation/network.ts';
import type { Executor } from '../reconcile/executor.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { ingressRuleResource } from '../resources/ingress-rule.ts';
import type { World } from '../world.ts';

export interface Ingress {
  /** The problems that keep CloudFront out, each with its fix. */
  problems: string[];
  /** Lets CloudFront in where nobody has yet. Its own security group is there only once the VPC origin stands. */
  ensureIngress(branch: { world: World; executor: Executor }): Promise<void>;
}

export async function inspectIngress(
  world: World,
  { identity, loadBalancer, listener }: Environment,
  foundation: Foundation,
): Promise<Ingress> {
  const { aws, log } = world;
  const { vpcId, securityGroupIds } = loadBalancer;
  const desired = { vpcId, securityGroupIds, port: listener.port };
  const [network, observed] = await allSettledOrThrow([
    findNetwork(world, foundation),
    ingressRuleResource(world, identity, desired).find(),
  ]);
  if (network.blocksPublicAccess) {
    log.warning(
      `VPC Block Public Access is on in ${aws.region}. Unless ${vpcId} is excluded from it, CloudFront will not reach the load balancer.`,
    );
  }
  return {
    problems: problemsOfNetwork(foundation, network),
    ensureIngress: async (branch) => {
      const resource = ingressRuleResource(branch.world, identity, desired);
      await reconcile(branch.executor, { resource, desired, observed });
    },
  };
}

/** Asked in each run if the load balancer is not internal, since its routes may change. */
export async function inspectExposure({ aws, log }: World, foundation: Foundation): Promise<Exposure> {
  const exposure = await findExposure(aws, foundation);
  for (const warning of warningOfExposure(foundation, exposure)) log.warning(warning);
  return exposure;
}
