// Owns what ECS wants of the target groups that a service is to register its tasks with.
import type { LoadBalancer } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { isAssociated } from '../load-balancing/associations.ts';
import { invalid, refuseNotSimulated } from './refusals.ts';
import type { RegisteredDefinition } from './tables.ts';

const MAX_TARGET_GROUPS = 5;

export function readLoadBalancers(
  cloud: Cloud,
  loadBalancers: LoadBalancer[],
  definition: RegisteredDefinition,
): LoadBalancer[] {
  if (loadBalancers.length > MAX_TARGET_GROUPS) throw invalid('load balancers can have at most 5 items.');
  for (const loadBalancer of loadBalancers) {
    refuseNotSimulated(loadBalancer, ['loadBalancerName', 'advancedConfiguration']);
    checkContainer(loadBalancer, definition);
    checkTargetGroup(cloud, loadBalancer.targetGroupArn ?? '', definition);
  }
  checkAssociations(cloud, loadBalancers);
  return loadBalancers;
}

function checkContainer({ containerName, containerPort }: LoadBalancer, definition: RegisteredDefinition): void {
  const container = definition.containerDefinitions.find(({ name }) => name === containerName);
  if (container === undefined) throw invalid(`The container ${containerName} does not exist in the task definition.`);
  if (!container.portMappings.some((mapping) => mapping.containerPort === containerPort)) {
    throw invalid(`The container ${containerName} did not have a container port ${containerPort} defined.`);
  }
}

function checkTargetGroup(cloud: Cloud, arn: string, { networkMode }: RegisteredDefinition): void {
  const group = cloud.tables.loadBalancing.targetGroups.get(arn);
  if (group === undefined)
    throw invalid(
      `Unable to assume role and validate the specified targetGroupArn: ${arn}. The target group does not exist.`,
    );
  if (networkMode === 'awsvpc' && group.TargetType !== 'ip') {
    throw invalid(
      `The provided target group ${arn} has target type ${group.TargetType}, which is incompatible with the awsvpc network mode specified in the task definition.`,
    );
  }
}

/** Tasks that no load balancer checks would never be healthy; no page says so of each change that starts some, and here each is refused. */
export function checkAssociations(cloud: Cloud, loadBalancers: LoadBalancer[]): void {
  for (const { targetGroupArn: arn = '' } of loadBalancers) {
    if (isAssociated(cloud, arn)) continue;
    throw invalid(`The target group with targetGroupArn ${arn} does not have an associated load balancer.`);
  }
}
