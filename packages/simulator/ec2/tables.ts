// Owns the rows that the simulated EC2 keeps, each in the shape in which the API shows it.
import type {
  InternetGateway,
  ManagedPrefixList,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
  Vpc,
} from '@aws-sdk/client-ec2';

/** A shape of the API with the members that our rows always have. */
type Known<Shape, Member extends keyof Shape> = Shape & { [Key in Member]-?: NonNullable<Shape[Key]> };

export type VpcRow = Known<Vpc, 'VpcId' | 'CidrBlock'>;
export type SubnetRow = Known<Subnet, 'SubnetId' | 'VpcId' | 'CidrBlock' | 'AvailabilityZone'>;
export type RouteTableRow = Known<RouteTable, 'RouteTableId'>;
export type InternetGatewayRow = Known<InternetGateway, 'InternetGatewayId'>;
export type SecurityGroupRow = Known<SecurityGroup, 'GroupId' | 'GroupName' | 'VpcId'>;
export type SecurityGroupRuleRow = Known<
  SecurityGroupRule,
  'SecurityGroupRuleId' | 'GroupId' | 'IsEgress' | 'IpProtocol' | 'FromPort' | 'ToPort'
>;
export type NetworkInterfaceRow = Known<
  NetworkInterface,
  'NetworkInterfaceId' | 'SubnetId' | 'PrivateIpAddress' | 'Groups'
>;
export type PrefixListRow = Known<ManagedPrefixList, 'PrefixListId' | 'PrefixListName'>;

/** Every table by the id that the API gives its rows. Rows carry no tags: those are in `tags`, by resource id. */
export interface Ec2Tables {
  vpcs: Map<string, VpcRow>;
  subnets: Map<string, SubnetRow>;
  routeTables: Map<string, RouteTableRow>;
  internetGateways: Map<string, InternetGatewayRow>;
  securityGroups: Map<string, SecurityGroupRow>;
  securityGroupRules: Map<string, SecurityGroupRuleRow>;
  networkInterfaces: Map<string, NetworkInterfaceRow>;
  prefixLists: Map<string, PrefixListRow>;
  tags: Map<string, Map<string, string>>;
  /** The loopback port behind `ip:port` of an interface, for the ports that a real process listens on. */
  localPorts: Map<string, number>;
}

export function emptyEc2Tables(): Ec2Tables {
  return {
    vpcs: new Map(),
    subnets: new Map(),
    routeTables: new Map(),
    internetGateways: new Map(),
    securityGroups: new Map(),
    securityGroupRules: new Map(),
    networkInterfaces: new Map(),
    prefixLists: new Map(),
    tags: new Map(),
    localPorts: new Map(),
  };
}
