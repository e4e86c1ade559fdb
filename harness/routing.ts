// Owns asking the simulated AWS, as any client would, how a load balancer leads requests on: its listener, that one's rules, and the
// target groups.
import {
  ElasticLoadBalancingV2,
  type Listener,
  type LoadBalancer,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';

export interface Routing {
  loadBalancer: LoadBalancer;
  listener: Listener;
  /** With the default rule. */
  rules: Rule[];
}

/** Looks at the first load balancer where no name is given. */
export async function findRouting({ endpoint }: { endpoint: string }, name?: string): Promise<Routing> {
  const client = clientOf(endpoint);
  const { LoadBalancers: [loadBalancer = {}] = [] } = await client.describeLoadBalancers(name ? { Names: [name] } : {});
  const { LoadBalancerArn } = loadBalancer;
  const { Listeners: [listener = {}] = [] } = await client.describeListeners({ LoadBalancerArn });
  const { Rules: rules = [] } = await client.describeRules({ ListenerArn: listener.ListenerArn });
  client.destroy();
  return { loadBalancer, listener, rules };
}

/** The rule that answers the requests of environments that have none. */
export function isGuardRule({ Conditions = [] }: Rule): boolean {
  return Conditions.some(({ HttpHeaderConfig }) => HttpHeaderConfig?.Values?.includes('??*'));
}

export async function findTargetGroupArn({ endpoint }: { endpoint: string }, name: string): Promise<string> {
  const client = clientOf(endpoint);
  const { TargetGroups: [group] = [] } = await client.describeTargetGroups({ Names: [name] });
  client.destroy();
  if (group?.TargetGroupArn === undefined) throw new Error(`There is no target group ${name}.`);
  return group.TargetGroupArn;
}

export function clientOf(endpoint: string): ElasticLoadBalancingV2 {
  const credentials = { accessKeyId: 'administrator', secretAccessKey: 'any' };
  return new ElasticLoadBalancingV2({ endpoint, region: 'eu-west-1', credentials });
}
