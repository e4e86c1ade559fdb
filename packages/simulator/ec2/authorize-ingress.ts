// Owns adding ingress rules to a security group and taking them away again.
import type {
  AuthorizeSecurityGroupIngressRequest,
  AuthorizeSecurityGroupIngressResult,
  RevokeSecurityGroupIngressRequest,
  RevokeSecurityGroupIngressResult,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { refuseDryRun, tagsOf } from './listing.ts';
import { namedGroup, peerOf, readPermissions, ruleKey } from './permissions.ts';
import { weightOf } from './prefix-lists.ts';
import { requireExisting, SECURITY_GROUP_RULE } from './resource-kinds.ts';
import { addRule, type RuleSettings, removeRule, requireSecurityGroup, rulesOf } from './security-groups.ts';
import type { SecurityGroupRow, SecurityGroupRuleRow } from './tables.ts';
import { readTagSpecifications, setTags } from './tags.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html: counted for IPv4 and for IPv6 apart. */
const INGRESS_RULES_PER_GROUP = 60;

export function authorizeSecurityGroupIngress(
  input: AuthorizeSecurityGroupIngressRequest,
  cloud: Cloud,
): AuthorizeSecurityGroupIngressResult {
  const group = readGroup(cloud, input);
  const wanted = readPermissions(cloud, input);
  if (wanted.length === 0)
    throw new Refusal('MissingParameter', 'The request must contain the parameter ipPermissions');
  const tags = readTagSpecifications(input.TagSpecifications, SECURITY_GROUP_RULE);
  const present = ingressOf(cloud, group.GroupId);
  for (const rule of wanted) refuseDuplicate(rule, present);
  refuseTooMany(cloud, [...present, ...wanted]);
  refuseDryRun(input);
  const added = wanted.map((rule) => addRule(cloud, group.GroupId, rule));
  for (const { SecurityGroupRuleId } of added) setTags(cloud, SecurityGroupRuleId, tags);
  return {
    Return: true,
    SecurityGroupRules: added.map((rule) => ({ ...rule, Tags: tagsOf(cloud, rule.SecurityGroupRuleId) })),
  };
}

export function revokeSecurityGroupIngress(
  input: RevokeSecurityGroupIngressRequest,
  cloud: Cloud,
): RevokeSecurityGroupIngressResult {
  const group = readGroup(cloud, input);
  const revoked = findRevoked(cloud, group, input);
  refuseDryRun(input);
  for (const { SecurityGroupRuleId } of revoked) removeRule(cloud, SecurityGroupRuleId);
  return {
    Return: true,
    RevokedSecurityGroupRules: revoked.map(
      ({ ReferencedGroupInfo, SecurityGroupRuleArn: _, GroupOwnerId: _owner, ...rule }) => ({
        ...rule,
        ...(ReferencedGroupInfo && { ReferencedGroupId: ReferencedGroupInfo.GroupId }),
      }),
    ),
  };
}

function findRevoked(
  cloud: Cloud,
  group: SecurityGroupRow,
  input: RevokeSecurityGroupIngressRequest,
): SecurityGroupRuleRow[] {
  const present = ingressOf(cloud, group.GroupId);
  const ruleIds = input.SecurityGroupRuleIds ?? [];
  const wanted = readPermissions(cloud, input);
  if (ruleIds.length === 0 && wanted.length === 0) {
    throw new Refusal('MissingParameter', "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.");
  }
  requireExisting(cloud, SECURITY_GROUP_RULE, ruleIds);
  const keys = wanted.map(ruleKey);
  const revoked = present.filter((rule) => ruleIds.includes(rule.SecurityGroupRuleId) || keys.includes(ruleKey(rule)));
  if (revoked.length < ruleIds.length + keys.length) {
    throw new Refusal('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  }
  return revoked;
}

function readGroup(
  cloud: Cloud,
  input: { GroupId?: string | undefined; GroupName?: string | undefined },
): SecurityGroupRow {
  if (input.GroupId !== undefined) return requireSecurityGroup(cloud, input.GroupId);
  if (input.GroupName !== undefined) throw namedGroup(input.GroupName);
  throw new Refusal('MissingParameter', 'The request must contain the parameter groupName or groupId');
}

function ingressOf(cloud: Cloud, groupId: string): SecurityGroupRuleRow[] {
  return rulesOf(cloud, groupId).filter(({ IsEgress }) => !IsEgress);
}

function refuseDuplicate(rule: RuleSettings, present: RuleSettings[]): void {
  if (!present.some((other) => ruleKey(other) === ruleKey(rule))) return;
  const isAll = rule.IpProtocol === '-1';
  const ports = isAll
    ? 'ALL'
    : `${rule.IpProtocol.toUpperCase()}, from port: ${rule.FromPort}, to port: ${rule.ToPort}`;
  throw new Refusal(
    'InvalidPermission.Duplicate',
    `the specified rule "peer: ${peerOf(rule)}, ${ports}, ALLOW" already exists`,
  );
}

function refuseTooMany(cloud: Cloud, rules: RuleSettings[]): void {
  const count = (isCounted: (rule: RuleSettings) => boolean) =>
    rules
      .filter(isCounted)
      .reduce((sum, { PrefixListId }) => sum + (PrefixListId === undefined ? 1 : weightOf(cloud, PrefixListId)), 0);
  const largest = Math.max(
    count(({ CidrIpv6 }) => CidrIpv6 === undefined),
    count(({ CidrIpv4 }) => CidrIpv4 === undefined),
  );
  if (largest <= INGRESS_RULES_PER_GROUP) return;
  throw new Refusal(
    'RulesPerSecurityGroupLimitExceeded',
    'The maximum number of rules per security group has been reached.',
  );
}
