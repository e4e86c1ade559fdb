// Owns reading the permissions of a call as rules: one protocol, one range of ports, one source each.
import type { IpPermission } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { readCidr, readIpv6Cidr, writeCidr } from './cidr.ts';
import { PREFIX_LIST, requireExisting } from './resource-kinds.ts';
import { type RuleSettings, type RuleSource, requireSecurityGroup } from './security-groups.ts';

const PROTOCOL_NAMES: Record<string, string> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6' };
const HAS_PORTS = /^(tcp|udp)$/;
const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/;

/** The members of an ingress call that say which rules are meant: a list, or one permission spelt out. */
export interface PermissionRequest {
  IpPermissions?: IpPermission[] | undefined;
  IpProtocol?: string | undefined;
  FromPort?: number | undefined;
  ToPort?: number | undefined;
  CidrIp?: string | undefined;
  SourceSecurityGroupName?: string | undefined;
}

/** Every rule that the call means, in canonical form. */
export function readPermissions(cloud: Cloud, request: PermissionRequest): RuleSettings[] {
  if (request.SourceSecurityGroupName !== undefined) throw namedGroup(request.SourceSecurityGroupName);
  const spelt: IpPermission[] = request.CidrIp === undefined ? [] : [{ ...request, IpRanges: [request] }];
  const rules = [...(request.IpPermissions ?? []), ...spelt].flatMap((permission) => readPermission(cloud, permission));
  if (new Set(rules.map(ruleKey)).size < rules.length) {
    throw new Refusal('InvalidParameterValue', 'The same permission must not appear multiple times');
  }
  return rules;
}

/** Rules with the same key are the same rule to EC2, whatever their descriptions say. */
export function ruleKey(rule: RuleSettings): string {
  return [rule.IsEgress, rule.IpProtocol, rule.FromPort, rule.ToPort, peerOf(rule)].join(' ');
}

/** The other side of a rule, as EC2 writes it into messages. */
export function peerOf(rule: RuleSource): string {
  return rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? '';
}

function readPermission(cloud: Cloud, permission: IpPermission): RuleSettings[] {
  const ports = readPorts(permission);
  const sources = readSources(cloud, permission);
  if (sources.length === 0) {
    throw new Refusal(
      'MissingParameter',
      'Missing source specification: include source security group or CIDR information',
    );
  }
  return sources.map((source) => ({ IsEgress: false, ...ports, ...source }));
}

function readPorts(permission: IpPermission): Pick<RuleSettings, 'IpProtocol' | 'FromPort' | 'ToPort'> {
  const asked = permission.IpProtocol?.toLowerCase();
  if (asked === undefined) throw new Refusal('MissingParameter', 'The request must contain the parameter ipProtocol');
  const isKnown = /^(tcp|udp|icmp|icmpv6|-1)$/.test(asked) || (/^\d+$/.test(asked) && Number(asked) <= 255);
  if (!isKnown) {
    throw new Refusal('InvalidParameterValue', `Invalid value '${asked}' for IP protocol. Unknown protocol.`);
  }
  const protocol = PROTOCOL_NAMES[asked] ?? asked;
  const { FromPort: from = -1, ToPort: to = -1 } = permission;
  if (!HAS_PORTS.test(protocol)) {
    const hasTypes = protocol.startsWith('icmp');
    return { IpProtocol: protocol, FromPort: hasTypes ? from : -1, ToPort: hasTypes ? to : -1 };
  }
  if (from === -1 || to === -1) {
    throw new Refusal(
      'InvalidParameterValue',
      'Invalid value for portRange. Must specify both from and to ports with TCP/UDP.',
    );
  }
  if (from > to || from < 0 || to > 65535) {
    throw new Refusal('InvalidParameterValue', `Invalid TCP/UDP port range (${from}:${to})`);
  }
  return { IpProtocol: protocol, FromPort: from, ToPort: to };
}

function readSources(cloud: Cloud, permission: IpPermission): RuleSource[] {
  const blocks = (permission.IpRanges ?? []).map((range) => ({
    CidrIpv4: writeCidr(readCidr(range.CidrIp ?? '')),
    ...readDescription(range.Description),
  }));
  const ipv6Blocks = (permission.Ipv6Ranges ?? []).map((range) => ({
    CidrIpv6: readIpv6Cidr(range.CidrIpv6 ?? ''),
    ...readDescription(range.Description),
  }));
  const lists = (permission.PrefixListIds ?? []).map(({ PrefixListId = '', Description }) => {
    requireExisting(cloud, PREFIX_LIST, [PrefixListId]);
    return { PrefixListId, ...readDescription(Description) };
  });
  const groups = (permission.UserIdGroupPairs ?? []).map(({ GroupId, GroupName, Description }) => {
    if (GroupId === undefined) throw namedGroup(GroupName ?? '');
    requireSecurityGroup(cloud, GroupId);
    return { ReferencedGroupInfo: { GroupId, UserId: cloud.accountId }, ...readDescription(Description) };
  });
  return [...blocks, ...ipv6Blocks, ...lists, ...groups];
}

/** A name alone says which group is meant only where a default VPC is, and this account has none. */
export function namedGroup(name: string): Refusal {
  const advice =
    'You may not reference Amazon VPC security groups by name. Please use the corresponding id for this operation.';
  return new Refusal('InvalidParameterValue', `Invalid value '${name}' for groupName. ${advice}`);
}

function readDescription(text: string | undefined): { Description?: string } {
  if (text === undefined || text === '') return {};
  if (DESCRIPTION.test(text)) return { Description: text };
  throw new Refusal(
    'InvalidParameterValue',
    'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  ' +
      'a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
  );
}
