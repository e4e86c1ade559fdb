// Owns a foundation that is made by call, part by part, and taken away again.
import type { AwsClients } from './aws-clients.ts';
import { eventually } from './eventually.ts';

export interface Foundation {
  vpcId: string;
  gatewayId: string;
  subnetIds: string[];
  groupId: string;
  loadBalancerArn: string;
  listenerArn: string;
  cluster: string;
}

export async function makeFoundation(aws: AwsClients, name: string): Promise<Foundation> {
  const { ec2, loadBalancing, ecs } = aws;
  const { Vpc } = await ec2.createVpc({ CidrBlock: '10.42.0.0/16' });
  const vpcId = Vpc?.VpcId ?? '';
  const { InternetGateway } = await ec2.createInternetGateway({});
  const gatewayId = InternetGateway?.InternetGatewayId ?? '';
  await ec2.attachInternetGateway({ InternetGatewayId: gatewayId, VpcId: vpcId });
  const { RouteTables = [] } = await ec2.describeRouteTables({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
  const wayOut = { DestinationCidrBlock: '0.0.0.0/0', GatewayId: gatewayId };
  await ec2.createRoute({ RouteTableId: RouteTables[0]?.RouteTableId, ...wayOut });
  const subnetIds: string[] = [];
  for (const [at, zone] of ['eu-west-1a', 'eu-west-1b'].entries()) {
    const wanted = { VpcId: vpcId, CidrBlock: `10.42.${at}.0/24`, AvailabilityZone: zone };
    subnetIds.push((await ec2.createSubnet(wanted)).Subnet?.SubnetId ?? '');
  }
  const group = { GroupName: name, Description: name, VpcId: vpcId };
  const groupId = (await ec2.createSecurityGroup(group)).GroupId ?? '';
  const { LoadBalancers = [] } = await loadBalancing.createLoadBalancer({
    Name: name,
    Scheme: 'internal',
    Subnets: subnetIds,
    SecurityGroups: [groupId],
  });
  const loadBalancerArn = LoadBalancers[0]?.LoadBalancerArn ?? '';
  const { Listeners = [] } = await loadBalancing.createListener({
    LoadBalancerArn: loadBalancerArn,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
  });
  await ecs.createCluster({ clusterName: name });
  const listenerArn = Listeners[0]?.ListenerArn ?? '';
  return { vpcId, gatewayId, subnetIds, groupId, loadBalancerArn, listenerArn, cluster: name };
}

export async function removeFoundation({ ec2, loadBalancing, ecs }: AwsClients, made: Foundation): Promise<void> {
  const { vpcId: VpcId, gatewayId: InternetGatewayId } = made;
  await ecs.deleteCluster({ cluster: made.cluster });
  await loadBalancing.deleteLoadBalancer({ LoadBalancerArn: made.loadBalancerArn });
  await eventually(
    () => ec2.describeNetworkInterfaces({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
    ({ NetworkInterfaces = [] }) => NetworkInterfaces.length === 0,
  );
  await ec2.deleteSecurityGroup({ GroupId: made.groupId });
  for (const SubnetId of made.subnetIds) await ec2.deleteSubnet({ SubnetId });
  await ec2.detachInternetGateway({ InternetGatewayId, VpcId });
  await ec2.deleteInternetGateway({ InternetGatewayId });
  await ec2.deleteVpc({ VpcId });
}
