// Owns the description of an environment: everything that should be, as far as it is known before the URL is. Pure.
import { required } from '../aws/required.ts';
import type { Foundation } from '../foundation/foundation.ts';
import type { DeployInputs } from '../request/inputs.ts';
import type { Preload } from './preload.ts';
import { type Asked, describeWorkload, type Workload } from './workload.ts';

/** What runs, and what leads there. */
export interface Environment extends Workload {
  loadBalancer: FrontLoadBalancer;
  listener: FrontListener;
  /** Where the service was before a load balancer already. */
  baseTargetGroupArn: string | undefined;
  /** The VPC origin that was named; undefined: the one of the load balancer. */
  vpcOriginId: string | undefined;
  healthCheckPath: string;
  priceClass: DeployInputs['priceClass'];
  webAclArn: string | undefined;
  waitFor: DeployInputs['waitFor'];
  preload: Preload;
}

/** It stays as it is. */
interface FrontLoadBalancer {
  arn: string;
  name: string;
  dnsName: string;
  vpcId: string;
  securityGroupIds: string[];
  /** Seconds after which it closes a silent connection. */
  idleTimeoutSeconds: number;
}

interface FrontListener {
  arn: string;
  port: number;
  /** True where it speaks HTTP, and so says http of every request, whatever the viewer spoke with CloudFront. */
  isHttp: boolean;
}

export function describeEnvironment(asked: Asked, foundation: Foundation): Environment {
  const { inputs } = asked;
  const workload = describeWorkload(asked, foundation);
  const listener = describeListener(foundation);
  return {
    ...workload,
    loadBalancer: describeLoadBalancer(foundation),
    listener,
    baseTargetGroupArn: foundation.baseService?.loadBalancers?.[0]?.targetGroupArn,
    vpcOriginId: inputs.vpcOriginId,
    healthCheckPath: inputs.healthCheckPath,
    priceClass: inputs.priceClass,
    webAclArn: inputs.webAclArn,
    waitFor: inputs.waitFor,
    preload: describePreload(asked, workload, listener),
  };
}

function describeLoadBalancer({ loadBalancer, idleTimeoutSeconds }: Foundation): FrontLoadBalancer {
  return {
    arn: required(loadBalancer.LoadBalancerArn, 'DescribeLoadBalancers.LoadBalancerArn'),
    name: required(loadBalancer.LoadBalancerName, 'DescribeLoadBalancers.LoadBalancerName'),
    dnsName: required(loadBalancer.DNSName, 'DescribeLoadBalancers.DNSName'),
    vpcId: required(loadBalancer.VpcId, 'DescribeLoadBalancers.VpcId'),
    securityGroupIds: loadBalancer.SecurityGroups ?? [],
    idleTimeoutSeconds,
  };
}

function describeListener({ listener }: Foundation): FrontListener {
  return {
    arn: required(listener.ListenerArn, 'DescribeListeners.ListenerArn'),
    port: required(listener.Port, 'DescribeListeners.Port'),
    isHttp: listener.Protocol === 'HTTP',
  };
}

function describePreload(
  { inputs, pullRequest }: Asked,
  { identity, database, baseDatabase }: Workload,
  { isHttp }: FrontListener,
): Preload {
  const { httpsAware, isNoindex = pullRequest !== undefined } = inputs;
  return {
    isHttpsAware: httpsAware === 'auto' ? isHttp : httpsAware === 'on',
    isNoindex,
    database: database?.name ?? baseDatabase,
    environment: `${identity.owner} ${identity.environment}`,
  };
}
