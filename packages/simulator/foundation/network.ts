// Owns the network of the foundation, as its operator built it: VPC, subnets, routes, gateway and security groups.
import type { Route } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { zonesOf } from '../ec2/availability-zones.ts';
import { originFacingList, seedPrefixLists } from '../ec2/prefix-lists.ts';
import { addRule, createSecurityGroup } from '../ec2/security-groups.ts';
import { setTags } from '../ec2/tags.ts';
import { ids } from '../kernel/ids.ts';

export interface FoundationNetwork {
  name: string;
  vpcId: string;
  /** The private ones. */
  subnetIds: [string, string];
  /** Those that route to the internet gateway; none, unless something is to stand in them. */
  publicSubnetIds: string[];
  loadBalancerSecurityGroupId: string;
  taskSecurityGroupId: string;
}

const VPC_BLOCK = '10.0.0.0/16';
/** One in each of the first two zones. */
const PRIVATE_BLOCKS = ['10.0.1.0/24', '10.0.2.0/24'] as const;
const PUBLIC_BLOCKS = ['10.0.101.0/24', '10.0.102.0/24'] as const;

export interface NetworkSettings {
  /** The prefix of the names of its parts. */
  name: string;
  hasInternetGateway: boolean;
  hasPublicSubnets: boolean;
  /** Who may come to the load balancer: address blocks, and `cloudfront`. */
  admits: string[];
}

/** VPC, two private subnets in two zones, routes, gateway and the two security groups; and two public ones where asked for. */
export function seedNetwork(cloud: Cloud, settings: NetworkSettings): FoundationNetwork {
  seedPrefixLists(cloud);
  const { name, hasInternetGateway, hasPublicSubnets } = settings;
  const vpcId = seedVpc(cloud, name);
  const gatewayId = ids.ec2('igw');
  if (hasInternetGateway) seedInternetGateway(cloud, { vpcId, gatewayId, title: name });
  const seed = (block: string, at: number, kind: string) =>
    seedSubnet(cloud, { vpcId, block, zone: at, title: `${name}-${kind}` });
  const [first, second] = PRIVATE_BLOCKS;
  const subnetIds: [string, string] = [seed(first, 0, 'private'), seed(second, 1, 'private')];
  seedRouteTable(cloud, { vpcId, title: `${name}-main`, subnetIds: [undefined] });
  seedRouteTable(cloud, { vpcId, title: `${name}-private`, subnetIds, wayOut: privateWayOut(hasInternetGateway) });
  const publicSubnetIds = hasPublicSubnets ? PUBLIC_BLOCKS.map((block, at) => seed(block, at, 'public')) : [];
  if (hasPublicSubnets) {
    const wayOut = publicWayOut(gatewayId, hasInternetGateway);
    seedRouteTable(cloud, { vpcId, title: `${name}-public`, subnetIds: publicSubnetIds, wayOut });
  }
  return { name, vpcId, subnetIds, publicSubnetIds, ...seedSecurityGroups(cloud, vpcId, settings) };
}

function seedVpc(cloud: Cloud, title: string): string {
  const vpcId = ids.ec2('vpc');
  cloud.tables.ec2.vpcs.set(vpcId, {
    VpcId: vpcId,
    CidrBlock: VPC_BLOCK,
    CidrBlockAssociationSet: [
      { AssociationId: ids.ec2('vpc-cidr-assoc'), CidrBlock: VPC_BLOCK, CidrBlockState: { State: 'associated' } },
    ],
    DhcpOptionsId: ids.ec2('dopt'),
    InstanceTenancy: 'default',
    IsDefault: false,
    OwnerId: cloud.accountId,
    State: 'available',
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
  });
  setName(cloud, vpcId, title);
  return vpcId;
}

function seedInternetGateway(
  cloud: Cloud,
  { vpcId, gatewayId, title }: { vpcId: string; gatewayId: string; title: string },
): void {
  cloud.tables.ec2.internetGateways.set(gatewayId, {
    InternetGatewayId: gatewayId,
    OwnerId: cloud.accountId,
    // EC2 calls an attached gateway "available".
    Attachments: [{ State: 'available' as 'attached', VpcId: vpcId }],
  });
  setName(cloud, gatewayId, title);
}

interface SubnetSettings {
  vpcId: string;
  block: string;
  /** Which of the region's zones it is in. */
  zone: number;
  /** The name without that of the zone. */
  title: string;
}

function seedSubnet(cloud: Cloud, { vpcId, block, zone: at, title }: SubnetSettings): string {
  const subnetId = ids.ec2('subnet');
  const zone = zonesOf(cloud.region)[at];
  if (zone === undefined) throw new Error(`${cloud.region} has too few availability zones for ${block}.`);
  cloud.tables.ec2.subnets.set(subnetId, {
    SubnetId: subnetId,
    SubnetArn: `arn:aws:ec2:${cloud.region}:${cloud.accountId}:subnet/${subnetId}`,
    VpcId: vpcId,
    CidrBlock: block,
    AvailabilityZone: zone.ZoneName,
    AvailabilityZoneId: zone.ZoneId,
    AssignIpv6AddressOnCreation: false,
    DefaultForAz: false,
    EnableDns64: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    MapCustomerOwnedIpOnLaunch: false,
    MapPublicIpOnLaunch: false,
    OwnerId: cloud.accountId,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    State: 'available',
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
  });
  setName(cloud, subnetId, `${title}-${zone.ZoneName}`);
  return subnetId;
}

/** Where there is no internet gateway there can be no NAT gateway either: such networks leave through a transit gateway. */
function privateWayOut(hasInternetGateway: boolean): Route {
  const target = hasInternetGateway ? { NatGatewayId: ids.ec2('nat') } : { TransitGatewayId: ids.ec2('tgw') };
  return { DestinationCidrBlock: '0.0.0.0/0', ...target, Origin: 'CreateRoute', State: 'active' };
}

/** A route stays when its gateway is detached, and leads nowhere until one is attached again. */
function publicWayOut(GatewayId: string, isAttached: boolean): Route {
  return {
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId,
    Origin: 'CreateRoute',
    State: isAttached ? 'active' : 'blackhole',
  };
}

interface RouteTableSettings {
  vpcId: string;
  title: string;
  /** The one of the main table is undefined: it is that of each subnet without a table of its own. */
  subnetIds: (string | undefined)[];
  wayOut?: Route;
}

function seedRouteTable(cloud: Cloud, { vpcId, title, subnetIds, wayOut }: RouteTableSettings): void {
  const tableId = ids.ec2('rtb');
  const local: Route = {
    DestinationCidrBlock: VPC_BLOCK,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  };
  cloud.tables.ec2.routeTables.set(tableId, {
    RouteTableId: tableId,
    VpcId: vpcId,
    OwnerId: cloud.accountId,
    PropagatingVgws: [],
    Routes: wayOut === undefined ? [local] : [local, wayOut],
    Associations: subnetIds.map((subnetId) => ({
      RouteTableAssociationId: ids.ec2('rtbassoc'),
      RouteTableId: tableId,
      Main: subnetId === undefined,
      AssociationState: { State: 'associated' },
      ...(subnetId !== undefined && { SubnetId: subnetId }),
    })),
  });
  setName(cloud, tableId, title);
}

function seedSecurityGroups(
  cloud: Cloud,
  vpcId: string,
  { name, admits }: NetworkSettings,
): Pick<FoundationNetwork, 'loadBalancerSecurityGroupId' | 'taskSecurityGroupId'> {
  const create = (groupName: string, description: string) =>
    createSecurityGroup(cloud, { vpcId, name: groupName, description });
  const defaultId = create('default', 'default VPC security group');
  const loadBalancerSecurityGroupId = create(`${name}-load-balancer`, 'HTTP to the load balancer from within the VPC');
  const taskSecurityGroupId = create(`${name}-tasks`, 'Medusa from the load balancer');
  const fromGroup = (groupId: string) => ({ ReferencedGroupInfo: { GroupId: groupId, UserId: cloud.accountId } });
  const tcp = (port: number) => ({ IsEgress: false, IpProtocol: 'tcp', FromPort: port, ToPort: port });
  addRule(cloud, defaultId, { IsEgress: false, IpProtocol: '-1', FromPort: -1, ToPort: -1, ...fromGroup(defaultId) });
  for (const admitted of admits) {
    const source = admitted === 'cloudfront' ? { PrefixListId: originFacingList(cloud) } : { CidrIpv4: admitted };
    addRule(cloud, loadBalancerSecurityGroupId, { ...tcp(80), ...source });
  }
  addRule(cloud, taskSecurityGroupId, { ...tcp(9000), ...fromGroup(loadBalancerSecurityGroupId) });
  return { loadBalancerSecurityGroupId, taskSecurityGroupId };
}

function setName(cloud: Cloud, resourceId: string, value: string): void {
  setTags(cloud, resourceId, new Map([['Name', value]]));
}
