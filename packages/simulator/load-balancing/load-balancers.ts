// Owns describing load balancers, their attributes and their listeners.
import {
  type DescribeListenersInput,
  type DescribeListenersOutput,
  type DescribeLoadBalancerAttributesInput,
  type DescribeLoadBalancerAttributesOutput,
  type DescribeLoadBalancersInput,
  type DescribeLoadBalancersOutput,
  LoadBalancerNotFoundException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { pageOf } from './listing.ts';
import { requireListeners, requireLoadBalancers } from './resources.ts';
import type { LoadBalancerRow } from './tables.ts';

export function describeLoadBalancers(input: DescribeLoadBalancersInput, cloud: Cloud): DescribeLoadBalancersOutput {
  const { rows, next } = pageOf(findLoadBalancers(cloud, input), input, ({ LoadBalancerArn }) => LoadBalancerArn);
  return { LoadBalancers: rows, ...next };
}

function findLoadBalancers(cloud: Cloud, input: DescribeLoadBalancersInput): LoadBalancerRow[] {
  const { LoadBalancerArns: arns = [], Names: names = [] } = input;
  if (arns.length > 0 && names.length > 0) {
    throw new Refusal(
      'ValidationError',
      'Load balancer names and load balancer ARNs cannot be specified at the same time',
    );
  }
  if (arns.length > 0) return requireLoadBalancers(cloud, arns);
  const rows = [...cloud.tables.loadBalancing.loadBalancers.values()];
  const missing = names.filter((name) => !rows.some(({ LoadBalancerName }) => LoadBalancerName === name));
  if (missing.length > 0) {
    throw refuse(LoadBalancerNotFoundException$, `Load balancers '[${missing.join(', ')}]' not found`);
  }
  return rows.filter(({ LoadBalancerName }) => names.length === 0 || names.includes(LoadBalancerName));
}

export function describeLoadBalancerAttributes(
  input: DescribeLoadBalancerAttributesInput,
  cloud: Cloud,
): DescribeLoadBalancerAttributesOutput {
  const arn = input.LoadBalancerArn ?? '';
  requireLoadBalancers(cloud, [arn]);
  const attributes = cloud.tables.loadBalancing.attributes.get(arn) ?? [];
  return { Attributes: [...attributes].map(([Key, Value]) => ({ Key, Value })) };
}

export function describeListeners(input: DescribeListenersInput, cloud: Cloud): DescribeListenersOutput {
  const { LoadBalancerArn: loadBalancerArn, ListenerArns: arns = [] } = input;
  if ((loadBalancerArn === undefined) === (arns.length === 0)) {
    throw new Refusal(
      'ValidationError',
      loadBalancerArn === undefined
        ? 'You must specify either listener ARNs or a load balancer ARN'
        : 'Listener ARNs and a load balancer ARN cannot be specified at the same time',
    );
  }
  if (loadBalancerArn !== undefined) requireLoadBalancers(cloud, [loadBalancerArn]);
  const all = [...cloud.tables.loadBalancing.listeners.values()];
  const found = loadBalancerArn
    ? all.filter(({ LoadBalancerArn }) => LoadBalancerArn === loadBalancerArn)
    : requireListeners(cloud, arns);
  const { rows, next } = pageOf(found, input, ({ ListenerArn }) => ListenerArn);
  return { Listeners: rows, ...next };
}
