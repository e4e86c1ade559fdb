// Owns describing security groups, with their rules put together as permissions, and the rules themselves.
import type {
  DescribeSecurityGroupRulesRequest,
  DescribeSecurityGroupRulesResult,
  DescribeSecurityGroupsRequest,
  DescribeSecurityGroupsResult,
  IpPermission,
  SecurityGroup,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type Listing, list, tagsOf } from './listing.ts';
import { SECURITY_GROUP, SECURITY_GROUP_RULE } from './resource-kinds.ts';
import { rulesOf } from './security-groups.ts';
import type { SecurityGroupRuleRow } from './tables.ts';

/** Rules put together by protocol and ports, as DescribeSecurityGroups shows them. */
function permissionsOf(rules: SecurityGroupRuleRow[]): IpPermission[] {
  const permissions = new Map<string, Required<Omit<IpPermission, 'FromPort' | 'ToPort'>> & IpPermission>();
  for (const rule of rules) {
    const key = [rule.IpProtocol, rule.FromPort, rule.ToPort].join(' ');
    const permission = permissions.get(key) ?? {
      IpProtocol: rule.IpProtocol,
      // A rule for all protocols has no ports here, although DescribeSecurityGroupRules shows -1.
      ...(rule.IpProtocol !== '-1' && { FromPort: rule.FromPort, ToPort: rule.ToPort }),
      UserIdGroupPairs: [],
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
    };
    permissions.set(key, permission);
    const described = rule.Description === undefined ? {} : { Description: rule.Description };
    if (rule.CidrIpv4) permission.IpRanges?.push({ CidrIp: rule.CidrIpv4, ...described });
    if (rule.CidrIpv6) permission.Ipv6Ranges?.push({ CidrIpv6: rule.CidrIpv6, ...described });
    if (rule.PrefixListId) permission.PrefixListIds?.push({ PrefixListId: rule.PrefixListId, ...described });
    if (rule.ReferencedGroupInfo) permission.UserIdGroupPairs?.push({ ...rule.ReferencedGroupInfo, ...described });
  }
  return [...permissions.values()];
}

function permissionFilters(filter: string, member: string): Record<string, string> {
  return {
    [`${filter}.cidr`]: `${member}.IpRanges.CidrIp`,
    [`${filter}.from-port`]: `${member}.FromPort`,
    [`${filter}.group-id`]: `${member}.UserIdGroupPairs.GroupId`,
    [`${filter}.group-name`]: `${member}.UserIdGroupPairs.GroupName`,
    [`${filter}.ipv6-cidr`]: `${member}.Ipv6Ranges.CidrIpv6`,
    [`${filter}.prefix-list-id`]: `${member}.PrefixListIds.PrefixListId`,
    [`${filter}.protocol`]: `${member}.IpProtocol`,
    [`${filter}.to-port`]: `${member}.ToPort`,
    [`${filter}.user-id`]: `${member}.UserIdGroupPairs.UserId`,
  };
}

const SECURITY_GROUPS: Listing<SecurityGroup & { GroupId: string }> = {
  kind: SECURITY_GROUP,
  rows: (cloud) =>
    [...cloud.tables.ec2.securityGroups.values()].map((group) => {
      const rules = rulesOf(cloud, group.GroupId);
      return {
        ...group,
        IpPermissions: permissionsOf(rules.filter(({ IsEgress }) => !IsEgress)),
        IpPermissionsEgress: permissionsOf(rules.filter(({ IsEgress }) => IsEgress)),
        Tags: tagsOf(cloud, group.GroupId),
      };
    }),
  idOf: ({ GroupId }) => GroupId,
  filters: {
    description: 'Description',
    'group-id': 'GroupId',
    'group-name': 'GroupName',
    'owner-id': 'OwnerId',
    'vpc-id': 'VpcId',
    ...permissionFilters('ip-permission', 'IpPermissions'),
    ...permissionFilters('egress.ip-permission', 'IpPermissionsEgress'),
  },
};

const SECURITY_GROUP_RULES: Listing<SecurityGroupRuleRow> = {
  kind: SECURITY_GROUP_RULE,
  rows: (cloud) =>
    [...cloud.tables.ec2.securityGroupRules.values()].map((rule) => ({
      ...rule,
      Tags: tagsOf(cloud, rule.SecurityGroupRuleId),
    })),
  idOf: ({ SecurityGroupRuleId }) => SecurityGroupRuleId,
  filters: { 'group-id': 'GroupId', 'security-group-rule-id': 'SecurityGroupRuleId' },
};

export function describeSecurityGroups(
  input: DescribeSecurityGroupsRequest,
  cloud: Cloud,
): DescribeSecurityGroupsResult {
  // Names alone work only in a default VPC, and this account has none.
  if (input.GroupNames?.length) throw new Refusal('VPCIdNotSpecified', 'No default VPC for this user');
  const { rows, next } = list(cloud, SECURITY_GROUPS, { ...input, ids: input.GroupIds });
  return { SecurityGroups: rows, ...next };
}

export function describeSecurityGroupRules(
  input: DescribeSecurityGroupRulesRequest,
  cloud: Cloud,
): DescribeSecurityGroupRulesResult {
  const { rows, next } = list(cloud, SECURITY_GROUP_RULES, { ...input, ids: input.SecurityGroupRuleIds });
  return { SecurityGroupRules: rows, ...next };
}
