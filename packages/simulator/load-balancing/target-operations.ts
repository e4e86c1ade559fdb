// Owns the operations on targets: registering, deregistering, and describing their health.
import { isIPv4 } from 'node:net';
import {
  type DeregisterTargetsInput,
  type DescribeTargetHealthInput,
  type DescribeTargetHealthOutput,
  InvalidTargetException$,
  type RegisterTargetsInput,
  type TargetDescription,
  type TargetHealthDescription,
  TooManyTargetsException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { isInside } from '../ec2/cidr.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { range, refuseProblems } from './constraints.ts';
import { deregisterFunction, describeFunctionHealth, registerFunction } from './function-targets.ts';
import { requireTargetGroup } from './resources.ts';
import type { AddressGroupRow, TargetAddress } from './tables.ts';
import { deregisterTargets, healthOf, registerTargets, targetKey } from './targets.ts';

const TARGETS_PER_TARGET_GROUP = 1000;

export function registerTargetsByCall(input: RegisterTargetsInput, cloud: Cloud): object {
  const group = requireTargetGroup(cloud, input.TargetGroupArn);
  if (group.TargetType === 'lambda') {
    registerFunction(cloud, group, input.Targets ?? []);
    return {};
  }
  const targets = readTargets(group, input.Targets);
  for (const { id } of targets) refuseForeignAddress(cloud, group, id);
  const present = cloud.tables.loadBalancing.targets.get(group.TargetGroupArn);
  if (new Set([...(present?.keys() ?? []), ...targets.map(targetKey)]).size > TARGETS_PER_TARGET_GROUP) {
    throw refuse(
      TooManyTargetsException$,
      `The maximum number of targets per target group '${TARGETS_PER_TARGET_GROUP}' has been reached`,
    );
  }
  registerTargets(cloud, group.TargetGroupArn, targets);
  return {};
}

export function deregisterTargetsByCall(input: DeregisterTargetsInput, cloud: Cloud): object {
  const group = requireTargetGroup(cloud, input.TargetGroupArn);
  if (group.TargetType === 'lambda') deregisterFunction(cloud, group, input.Targets ?? []);
  else deregisterTargets(cloud, group.TargetGroupArn, readTargets(group, input.Targets));
  return {};
}

/** All targets of the group, or exactly those that were asked for, registered or not. */
export function describeTargetHealth(input: DescribeTargetHealthInput, cloud: Cloud): DescribeTargetHealthOutput {
  const group = requireTargetGroup(cloud, input.TargetGroupArn);
  if (group.TargetType === 'lambda') return { TargetHealthDescriptions: describeFunctionHealth(cloud, group) };
  const rows = cloud.tables.loadBalancing.targets.get(group.TargetGroupArn) ?? new Map();
  const asked: TargetAddress[] = input.Targets ? readTargets(group, input.Targets) : [...rows.values()];
  return { TargetHealthDescriptions: asked.map((target) => describe(cloud, group, target)) };
}

function describe(cloud: Cloud, group: AddressGroupRow, target: TargetAddress): TargetHealthDescription {
  const row = cloud.tables.loadBalancing.targets.get(group.TargetGroupArn)?.get(targetKey(target));
  const zone = zoneOf(cloud, target.id);
  const shown = { Id: target.id, Port: target.port, ...(zone !== undefined && { AvailabilityZone: zone }) };
  if (row === undefined) {
    const health = { State: 'unused', Reason: 'Target.NotRegistered' } as const;
    return { Target: shown, TargetHealth: { ...health, Description: 'Target is not registered to the target group' } };
  }
  const { state, reason, description } = healthOf(cloud, group.TargetGroupArn, row);
  const port = group.HealthCheckPort === 'traffic-port' ? String(target.port) : group.HealthCheckPort;
  return {
    Target: shown,
    HealthCheckPort: port,
    TargetHealth: {
      State: state,
      ...(reason !== undefined && { Reason: reason }),
      ...(description !== undefined && { Description: description }),
    },
  };
}

function readTargets(group: AddressGroupRow, targets: TargetDescription[] | undefined): TargetAddress[] {
  refuseProblems((targets ?? []).map(({ Port }, at) => range(`targets.${at + 1}.member.port`, Port, [1, 65535])));
  return (targets ?? []).map(({ Id: id = '', Port: port = group.Port }) => {
    if (group.TargetType === 'ip' && !isIPv4(id)) {
      throw new Refusal('ValidationError', `The IP address '${id}' is not a valid IPv4 address`);
    }
    return { id, port };
  });
}

function refuseForeignAddress(cloud: Cloud, group: AddressGroupRow, id: string): void {
  if (group.TargetType === 'instance') {
    throw refuse(
      InvalidTargetException$,
      `The following targets are not in a running state and cannot be registered: '${id}'`,
    );
  }
  const vpc = cloud.tables.ec2.vpcs.get(group.VpcId);
  if (vpc !== undefined && isInside(id, vpc.CidrBlock)) return;
  throw refuse(InvalidTargetException$, `The IP address '${id}' is not within the target group VPC '${group.VpcId}'`);
}

function zoneOf(cloud: Cloud, ip: string): string | undefined {
  const subnets = [...cloud.tables.ec2.subnets.values()];
  return isIPv4(ip) ? subnets.find(({ CidrBlock }) => isInside(ip, CidrBlock))?.AvailabilityZone : undefined;
}
