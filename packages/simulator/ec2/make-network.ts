// Owns the rows of a network as EC2 makes them: VPC, subnet, internet gateway, route table.
import type { Route } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import type { zonesOf } from './availability-zones.ts';
import type { InternetGatewayRow, RouteTableRow, SubnetRow, VpcRow } from './tables.ts';

export function addVpc(cloud: Cloud, block: string): VpcRow {
  const vpcId = ids.ec2('vpc');
  const vpc: VpcRow = {
    VpcId: vpcId,
    CidrBlock: block,
    CidrBlockAssociationSet: [
      { AssociationId: ids.ec2('vpc-cidr-assoc'), CidrBlock: block, CidrBlockState: { State: 'associated' } },
    ],
    DhcpOptionsId: ids.ec2('dopt'),
    InstanceTenancy: 'default',
    IsDefault: false,
    OwnerId: cloud.accountId,
    State: 'available',
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
  };
  cloud.tables.ec2.vpcs.set(vpcId, vpc);
  return vpc;
}

/** Attached where a VPC is given. */
export function addInternetGateway(cloud: Cloud, vpcId?: string): InternetGatewayRow {
  const gateway: InternetGatewayRow = {
    InternetGatewayId: ids.ec2('igw'),
    OwnerId: cloud.accountId,
    Attachments: vpcId === undefined ? [] : [attachmentTo(vpcId)],
  };
  cloud.tables.ec2.internetGateways.set(gateway.InternetGatewayId, gateway);
  return gateway;
}

/** EC2 calls an attached gateway "available". */
export function attachmentTo(VpcId: string) {
  return { State: 'available' as 'attached', VpcId };
}

export interface SubnetSettings {
  vpcId: string;
  block: string;
  zone: ReturnType<typeof zonesOf>[number];
}

export function addSubnet(cloud: Cloud, { vpcId, block, zone }: SubnetSettings): SubnetRow {
  const subnetId = ids.ec2('subnet');
  const subnet: SubnetRow = {
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
  };
  cloud.tables.ec2.subnets.set(subnetId, subnet);
  return subnet;
}

export interface RouteTableSettings {
  vpcId: string;
  block: string;
  /** That of the main table is undefined: it is the table of each subnet without one of its own. */
  subnetIds: (string | undefined)[];
  wayOut?: Route;
}

export function addRouteTable(cloud: Cloud, { vpcId, block, subnetIds, wayOut }: RouteTableSettings): RouteTableRow {
  const tableId = ids.ec2('rtb');
  const local: Route = {
    DestinationCidrBlock: block,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  };
  const table: RouteTableRow = {
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
  };
  cloud.tables.ec2.routeTables.set(tableId, table);
  return table;
}
