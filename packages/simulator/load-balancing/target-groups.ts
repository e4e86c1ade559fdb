// Owns target groups: describing, making, changing and deleting them.
import {
  type CreateTargetGroupInput,
  type CreateTargetGroupOutput,
  type DeleteTargetGroupInput,
  type DescribeTargetGroupsInput,
  type DescribeTargetGroupsOutput,
  DuplicateTargetGroupNameException$,
  type ModifyTargetGroupInput,
  type ModifyTargetGroupOutput,
  ResourceInUseException$,
  type TargetGroup,
  TargetGroupNotFoundException$,
  TooManyTargetGroupsException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { newTargetGroupArn } from './arns.ts';
import { isAssociated, loadBalancersUsing } from './associations.ts';
import { refuseProblems } from './constraints.ts';
import { readFunctionGroup } from './function-groups.ts';
import { pageOf } from './listing.ts';
import { notSimulated } from './not-simulated.ts';
import {
  refuseMalformedTargetGroupArn,
  requireLoadBalancers,
  requireTargetGroup,
  requireTargetGroups,
} from './resources.ts';
import type { TargetGroupRow } from './tables.ts';
import { readTags, setTags } from './tags.ts';
import { defaultTargetGroupAttributes } from './target-group-attributes.ts';
import {
  DEFAULT_HEALTH_CHECK,
  readHealthCheck,
  readName,
  readRouting,
  settingProblems,
} from './target-group-settings.ts';

const TARGET_GROUPS_PER_REGION = 3000;

export function describeTargetGroups(input: DescribeTargetGroupsInput, cloud: Cloud): DescribeTargetGroupsOutput {
  const { rows, next } = pageOf(findTargetGroups(cloud, input), input, ({ TargetGroupArn }) => TargetGroupArn);
  return { TargetGroups: rows.map((row) => show(cloud, row)), ...next };
}

function findTargetGroups(cloud: Cloud, input: DescribeTargetGroupsInput): TargetGroupRow[] {
  const { LoadBalancerArn: loadBalancerArn, TargetGroupArns: arns = [], Names: names = [] } = input;
  if ([loadBalancerArn !== undefined, arns.length > 0, names.length > 0].filter(Boolean).length > 1) {
    throw new Refusal(
      'ValidationError',
      'Target group ARNs, target group names and a load balancer ARN cannot be specified at the same time',
    );
  }
  if (arns.length > 0) return requireTargetGroups(cloud, arns);
  const rows = [...cloud.tables.loadBalancing.targetGroups.values()];
  if (loadBalancerArn !== undefined) {
    requireLoadBalancers(cloud, [loadBalancerArn]);
    return rows.filter(({ TargetGroupArn }) => loadBalancersUsing(cloud, TargetGroupArn).includes(loadBalancerArn));
  }
  if (names.some((name) => !rows.some(({ TargetGroupName }) => TargetGroupName === name))) {
    throw refuse(TargetGroupNotFoundException$, 'One or more target groups not found');
  }
  return rows.filter(({ TargetGroupName }) => names.length === 0 || names.includes(TargetGroupName));
}

/** The same name with the same settings and tags again is the same target group. */
export function createTargetGroup(input: CreateTargetGroupInput, cloud: Cloud): CreateTargetGroupOutput {
  refuseProblems(settingProblems(input));
  const wanted = readTargetGroup(cloud, input);
  const tags = readTags(input.Tags);
  const namesake = [...cloud.tables.loadBalancing.targetGroups.values()].find(
    ({ TargetGroupName }) => TargetGroupName === wanted.TargetGroupName,
  );
  if (namesake !== undefined) {
    refuseDifference(namesake, wanted);
    const present = cloud.tables.loadBalancing.tags.get(namesake.TargetGroupArn) ?? new Map();
    if (present.size !== tags.size || [...tags].some(([key, value]) => present.get(key) !== value)) {
      throw duplicate(wanted.TargetGroupName);
    }
    return { TargetGroups: [show(cloud, namesake)] };
  }
  if (cloud.tables.loadBalancing.targetGroups.size >= TARGET_GROUPS_PER_REGION) {
    throw refuse(TooManyTargetGroupsException$, 'The maximum number of target groups has been reached');
  }
  addTargetGroup(cloud, wanted);
  setTags(cloud, wanted.TargetGroupArn, tags);
  return { TargetGroups: [show(cloud, wanted)] };
}

/** Puts a target group without targets into the tables. */
export function addTargetGroup(cloud: Cloud, row: TargetGroupRow): void {
  const { targetGroups, targets, attributes } = cloud.tables.loadBalancing;
  targetGroups.set(row.TargetGroupArn, row);
  targets.set(row.TargetGroupArn, new Map());
  attributes.set(row.TargetGroupArn, defaultTargetGroupAttributes(row));
}

/** A new row from the settings of a call. */
export function readTargetGroup(cloud: Cloud, input: CreateTargetGroupInput): TargetGroupRow {
  const name = readName(input.Name);
  if (input.TargetType === 'lambda') return readFunctionGroup(input, newTargetGroupArn(cloud, name), name);
  const routing = readRouting(input);
  const { VpcId: vpcId } = routing;
  if (input.TargetControlPort !== undefined) throw notSimulated('target control ports');
  if (!cloud.tables.ec2.vpcs.has(vpcId)) throw new Refusal('ValidationError', `The VPC ID '${vpcId}' is not found`);
  const targetType = input.TargetType ?? 'instance';
  const healthCheck = readHealthCheck(input, DEFAULT_HEALTH_CHECK, targetType);
  return {
    TargetGroupArn: newTargetGroupArn(cloud, name),
    TargetGroupName: name,
    ...routing,
    ...healthCheck,
    TargetType: targetType,
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  };
}

/** Only the health check can change. */
export function modifyTargetGroup(input: ModifyTargetGroupInput, cloud: Cloud): ModifyTargetGroupOutput {
  refuseProblems(settingProblems(input));
  const row = requireTargetGroup(cloud, input.TargetGroupArn);
  if (row.TargetType === 'lambda') throw notSimulated('health checks of functions');
  const modified = { ...row, ...readHealthCheck(input, row, row.TargetType) };
  cloud.tables.loadBalancing.targetGroups.set(row.TargetGroupArn, modified);
  return { TargetGroups: [show(cloud, modified)] };
}

/** Deleting what is not there succeeds: AWS declares no other error than that it is in use. */
export function deleteTargetGroup(input: DeleteTargetGroupInput, cloud: Cloud): object {
  const arn = input.TargetGroupArn ?? '';
  refuseMalformedTargetGroupArn(arn);
  if (isAssociated(cloud, arn)) {
    throw refuse(ResourceInUseException$, `Target group '${arn}' is currently in use by a listener or a rule`);
  }
  const { targetGroups, targets, functionTargets, attributes, tags } = cloud.tables.loadBalancing;
  for (const table of [targetGroups, targets, functionTargets, attributes, tags]) table.delete(arn);
  return {};
}

function show(cloud: Cloud, row: TargetGroupRow): TargetGroup {
  return { ...row, LoadBalancerArns: loadBalancersUsing(cloud, row.TargetGroupArn) };
}

function refuseDifference(present: TargetGroupRow, wanted: TargetGroupRow): void {
  const settingsOf = (row: TargetGroupRow) => JSON.stringify({ ...row, TargetGroupArn: '' });
  if (settingsOf(present) !== settingsOf(wanted)) throw duplicate(wanted.TargetGroupName);
}

function duplicate(name: string): Refusal {
  return refuse(
    DuplicateTargetGroupNameException$,
    `A target group with the same name '${name}' exists, but with different settings`,
  );
}
