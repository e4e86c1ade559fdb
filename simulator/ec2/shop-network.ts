// Owns the network that the shop runs in: what an operator built before anything of ours came.
import type { Route } from '@aws-sdk/client-ec2';
import type { Cloud } from '../kernel/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { zonesOf } from './availability-zones.ts';
import { seedPrefixLists } from './prefix-lists.ts';
import { addRule, createSecurityGroup } from './security-groups.ts';
import { setTags } from './tags.ts';

export interface ShopNetwork {
  vpcId: string;
  subnetIds: [string, string];
  loadBalancerSecurityGroupId: string;
  taskSecurityGroupId: string;
}

const VPC_BLOCK = '10.0.0.0/16';
const SUBNET_BLOCKS = ['10.0.1.0/24', '10.0.2.0/24'] as const;

/** VPC, two private subnets in two zones, routes, gateway and the two security groups. */
export function seedShopNetwork(cloud: Cloud, options: { hasInternetGateway: boolean }): ShopNetwork {
  seedPrefixLists(cloud);
  const vpcId = seedVpc(cloud);
  if (options.hasInternetGateway) seedInternetGateway(cloud, vpcId);
  const [first, second] = SUBNET_BLOCKS;
  const subnetIds: [string, string] = [seedSubnet(cloud, vpcId, first), seedSubnet(cloud, vpcId, second)];
  seedRoutes(cloud, { vpcId, subnetIds, wayOut: wayOut(options.hasInternetGateway) });
  return { vpcId, subnetIds, ...seedSecurityGroups(cloud, vpcId) };
}

function seedVpc(cloud: Cloud): string {
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
  name(cloud, vpcId, 'shop');
  return vpcId;
}

function seedInternetGateway(cloud: Cloud, vpcId: string): void {
  const gatewayId = ids.ec2('igw');
  cloud.tables.ec2.internetGateways.set(gatewayId, {
    InternetGatewayId: gatewayId,
    OwnerId: cloud.accountId,
    // EC2 calls an attached gateway "available".
    Attachments: [{ State: 'available' as 'attached', VpcId: vpcId }],
  });
  name(cloud, gatewayId, 'shop');
}

function seedSubnet(cloud: Cloud, vpcId: string, block: (typeof SUBNET_BLOCKS)[number]): string {
  const subnetId = ids.ec2('subnet');
  const zone = zonesOf(cloud.region)[SUBNET_BLOCKS.indexOf(block)];
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
  name(cloud, subnetId, `shop-private-${zone.ZoneName}`);
  return subnetId;
}

/** Where there is no internet gateway there can be no NAT gateway either: such networks leave through a transit gateway. */
function wayOut(hasInternetGateway: boolean): Route {
  const target = hasInternetGateway ? { NatGatewayId: ids.ec2('nat') } : { TransitGatewayId: ids.ec2('tgw') };
  return { DestinationCidrBlock: '0.0.0.0/0', ...target, Origin: 'CreateRoute', State: 'active' };
}

/** The VPC's main table knows only the VPC; the private subnets have a table of their own. */
function seedRoutes(cloud: Cloud, network: { vpcId: string; subnetIds: string[]; wayOut: Route }): void {
  const local: Route = {
    DestinationCidrBlock: VPC_BLOCK,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  };
  const tables = [
    { title: 'shop-main', routes: [local], subnetIds: [undefined] },
    { title: 'shop-private', routes: [local, network.wayOut], subnetIds: network.subnetIds },
  ];
  for (const { title, routes, subnetIds } of tables) {
    const tableId = ids.ec2('rtb');
    cloud.tables.ec2.routeTables.set(tableId, {
      RouteTableId: tableId,
      VpcId: network.vpcId,
      OwnerId: cloud.accountId,
      PropagatingVgws: [],
      Routes: routes,
      Associations: subnetIds.map((subnetId) => ({
        RouteTableAssociationId: ids.ec2('rtbassoc'),
        RouteTableId: tableId,
        Main: subnetId === undefined,
        AssociationState: { State: 'associated' },
        ...(subnetId !== undefined && { SubnetId: subnetId }),
      })),
    });
    name(cloud, tableId, title);
  }
}

function seedSecurityGroups(
  cloud: Cloud,
  vpcId: string,
): Pick<ShopNetwork, 'loadBalancerSecurityGroupId' | 'taskSecurityGroupId'> {
  const create = (groupName: string, description: string) =>
    createSecurityGroup(cloud, { vpcId, name: groupName, description });
  const defaultId = create('default', 'default VPC security group');
  const loadBalancerSecurityGroupId = create('shop-load-balancer', 'HTTP to the load balancer from within the VPC');
  const taskSecurityGroupId = create('shop-tasks', 'Medusa from the load balancer');
  const fromGroup = (groupId: string) => ({ ReferencedGroupInfo: { GroupId: groupId, UserId: cloud.accountId } });
  const tcp = (port: number) => ({ IsEgress: false, IpProtocol: 'tcp', FromPort: port, ToPort: port });
  addRule(cloud, defaultId, { IsEgress: false, IpProtocol: '-1', FromPort: -1, ToPort: -1, ...fromGroup(defaultId) });
  addRule(cloud, loadBalancerSecurityGroupId, { ...tcp(80), CidrIpv4: VPC_BLOCK });
  addRule(cloud, taskSecurityGroupId, { ...tcp(9000), ...fromGroup(loadBalancerSecurityGroupId) });
  return { loadBalancerSecurityGroupId, taskSecurityGroupId };
}

function name(cloud: Cloud, resourceId: string, value: string): void {
  setTags(cloud, resourceId, new Map([['Name', value]]));
}
