// Owns whether security groups let traffic in, and the groups that other AWS services keep in a VPC.
import type { Cloud } from '../cloud/cloud.ts';
import { isInside } from './cidr.ts';
import { createSecurityGroup, type GroupRequest, removeRule, rulesOf } from './security-groups.ts';
import type { SecurityGroupRuleRow } from './tables.ts';

/** Who is knocking: any of these may be what a rule allows. */
export interface TrafficSource {
  securityGroupIds?: string[];
  prefixListName?: string;
  ip?: string;
}

export interface Traffic {
  /** The groups of the interface that the traffic goes to. */
  securityGroupIds: string[];
  /** A TCP port. */
  port: number;
  source: TrafficSource;
}

/** Groups add up: one rule of one of them is enough. */
export function isIngressAllowed(cloud: Cloud, traffic: Traffic): boolean {
  return traffic.securityGroupIds
    .flatMap((id) => rulesOf(cloud, id))
    .some((rule) => !rule.IsEgress && isForPort(rule, traffic.port) && isFromSource(cloud, rule, traffic.source));
}

function isForPort(rule: SecurityGroupRuleRow, port: number): boolean {
  return rule.IpProtocol === '-1' || (rule.IpProtocol === 'tcp' && rule.FromPort <= port && port <= rule.ToPort);
}

function isFromSource(cloud: Cloud, rule: SecurityGroupRuleRow, source: TrafficSource): boolean {
  const groupId = rule.ReferencedGroupInfo?.GroupId;
  if (groupId !== undefined) return source.securityGroupIds?.includes(groupId) ?? false;
  if (rule.PrefixListId !== undefined) {
    const name = cloud.tables.ec2.prefixLists.get(rule.PrefixListId)?.PrefixListName;
    return name !== undefined && name === source.prefixListName;
  }
  return rule.CidrIpv4 !== undefined && source.ip !== undefined && isInside(source.ip, rule.CidrIpv4);
}

/** The id of the group of that name that a service keeps in the VPC; made where it is missing. */
export function ensureManagedSecurityGroup(cloud: Cloud, request: GroupRequest): string {
  return findGroup(cloud, request)?.GroupId ?? createSecurityGroup(cloud, request);
}

export function removeManagedSecurityGroup(cloud: Cloud, request: Pick<GroupRequest, 'vpcId' | 'name'>): void {
  const groupId = findGroup(cloud, request)?.GroupId;
  if (groupId === undefined) return;
  for (const { SecurityGroupRuleId } of rulesOf(cloud, groupId)) removeRule(cloud, SecurityGroupRuleId);
  cloud.tables.ec2.securityGroups.delete(groupId);
  cloud.tables.ec2.tags.delete(groupId);
}

function findGroup(cloud: Cloud, { vpcId, name }: Pick<GroupRequest, 'vpcId' | 'name'>) {
  return [...cloud.tables.ec2.securityGroups.values()].find(
    ({ VpcId, GroupName }) => VpcId === vpcId && GroupName === name,
  );
}
