// Owns making a network by call: VPC with its main route table and default group, subnets, internet gateway, route, security groups.
import type {
  AttachInternetGatewayRequest,
  CreateInternetGatewayRequest,
  CreateInternetGatewayResult,
  CreateRouteRequest,
  CreateRouteResult,
  CreateSecurityGroupRequest,
  CreateSecurityGroupResult,
  CreateSubnetRequest,
  CreateSubnetResult,
  CreateVpcRequest,
  CreateVpcResult,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { zonesOf } from './availability-zones.ts';
import { isInside, numberToAddress, readCidr, sizeOf, writeCidr } from './cidr.ts';
import { refuseDryRun, tagsOf } from './listing.ts';
import { addInternetGateway, addRouteTable, addSubnet, addVpc, attachmentTo } from './make-network.ts';
import { INTERNET_GATEWAY, ROUTE_TABLE, requireExisting, SECURITY_GROUP, SUBNET, VPC } from './resource-kinds.ts';
import { addRule, createSecurityGroup as makeSecurityGroup } from './security-groups.ts';
import type { InternetGatewayRow, RouteTableRow, VpcRow } from './tables.ts';
import { readTagSpecifications, setTags } from './tags.ts';

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html: the same for VPCs and for subnets. */
const MIN_PREFIX_LENGTH = 16;
const MAX_PREFIX_LENGTH = 28;

export function createVpc(input: CreateVpcRequest, cloud: Cloud): CreateVpcResult {
  if (input.CidrBlock === undefined)
    throw new Refusal('MissingParameter', 'Either CidrBlock or Ipv4IpamPoolId must be provided');
  const block = readBlock(input.CidrBlock, 'InvalidVpc.Range');
  const tags = readTagSpecifications(input.TagSpecifications, VPC);
  refuseDryRun(input);
  const vpc = addVpc(cloud, block);
  setTags(cloud, vpc.VpcId, tags);
  addRouteTable(cloud, { vpcId: vpc.VpcId, block, subnetIds: [undefined] });
  addDefaultGroup(cloud, vpc.VpcId);
  return { Vpc: { ...vpc, Tags: tagsOf(cloud, vpc.VpcId) } };
}

/** Its members reach each other, and nobody else reaches them. */
export function addDefaultGroup(cloud: Cloud, vpcId: string): void {
  const id = makeSecurityGroup(cloud, { vpcId, name: 'default', description: 'default VPC security group' });
  const self = { ReferencedGroupInfo: { GroupId: id, UserId: cloud.accountId } };
  addRule(cloud, id, { IsEgress: false, IpProtocol: '-1', FromPort: -1, ToPort: -1, ...self });
}

export function createSubnet(input: CreateSubnetRequest, cloud: Cloud): CreateSubnetResult {
  const vpc = requireVpc(cloud, input.VpcId);
  if (input.CidrBlock === undefined)
    throw new Refusal('MissingParameter', 'Either CidrBlock or Ipv6Native must be provided');
  const block = readBlock(input.CidrBlock, 'InvalidSubnet.Range');
  const { first, last } = boundsOf(block);
  if (!isInside(first, vpc.CidrBlock) || !isInside(last, vpc.CidrBlock))
    throw invalidBlock('InvalidSubnet.Range', block);
  const others = [...cloud.tables.ec2.subnets.values()].filter(({ VpcId }) => VpcId === vpc.VpcId);
  if (others.some((other) => isInside(first, other.CidrBlock) || isInside(boundsOf(other.CidrBlock).first, block))) {
    throw new Refusal('InvalidSubnet.Conflict', `The CIDR '${block}' conflicts with another subnet`);
  }
  const zone = zoneOf(cloud, input.AvailabilityZone);
  const tags = readTagSpecifications(input.TagSpecifications, SUBNET);
  refuseDryRun(input);
  const subnet = addSubnet(cloud, { vpcId: vpc.VpcId, block, zone });
  setTags(cloud, subnet.SubnetId, tags);
  return { Subnet: { ...subnet, Tags: tagsOf(cloud, subnet.SubnetId) } };
}

export function createInternetGateway(input: CreateInternetGatewayRequest, cloud: Cloud): CreateInternetGatewayResult {
  const tags = readTagSpecifications(input.TagSpecifications, INTERNET_GATEWAY);
  refuseDryRun(input);
  const gateway = addInternetGateway(cloud);
  setTags(cloud, gateway.InternetGatewayId, tags);
  return { InternetGateway: { ...gateway, Tags: tagsOf(cloud, gateway.InternetGatewayId) } };
}

export function attachInternetGateway(input: AttachInternetGatewayRequest, cloud: Cloud): void {
  const gateway = requireGateway(cloud, input.InternetGatewayId);
  const { VpcId: vpcId } = requireVpc(cloud, input.VpcId);
  const [attached] = gateway.Attachments ?? [];
  if (attached !== undefined) {
    throw new Refusal(
      'Resource.AlreadyAssociated',
      `resource ${gateway.InternetGatewayId} is already attached to network ${attached.VpcId}`,
    );
  }
  const gateways = [...cloud.tables.ec2.internetGateways.values()];
  if (gateways.some(({ Attachments }) => Attachments?.some(({ VpcId }) => VpcId === vpcId))) {
    throw new Refusal('InvalidParameterValue', `Network ${vpcId} already has an internet gateway attached`);
  }
  refuseDryRun(input);
  gateway.Attachments = [attachmentTo(vpcId)];
}

export function createRoute(input: CreateRouteRequest, cloud: Cloud): CreateRouteResult {
  const table = requireRouteTable(cloud, input.RouteTableId);
  const block = writeCidr(readCidr(input.DestinationCidrBlock ?? ''));
  const gateway = requireGateway(cloud, input.GatewayId);
  if (!gateway.Attachments?.some(({ VpcId }) => VpcId === table.VpcId)) {
    throw new Refusal(
      'InvalidParameterValue',
      `route table ${table.RouteTableId} and network gateway ${gateway.InternetGatewayId} belong to different networks`,
    );
  }
  if (table.Routes?.some(({ DestinationCidrBlock }) => DestinationCidrBlock === block)) {
    throw new Refusal('RouteAlreadyExists', `The route identified by ${block} already exists.`);
  }
  refuseDryRun(input);
  const route = {
    DestinationCidrBlock: block,
    GatewayId: gateway.InternetGatewayId,
    Origin: 'CreateRoute',
    State: 'active',
  } as const;
  table.Routes = [...(table.Routes ?? []), route];
  return { Return: true };
}

export function createSecurityGroup(input: CreateSecurityGroupRequest, cloud: Cloud): CreateSecurityGroupResult {
  const { GroupName: name = '', Description: description = '', VpcId: vpcId } = input;
  if (vpcId === undefined) throw new Refusal('VPCIdNotSpecified', 'No default VPC for this user');
  requireVpc(cloud, vpcId);
  if (name.startsWith('sg-')) throw new Refusal('InvalidParameterValue', `Invalid value '${name}' for groupName.`);
  const groups = [...cloud.tables.ec2.securityGroups.values()];
  if (groups.some(({ GroupName, VpcId }) => GroupName === name && VpcId === vpcId)) {
    throw new Refusal('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpcId}'`);
  }
  const tags = readTagSpecifications(input.TagSpecifications, SECURITY_GROUP);
  refuseDryRun(input);
  const id = makeSecurityGroup(cloud, { vpcId, name, description });
  setTags(cloud, id, tags);
  const arn = cloud.tables.ec2.securityGroups.get(id)?.SecurityGroupArn;
  return { GroupId: id, Tags: tagsOf(cloud, id), SecurityGroupArn: arn };
}

export function requireVpc(cloud: Cloud, id = ''): VpcRow {
  requireExisting(cloud, VPC, [id]);
  return cloud.tables.ec2.vpcs.get(id) as VpcRow;
}

export function requireGateway(cloud: Cloud, id = ''): InternetGatewayRow {
  requireExisting(cloud, INTERNET_GATEWAY, [id]);
  return cloud.tables.ec2.internetGateways.get(id) as InternetGatewayRow;
}

function requireRouteTable(cloud: Cloud, id = ''): RouteTableRow {
  requireExisting(cloud, ROUTE_TABLE, [id]);
  return cloud.tables.ec2.routeTables.get(id) as RouteTableRow;
}

function zoneOf(cloud: Cloud, name: string | undefined) {
  const zones = zonesOf(cloud.region);
  const zone = name === undefined ? zones[0] : zones.find(({ ZoneName }) => ZoneName === name);
  if (zone !== undefined) return zone;
  const known = zones.map(({ ZoneName }) => ZoneName).join(', ');
  throw new Refusal(
    'InvalidParameterValue',
    `Value (${name}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${known}.`,
  );
}

function readBlock(text: string, code: string): string {
  const cidr = readCidr(text);
  const isAllowed = cidr.prefixLength >= MIN_PREFIX_LENGTH && cidr.prefixLength <= MAX_PREFIX_LENGTH;
  if (!isAllowed) throw invalidBlock(code, text);
  return writeCidr(cidr);
}

function boundsOf(block: string): { first: string; last: string } {
  const cidr = readCidr(block);
  return { first: numberToAddress(cidr.base), last: numberToAddress(cidr.base + sizeOf(cidr) - 1) };
}

function invalidBlock(code: string, block: string): Refusal {
  return new Refusal(code, `The CIDR '${block}' is invalid.`);
}
