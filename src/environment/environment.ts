// Owns the description of an environment: everything that should be, as far as it is known before the URL is. Pure.
import { required } from '../aws/required.ts';
import type { Balancing } from '../foundation/balancing.ts';
import type { DeployInputs } from '../request/inputs.ts';
import { describeGate, type Gate } from './gate.ts';
import type { Preload } from './preload.ts';
import { describeTargets, type Targets } from './targets.ts';
import type { Asked, Workload } from './workload.ts';

/** The workload, and the way from CloudFront to it. */
export interface Environment extends Workload {
  loadBalancer: FrontLoadBalancer;
  listener: FrontListener;
  targets: Targets;
  webAclArn: string | undefined;
  /** Undefined where everybody may open the address. */
  gate: Gate | undefined;
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
  /** True where it was asked for, and may be another one than before. */
  isNamed: boolean;
}

export function describeEnvironment(asked: Asked, workload: Workload, balancing: Balancing): Environment {
  const { inputs, access } = asked;
  return {
    ...workload,
    loadBalancer: describeLoadBalancer(balancing),
    listener: describeListener(balancing, inputs.listenerArn),
    targets: describeTargets(balancing.front, workload.entry, {
      asked: inputs.healthCheckPath,
      isStorefront: workload.isStorefront,
    }),
    webAclArn: inputs.webAclArn,
    gate: access && describeGate(access, workload.identity),
    waitFor: inputs.waitFor,
    preload: describePreload(asked, workload, balancing),
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
    isNamed: named !== undefined,
  };
}

function describePreload(
  { inputs, pullRequest }: Asked,
  { identity, database, baseDatabase, isSealed, isStorefront }: Workload,
  { listener }: Balancing,
): Preload {
  const { isNoindex = pullRequest !== undefined } = inputs;
  return {
    // Such a listener says http of every request, whatever the viewer spoke with CloudFront.
    isHttpsAware: listener.Protocol === 'HTTP',
    isNoindex,
    hasOwnSecrets: isSealed,
    database: database?.name ?? baseDatabase,
    environment: `${identity.owner} ${identity.environment}`,
    isOptional: isStorefront,
  };
}
