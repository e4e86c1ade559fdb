// Owns taking the network of a play away, once nothing of CloudFront's and of the load balancer's is left in it.
import type { Clients } from '../clients.ts';
import type { LiveRecord } from '../record.ts';

export async function removeBalancing(
  { loadBalancing, until }: Clients,
  vpcId: string,
  loadBalancerArn?: string,
): Promise<void> {
  if (loadBalancerArn !== undefined) await loadBalancing.deleteLoadBalancer({ LoadBalancerArn: loadBalancerArn });
  await until('the target groups are gone', async () => {
    const { TargetGroups = [] } = await loadBalancing.describeTargetGroups({});
    const own = TargetGroups.filter(({ VpcId }) => VpcId === vpcId);
    for (const { TargetGroupArn } of own) {
      await loadBalancing.deleteTargetGroup({ TargetGroupArn }).catch((error: Error) => {
        if (!/InUse/.test(error.name)) throw error;
      });
    }
    return own.length === 0;
  });
}

/** CloudFront's own group cannot go while a rule of another names it. */
export async function freeGroups({ ec2 }: Clients, vpcId: string): Promise<void> {
  for (const group of await ownGroups(ec2, vpcId)) {
    const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({
      Filters: [{ Name: 'group-id', Values: [String(group.GroupId)] }],
    });
    const naming = SecurityGroupRules.filter(({ IsEgress, ReferencedGroupInfo }) => !IsEgress && ReferencedGroupInfo);
    const SecurityGroupRuleIds = naming.map(({ SecurityGroupRuleId }) => String(SecurityGroupRuleId));
    if (SecurityGroupRuleIds.length === 0) continue;
    await ec2.revokeSecurityGroupIngress({ GroupId: group.GroupId, SecurityGroupRuleIds });
  }
}

/** Waits until no interface is left, and no group that CloudFront made. */
export async function untilDeserted(clients: Clients, vpcId: string, record?: LiveRecord): Promise<void> {
  const { ec2, until } = clients;
  const wait = () =>
    until('CloudFront has nothing left in the VPC', async () => {
      const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ Filters: inVpc(vpcId) });
      const { NetworkInterfaces = [] } = await ec2.describeNetworkInterfaces({ Filters: inVpc(vpcId) });
      return !SecurityGroups.some(isOfCloudFront) && NetworkInterfaces.length === 0;
    });
  if (record === undefined) return wait().then(() => undefined);
  await record.time('until nothing of CloudFront is left in the VPC', wait);
  record.answer('origin-footprint', true, 'nothing was left in the end');
}

export async function removeNetwork({ ec2 }: Clients, vpcId: string): Promise<void> {
  for (const { GroupId } of await ownGroups(ec2, vpcId)) await ec2.deleteSecurityGroup({ GroupId });
  const { Subnets = [] } = await ec2.describeSubnets({ Filters: inVpc(vpcId) });
  for (const { SubnetId } of Subnets) await ec2.deleteSubnet({ SubnetId });
  await ec2.deleteVpc({ VpcId: vpcId });
}

/** Those that were made and never attached as well. */
export async function removeGateways({ ec2 }: Clients, tag: { Key: string; Value: string }): Promise<void> {
  const { InternetGateways = [] } = await ec2.describeInternetGateways({
    Filters: [{ Name: `tag:${tag.Key}`, Values: [tag.Value] }],
  });
  for (const { InternetGatewayId, Attachments = [] } of InternetGateways) {
    for (const { VpcId } of Attachments) await ec2.detachInternetGateway({ InternetGatewayId, VpcId });
    await ec2.deleteInternetGateway({ InternetGatewayId });
  }
}

async function ownGroups(ec2: Clients['ec2'], vpcId: string) {
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ Filters: inVpc(vpcId) });
  return SecurityGroups.filter((group) => group.GroupName !== 'default' && !isOfCloudFront(group));
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html names it. */
function isOfCloudFront({ GroupName = '' }: { GroupName?: string | undefined }): boolean {
  return GroupName.startsWith('CloudFront-VPCOrigins-Service-SG');
}

function inVpc(vpcId: string) {
  return [{ Name: 'vpc-id', Values: [vpcId] }];
}
