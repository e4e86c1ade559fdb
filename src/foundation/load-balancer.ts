// Owns reading the load balancer in front of the base service, and choosing the listener to use.
import {
  type Action,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  type Listener,
  type LoadBalancer,
  type TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { findOrUndefined } from '../aws/client.ts';
import type { Aws } from '../world.ts';
import { type Finding, found, notFound } from './finding.ts';

const DEFAULT_IDLE_TIMEOUT_SECONDS = 60;

/** Takes a name or an ARN. */
export async function findTargetGroup({ loadBalancing }: Aws, name: string): Promise<TargetGroup | undefined> {
  const query = name.startsWith('arn:') ? { TargetGroupArns: [name] } : { Names: [name] };
  const reply = await findOrUndefined(`reading target group ${name}`, ['TargetGroupNotFound'], () =>
    loadBalancing.send(new DescribeTargetGroupsCommand(query)),
  );
  return reply?.TargetGroups?.[0];
}

/** The listener that was asked for, or all of the load balancer. */
export async function findListeners(
  { loadBalancing, region }: Aws,
  listenerArn: string | undefined,
  loadBalancerArn: string | undefined,
): Promise<Finding<Listener[]>> {
  const query = listenerArn === undefined ? { LoadBalancerArn: loadBalancerArn } : { ListenerArns: [listenerArn] };
  const reply = await findOrUndefined(
    listenerArn === undefined ? `reading the listeners of ${loadBalancerArn}` : `reading listener ${listenerArn}`,
    ['ListenerNotFound', 'LoadBalancerNotFound'],
    () => loadBalancing.send(new DescribeListenersCommand(query)),
  );
  if (reply !== undefined) return found(reply.Listeners ?? []);
  return notFound(
    listenerArn === undefined
      ? goneLoadBalancer(`${loadBalancerArn}`, region)
      : `listener-arn: there is no listener ${listenerArn} in ${region}. Check the ARN and AWS_REGION.`,
  );
}

/**
 * The listener that serves: the one that was asked for, whatever it speaks; or among those that speak HTTP the one whose
 * default action leads to the base service, or the only one.
 */
export function chooseListener(
  listeners: Listener[],
  targetGroupArns: string[],
  listenerArn: string | undefined,
): Finding<Listener> {
  const asked = listeners.find(({ ListenerArn }) => listenerArn !== undefined && ListenerArn === listenerArn);
  if (asked !== undefined) return found(asked);
  const http = listeners.filter(({ Protocol }) => Protocol === 'HTTP');
  const leading = http.filter(({ DefaultActions }) => targetGroupArns.some((arn) => forwardsTo(DefaultActions, arn)));
  const [listener, ...others] = leading.length > 0 ? leading : http;
  if (listener === undefined) {
    return notFound(
      'listener-arn: the load balancer of the base service has no HTTP listener. CloudFront reaches the load balancer by HTTP inside the VPC; add a listener on port 80.',
    );
  }
  if (others.length === 0) return found(listener);
  const arns = [listener, ...others].map(({ ListenerArn }) => ListenerArn).join(', ');
  return notFound(`listener-arn: the load balancer has several HTTP listeners. Set it to one of them: ${arns}.`);
}

/** True if the actions of a listener or a rule forward there, alone or among others. */
export function forwardsTo(actions: Action[] | undefined, targetGroupArn: string | undefined): boolean {
  const targetGroups = actions?.flatMap(({ TargetGroupArn, ForwardConfig }) => [
    TargetGroupArn,
    ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn),
  ]);
  return targetGroupArn !== undefined && targetGroups?.includes(targetGroupArn) === true;
}

export async function findLoadBalancer({ loadBalancing, region }: Aws, arn: string): Promise<Finding<LoadBalancer>> {
  const reply = await findOrUndefined(`reading load balancer ${arn}`, ['LoadBalancerNotFound'], () =>
    loadBalancing.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] })),
  );
  const loadBalancer = reply?.LoadBalancers?.[0];
  return loadBalancer === undefined ? notFound(goneLoadBalancer(arn, region)) : found(loadBalancer);
}

function goneLoadBalancer(arn: string, region: string): string {
  return `load balancer ${arn}: it no longer exists in ${region}. Re-run the job; if "listener-arn" is set, name a listener that exists.`;
}

/** Seconds after which the load balancer closes a silent connection. */
export async function idleTimeoutSeconds({ loadBalancing }: Aws, arn: string): Promise<number> {
  const doing = `reading the attributes of load balancer ${arn}`;
  const reply = await findOrUndefined(doing, ['LoadBalancerNotFound'], () =>
    loadBalancing.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn })),
  );
  const value = reply?.Attributes?.find(({ Key }) => Key === 'idle_timeout.timeout_seconds')?.Value;
  return value === undefined ? DEFAULT_IDLE_TIMEOUT_SECONDS : Number(value);
}
