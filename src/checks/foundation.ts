// Owns the check whether CloudFront can reach the foundation through a VPC origin; everything wrong is reported at once, with its fix.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Environment } from '../environment/environment.ts';
import type { Exposure } from '../foundation/exposure.ts';
import type { Foundation } from '../foundation/foundation.ts';
import { forwardsTo } from '../foundation/load-balancer.ts';
import type { Network } from '../foundation/network.ts';

/** The only strategy in which ECS leaves the load balancer's rules as they are. */
const ROLLING = 'ROLLING';
/** Zones in which VPC origins do not work, by id. */
const EXCLUDED_ZONE_IDS = ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'];

/** The exposure of the load balancer, and whether the service has to stay behind it. */
interface Standing {
  exposure: Exposure;
  /** The service stays where it is; a copy may stand behind another load balancer than what it is copied from. */
  isAdopted: boolean;
}

export function problemsOfFoundation(
  { loadBalancer, listener }: Pick<Foundation, 'loadBalancer' | 'listener'>,
  standing: Standing,
): string[] {
  const name = loadBalancer.LoadBalancerName;
  const problems: string[] = [];
  if (loadBalancer.Type !== 'application') {
    problems.push(`load balancer ${name} is a ${loadBalancer.Type} load balancer. Use an application load balancer.`);
  }
  problems.push(...problemsOfExposure(loadBalancer, standing));
  if (!['active', 'active_impaired'].includes(loadBalancer.State?.Code ?? '')) {
    problems.push(
      `load balancer ${name} is ${loadBalancer.State?.Code ?? 'in no known state'}. Wait until it is active.`,
    );
  }
  if (listener.Protocol !== 'HTTP') {
    problems.push(
      `listener ${listener.ListenerArn} uses ${listener.Protocol}. Set "listener-arn" to an HTTP listener.`,
    );
  }
  return problems;
}

function problemsOfExposure(loadBalancer: LoadBalancer, { exposure, isAdopted }: Standing): string[] {
  if (exposure.kind === 'internal' || exposure.kind === 'hidden') return [];
  const name = `load balancer ${loadBalancer.LoadBalancerName} is ${loadBalancer.Scheme}`;
  const remedy = isAdopted
    ? 'The scheme cannot be changed: move the service behind an internal load balancer with an HTTP listener.'
    : 'Keep it, create an internal load balancer with an HTTP listener beside it, allow that in the security group of the tasks, and set "listener-arn" to its listener.';
  return exposure.kind === 'open'
    ? [`${name}, and ${exposure.because}: clients can bypass CloudFront. ${remedy}`]
    : [
        `${name}, and it is unknown whether its subnets route to an internet gateway, since ${exposure.because}. Allow the role to read that, as docs/iam-policy.json does; if one routes there, clients can bypass CloudFront. ${remedy}`,
      ];
}

/**
 * A copy is reached through an HTTP listener, and such a one leads to no target group of another version.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version
 */
export function problemsOfTargets({ targets }: Pick<Environment, 'targets'>): string[] {
  const { protocolVersion } = targets;
  if (protocolVersion === 'HTTP1') return [];
  return [
    `base-service: its target group uses the protocol version ${protocolVersion}, which AWS allows only behind HTTPS listeners, and this action uses HTTP listeners. Copy a service whose target group uses HTTP1.`,
  ];
}

/** Nobody arrives at its public addresses; one route more, and everybody does. */
export function warningOfExposure({ loadBalancer }: Pick<Foundation, 'loadBalancer'>, { kind }: Exposure): string[] {
  if (kind !== 'hidden') return [];
  return [
    `load balancer ${loadBalancer.LoadBalancerName} is ${loadBalancer.Scheme}, and unreachable only because none of its subnets routes to an internet gateway: with such a route, clients could bypass CloudFront. An internal load balancer (internal = true in Terraform) stays unreachable whatever its routes are.`,
  ];
}

export function problemsOfNetwork({ loadBalancer }: Pick<Foundation, 'loadBalancer'>, network: Network): string[] {
  const problems: string[] = [];
  if (!network.hasInternetGateway) {
    problems.push(
      `VPC ${loadBalancer.VpcId} has no internet gateway. CloudFront requires one as a sign that the VPC may receive traffic. Attach one; no route is needed: aws ec2 attach-internet-gateway --vpc-id ${loadBalancer.VpcId} --internet-gateway-id $(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)`,
    );
  }
  const excluded = network.zoneIds.filter((zoneId) => EXCLUDED_ZONE_IDS.includes(zoneId));
  if (excluded.length > 0) {
    problems.push(
      `load balancer ${loadBalancer.LoadBalancerName} is in zone ${excluded.join(', ')}, where VPC origins do not work. Remove its subnet from the load balancer.`,
    );
  }
  return problems;
}

/** AWS would refuse the rollout, when the migration has run already. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html */
export function problemsOfRollouts({ baseService }: Pick<Foundation, 'baseService'>): string[] {
  const name = baseService?.serviceName;
  const controller = baseService?.deploymentController?.type ?? 'ECS';
  if (controller !== 'ECS') {
    return [
      `service: ${name} is deployed by ${controller}, so ECS accepts no other deployments of it. Use "base-service" to get a copy, which ECS deploys.`,
    ];
  }
  const strategy = strategyOf(baseService);
  if (strategy === ROLLING) return [];
  // ECS changes the listener rule of such a service itself, and a rollout has stages that this action does not follow.
  return [
    `service: ${name} has the deployment strategy ${strategy}, in which ECS moves the traffic itself, and only ${ROLLING} is supported. Set the strategy to ${ROLLING}, or use "base-service" to get a copy, which has it.`,
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html */
export function warningOfStrategy({ baseService }: Pick<Foundation, 'baseService'>): string[] {
  const strategy = strategyOf(baseService);
  if (strategy === ROLLING) return [];
  return [
    `base-service: ${baseService?.serviceName} has the deployment strategy ${strategy}. According to AWS's guide, a rule with a fixed response on the same listener can block its deployments, and this deploy creates one, the guard rule. Watch the next deployment of ${baseService?.serviceName}; if it fails because of that rule, set "listener-arn" to a separate HTTP listener.`,
  ];
}

function strategyOf(service: Foundation['baseService']): string {
  return service?.deploymentConfiguration?.strategy ?? ROLLING;
}

/** An adopted service keeps its routing: the listener has to lead to it whatever host name a request has. */
export function problemsOfAdoption({ baseService, listener }: Pick<Foundation, 'baseService' | 'listener'>): string[] {
  const targetGroupArns = baseService?.loadBalancers?.map(({ targetGroupArn }) => targetGroupArn) ?? [];
  const isLed = targetGroupArns.some((arn) => forwardsTo(listener.DefaultActions, arn));
  if (isLed) return [];
  return [
    `listener ${listener.ListenerArn} does not forward to ${baseService?.serviceName} by its default action. No rule matches the host name of CloudFront's requests, so make the default action forward to the service, or use "base-service" to get a copy with its own rule.`,
  ];
}
