// Owns the ARNs of load balancing: making them, and reading from one what it belongs to.
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';

export function newLoadBalancerArn(cloud: Cloud, name: string): string {
  return `${prefix(cloud)}:loadbalancer/app/${name}/${ids.loadBalancing()}`;
}

export function newListenerArn(loadBalancerArn: string): string {
  return `${loadBalancerArn.replace(':loadbalancer/', ':listener/')}/${ids.loadBalancing()}`;
}

export function newRuleArn(listenerArn: string): string {
  return `${listenerArn.replace(':listener/', ':listener-rule/')}/${ids.loadBalancing()}`;
}

export function newTargetGroupArn(cloud: Cloud, name: string): string {
  return `${prefix(cloud)}:targetgroup/${name}/${ids.loadBalancing()}`;
}

/** The listener that a rule belongs to. */
export function listenerArnOf(ruleArn: string): string {
  return withoutLastPart(ruleArn).replace(':listener-rule/', ':listener/');
}

/** The load balancer that a listener belongs to. */
export function loadBalancerArnOf(listenerArn: string): string {
  return withoutLastPart(listenerArn).replace(':listener/', ':loadbalancer/');
}

function prefix(cloud: Cloud): string {
  return `arn:aws:elasticloadbalancing:${cloud.region}:${cloud.accountId}`;
}

function withoutLastPart(arn: string): string {
  return arn.slice(0, arn.lastIndexOf('/'));
}
