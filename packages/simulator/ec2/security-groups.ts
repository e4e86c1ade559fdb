// Owns security groups and their rules: making, finding and removing them.
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { requireExisting, SECURITY_GROUP } from './resource-kinds.ts';
import type { SecurityGroupRow, SecurityGroupRuleRow } from './tables.ts';

/** Where a rule lets traffic come from or go to: exactly one of these. */
export type RuleSource = Pick<
  SecurityGroupRuleRow,
  'CidrIpv4' | 'CidrIpv6' | 'PrefixListId' | 'ReferencedGroupInfo' | 'Description'
>;

export type RuleSettings = RuleSource & Pick<SecurityGroupRuleRow, 'IsEgress' | 'IpProtocol' | 'FromPort' | 'ToPort'>;

export interface GroupRequest {
  vpcId: string;
  name: string;
  description: string;
}

/** A new group without ingress rules and, as EC2 makes it, with an egress rule for everything. */
export function createSecurityGroup(cloud: Cloud, request: GroupRequest): string {
  const id = ids.ec2('sg');
  cloud.tables.ec2.securityGroups.set(id, {
    GroupId: id,
    GroupName: request.name,
    Description: request.description,
    VpcId: request.vpcId,
    OwnerId: cloud.accountId,
    SecurityGroupArn: `arn:aws:ec2:${cloud.region}:${cloud.accountId}:security-group/${id}`,
  });
  addRule(cloud, id, { IsEgress: true, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv4: '0.0.0.0/0' });
  return id;
}

export function addRule(cloud: Cloud, groupId: string, settings: RuleSettings): SecurityGroupRuleRow {
  const id = ids.ec2('sgr');
  const rule = {
    SecurityGroupRuleId: id,
    GroupId: groupId,
    GroupOwnerId: cloud.accountId,
    ...settings,
    SecurityGroupRuleArn: `arn:aws:ec2:${cloud.region}:${cloud.accountId}:security-group-rule/${id}`,
  };
  cloud.tables.ec2.securityGroupRules.set(id, rule);
  return rule;
}

export function removeRule(cloud: Cloud, id: string): void {
  cloud.tables.ec2.securityGroupRules.delete(id);
  cloud.tables.ec2.tags.delete(id);
}

/** The group that an id names; refuses as EC2 does where there is none. */
export function requireSecurityGroup(cloud: Cloud, id: string): SecurityGroupRow {
  requireExisting(cloud, SECURITY_GROUP, [id]);
  return cloud.tables.ec2.securityGroups.get(id) as SecurityGroupRow;
}

export function rulesOf(cloud: Cloud, groupId: string): SecurityGroupRuleRow[] {
  return [...cloud.tables.ec2.securityGroupRules.values()].filter(({ GroupId }) => GroupId === groupId);
}
