// Owns the network of the foundation: a VPC with two public subnets and no NAT, and its two security groups.
import type { EC2, ResourceType } from '@aws-sdk/client-ec2';
import type { Clients } from '../clients.ts';
import { nameOf, type Play, tagOf } from '../names.ts';

export interface LiveNetwork {
  vpcId: string;
  subnetIds: string[];
  loadBalancerGroupId: string;
  taskGroupId: string;
}

const BLOCK = '10.42.0.0/16';
const PORT = 9000;
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html: none here. */
const EXCLUDED_ZONES = ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'];

export async function makeNetwork({ ec2, until }: Clients, play: Play): Promise<LiveNetwork> {
  const tagged = (ResourceType: ResourceType) => [
    { ResourceType, Tags: [tagOf(play), { Key: 'Name', Value: nameOf(play) }] },
  ];
  const { Vpc } = await ec2.createVpc({ CidrBlock: BLOCK, TagSpecifications: tagged('vpc') });
  const vpcId = String(Vpc?.VpcId);
  const tables = await until('the route table of the VPC is there', async () => {
    const { RouteTables = [] } = await ec2.describeRouteTables({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
    return RouteTables.length > 0 && RouteTables;
  });
  const { InternetGateway } = await ec2.createInternetGateway({ TagSpecifications: tagged('internet-gateway') });
  const gatewayId = String(InternetGateway?.InternetGatewayId);
  await ec2.attachInternetGateway({ InternetGatewayId: gatewayId, VpcId: vpcId });
  const wayOut = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gatewayId };
  await ec2.createRoute({ RouteTableId: tables[0]?.RouteTableId, ...wayOut });
  const subnetIds = await makeSubnets(ec2, vpcId, tagged('subnet'));
  const groups = await makeGroups(ec2, vpcId, { name: nameOf(play), tags: tagged('security-group') });
  return { vpcId, subnetIds, ...groups };
}

type Tagged = { ResourceType: ResourceType; Tags: { Key: string; Value: string }[] }[];

async function makeSubnets(ec2: EC2, VpcId: string, TagSpecifications: Tagged): Promise<string[]> {
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({
    Filters: [{ Name: 'zone-type', Values: ['availability-zone'] }],
  });
  const zones = AvailabilityZones.filter(({ ZoneId = '' }) => !EXCLUDED_ZONES.includes(ZoneId)).slice(0, 2);
  const made = zones.map(({ ZoneName }, at) =>
    ec2.createSubnet({ VpcId, CidrBlock: `10.42.${at}.0/24`, AvailabilityZone: ZoneName, TagSpecifications }),
  );
  return (await Promise.all(made)).map(({ Subnet }) => String(Subnet?.SubnetId));
}

async function makeGroups(
  ec2: EC2,
  VpcId: string,
  { name, tags: TagSpecifications }: { name: string; tags: Tagged },
): Promise<Pick<LiveNetwork, 'loadBalancerGroupId' | 'taskGroupId'>> {
  const make = async (part: string) => {
    const wanted = { VpcId, GroupName: `${name}-${part}`, Description: `${name} ${part}`, TagSpecifications };
    return String((await ec2.createSecurityGroup(wanted)).GroupId);
  };
  const [loadBalancerGroupId, taskGroupId] = [await make('load-balancer'), await make('tasks')];
  const UserIdGroupPairs = [{ GroupId: loadBalancerGroupId }];
  const IpPermissions = [{ IpProtocol: 'tcp', FromPort: PORT, ToPort: PORT, UserIdGroupPairs }];
  await ec2.authorizeSecurityGroupIngress({ GroupId: taskGroupId, IpPermissions });
  return { loadBalancerGroupId, taskGroupId };
}
