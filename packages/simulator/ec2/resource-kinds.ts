// Owns what EC2 calls each kind of resource: in ids, in tags and in its refusals.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
import type { ResourceType } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Ec2Tables } from './tables.ts';

export interface ResourceKind {
  /** The ids begin with it: `sg` of `sg-0a1b2c3d4e5f67890`. */
  prefix: string;
  table: Exclude<keyof Ec2Tables, 'tags' | 'localPorts'>;
  type: ResourceType;
  noun: string;
  notFound: string;
  /** The code for an id of the wrong form; kinds without one answer such an id as not found. */
  malformed?: string;
}

export const VPC: ResourceKind = {
  prefix: 'vpc',
  table: 'vpcs',
  type: 'vpc',
  noun: 'vpc ID',
  notFound: 'InvalidVpcID.NotFound',
};
export const SUBNET: ResourceKind = {
  prefix: 'subnet',
  table: 'subnets',
  type: 'subnet',
  noun: 'subnet ID',
  notFound: 'InvalidSubnetID.NotFound',
};
export const ROUTE_TABLE: ResourceKind = {
  prefix: 'rtb',
  table: 'routeTables',
  type: 'route-table',
  noun: 'routeTable ID',
  notFound: 'InvalidRouteTableID.NotFound',
  malformed: 'InvalidRouteTableId.Malformed',
};
export const INTERNET_GATEWAY: ResourceKind = {
  prefix: 'igw',
  table: 'internetGateways',
  type: 'internet-gateway',
  noun: 'internetGateway ID',
  notFound: 'InvalidInternetGatewayID.NotFound',
  malformed: 'InvalidInternetGatewayId.Malformed',
};
export const SECURITY_GROUP: ResourceKind = {
  prefix: 'sg',
  table: 'securityGroups',
  type: 'security-group',
  noun: 'security group',
  notFound: 'InvalidGroup.NotFound',
  malformed: 'InvalidGroupId.Malformed',
};
export const SECURITY_GROUP_RULE: ResourceKind = {
  prefix: 'sgr',
  table: 'securityGroupRules',
  type: 'security-group-rule',
  noun: 'security group rule ID',
  notFound: 'InvalidSecurityGroupRuleId.NotFound',
  malformed: 'InvalidSecurityGroupRuleId.Malformed',
};
export const NETWORK_INTERFACE: ResourceKind = {
  prefix: 'eni',
  table: 'networkInterfaces',
  type: 'network-interface',
  noun: 'networkInterface ID',
  notFound: 'InvalidNetworkInterfaceID.NotFound',
  malformed: 'InvalidNetworkInterfaceId.Malformed',
};
export const PREFIX_LIST: ResourceKind = {
  prefix: 'pl',
  table: 'prefixLists',
  type: 'prefix-list',
  noun: 'prefix list ID',
  notFound: 'InvalidPrefixListID.NotFound',
  malformed: 'InvalidPrefixListId.Malformed',
};

const KINDS = [
  VPC,
  SUBNET,
  ROUTE_TABLE,
  INTERNET_GATEWAY,
  SECURITY_GROUP,
  SECURITY_GROUP_RULE,
  NETWORK_INTERFACE,
  PREFIX_LIST,
];

/** The kind of resource that an id belongs to; EC2 refuses an id that is of no kind at all. */
export function kindOf(id: string): ResourceKind {
  const kind = KINDS.find(({ prefix }) => id.startsWith(`${prefix}-`));
  if (kind === undefined) throw new Refusal('InvalidID', `The ID '${id}' is not valid`);
  return kind;
}

/** Refuses ids that are malformed or that no resource of this kind has. */
export function requireExisting(cloud: Cloud, kind: ResourceKind, ids: string[]): void {
  const form = new RegExp(`^${kind.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`);
  const malformed = ids.find((id) => !form.test(id));
  if (malformed !== undefined && kind.malformed !== undefined) {
    throw new Refusal(kind.malformed, `Invalid id: "${malformed}" (expecting "${kind.prefix}-...")`);
  }
  const missing = ids.filter((id) => !cloud.tables.ec2[kind.table].has(id));
  if (missing.length === 0) return;
  const [article, verb] = missing.length === 1 ? [kind.noun, 'does'] : [`${kind.noun}s`, 'do'];
  throw new Refusal(kind.notFound, `The ${article} '${missing.join(', ')}' ${verb} not exist`);
}
