// Owns the description of an environment: everything that should be, as far as it is known before the URL is. Pure.
import { required } from '../aws/required.ts';
import type { Balancing } from '../foundation/balancing.ts';
import type { DeployInputs } from '../request/inputs.ts';
import type { Preload } from './preload.ts';
import { describeTargets, type Targets } from './targets.ts';
import type { Asked, Workload } from './workload.ts';

/** The workload, and the way from CloudFront to it. */
export interface Environment extends Workload {
  loadBalancer: FrontLoadBalancer;
  listener: FrontListener;
  /** The VPC origin that was named; undefined: the one of the load balancer. */
  vpcOriginId: string | undefined;
  targets: Targets;
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
  /** True where it was asked for, and may be another one than before. */
  isNamed: boolean;
}

export function describeEnvironment(asked: Asked, workload: Workload, balancing: Balancing): Environment {
  const { inputs } = asked;
  const listener = describeListener(balancing, inputs.listenerArn);
  return {
    ...workload,
    loadBalancer: describeLoadBalancer(balancing),
    listener,
    vpcOriginId: inputs.vpcOriginId,
    targets: describeTargets(balancing.front, workload.entry, inputs.healthCheckPath),
    priceClass: inputs.priceClass,
    webAclArn: inputs.webAclArn,
    waitFor: inputs.waitFor,
    preload: describePreload(asked, workload, listener),
  };
}

function describeLoadBalancer({ loadBalancer, idleTimeoutSeconds }: Balancing): FrontLoadBalancer {
  return {
    arn: required(loadBalancer.LoadBalancerArn, 'DescribeLoadBalancers.LoadBalancerArn'),
    name: required(loadBalancer.LoadBalancerName, 'DescribeLoadBalancers.LoadBalancerName'),
    dnsName: required(loadBalancer.DNSName, 'DescribeLoadBalancers.DNSName'),
    vpcId: required(loadBalancer.VpcId, 'DescribeLoadBalancers.VpcId'),
    securityGroupIds: loadBalancer.SecurityGroups ?? [],
    idleTimeoutSeconds,
  };
}

function describeListener({ listener }: Balancing, named: string | undefined): FrontListener {
  return {
    arn: required(listener.ListenerArn, 'DescribeListeners.ListenerArn'),
    port: required(listener.Port, 'DescribeListeners.Port'),
    isHttp: listener.Protocol === 'HTTP',
    isNamed: named !== undefined,
  };
}

function describePreload(
  { inputs, pullRequest }: Asked,
  { identity, database, baseDatabase, isSealed }: Workload,
  { isHttp }: FrontListener,
): Preload {
  const { httpsAware, isNoindex = pullRequest !== undefined } = inputs;
  return {
    isHttpsAware: httpsAware === 'auto' ? isHttp : httpsAware === 'on',
    isNoindex,
    hasOwnSecrets: isSealed,
    database: database?.name ?? baseDatabase,
    environment: `${identity.owner} ${identity.environment}`,
  };
}
