// Owns asking the simulated AWS, as any client would, how a load balancer leads requests on: its listener, and that one's rules.
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
  const credentials = { accessKeyId: 'administrator', secretAccessKey: 'any' };
  const client = new ElasticLoadBalancingV2({ endpoint, region: 'eu-west-1', credentials });
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
