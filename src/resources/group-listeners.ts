// Owns finding the listeners that may have a rule for an environment, by its target group alone.

import { paginateDescribeLoadBalancers, type TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { collect } from '../aws/client.ts';
import { allSettledOrThrow } from '../aws/parallel.ts';
import { required } from '../aws/required.ts';
import { findListeners } from '../foundation/load-balancer.ts';
import type { Aws } from '../world.ts';

/**
 * A target group shows its load balancer while a rule forwards to it. While the environment sleeps behind a page none does: then
 * it is any of its VPC, unless its listener is given.
 */
export async function findListenersOf(aws: Aws, group: TargetGroup, given: string | undefined): Promise<string[]> {
  const attached = group.LoadBalancerArns ?? [];
  if (attached.length === 0 && given !== undefined) return [given];
  const arns = attached.length > 0 ? attached : await loadBalancersIn(aws, group.VpcId);
  const listeners = await allSettledOrThrow(arns.map((arn) => findListeners(aws, undefined, arn)));
  return listeners
    .flatMap(({ found = [] }) => found)
    .map(({ ListenerArn }) => required(ListenerArn, 'DescribeListeners.ListenerArn'));
}

async function loadBalancersIn({ loadBalancing }: Aws, vpcId: string | undefined): Promise<string[]> {
  const pages = paginateDescribeLoadBalancers({ client: loadBalancing }, {});
  const all = await collect('listing load balancers', pages, ({ LoadBalancers }) => LoadBalancers);
  return all
    .filter(({ VpcId, Type }) => VpcId === vpcId && Type === 'application')
    .map(({ LoadBalancerArn }) => required(LoadBalancerArn, 'DescribeLoadBalancers.LoadBalancerArn'));
}
