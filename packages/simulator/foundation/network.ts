// Owns the network of the foundation, as its operator built it: VPC, subnets, routes, gateway and security groups.
import type { Route } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { zonesOf } from '../ec2/availability-zones.ts';
import { addDefaultGroup } from '../ec2/create-network.ts';
import { addInternetGateway, addRouteTable, addSubnet, addVpc, type RouteTableSettings } from '../ec2/make-network.ts';
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
  const gatewayId = hasInternetGateway ? addInternetGateway(cloud, vpcId).InternetGatewayId : ids.ec2('igw');
  if (hasInternetGateway) setName(cloud, gatewayId, name);
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
  const { VpcId: vpcId } = addVpc(cloud, VPC_BLOCK);
  setName(cloud, vpcId, title);
  return vpcId;
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
  const zone = zonesOf(cloud.region)[at];
  if (zone === undefined) throw new Error(`${cloud.region} has too few availability zones for ${block}.`);
  const { SubnetId: subnetId } = addSubnet(cloud, { vpcId, block, zone });
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

function seedRouteTable(
  cloud: Cloud,
  { title, ...table }: Omit<RouteTableSettings, 'block'> & { title: string },
): void {
  setName(cloud, addRouteTable(cloud, { ...table, block: VPC_BLOCK }).RouteTableId, title);
}

function seedSecurityGroups(
  cloud: Cloud,
  vpcId: string,
  { name, admits }: NetworkSettings,
): Pick<FoundationNetwork, 'loadBalancerSecurityGroupId' | 'taskSecurityGroupId'> {
  const create = (groupName: string, description: string) =>
    createSecurityGroup(cloud, { vpcId, name: groupName, description });
  addDefaultGroup(cloud, vpcId);
  const loadBalancerSecurityGroupId = create(`${name}-load-balancer`, 'HTTP to the load balancer from within the VPC');
  const taskSecurityGroupId = create(`${name}-tasks`, 'Medusa from the load balancer');
  const fromGroup = (groupId: string) => ({ ReferencedGroupInfo: { GroupId: groupId, UserId: cloud.accountId } });
  const tcp = (port: number) => ({ IsEgress: false, IpProtocol: 'tcp', FromPort: port, ToPort: port });
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
