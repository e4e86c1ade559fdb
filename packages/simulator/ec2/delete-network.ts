// Owns taking a network away by call, and what EC2 refuses to take away because something depends on it.
import type {
  DeleteInternetGatewayRequest,
  DeleteSecurityGroupRequest,
  DeleteSecurityGroupResult,
  DeleteSubnetRequest,
  DeleteVpcRequest,
  DetachInternetGatewayRequest,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { requireGateway, requireVpc } from './create-network.ts';
import { refuseDryRun } from './listing.ts';
import { type ResourceKind, requireExisting, SUBNET } from './resource-kinds.ts';
import { removeRule, requireSecurityGroup, rulesOf } from './security-groups.ts';

/** Its main route table and its default group go with it; everything else has to be gone. */
export function deleteVpc(input: DeleteVpcRequest, cloud: Cloud): void {
  const { VpcId: vpcId } = requireVpc(cloud, input.VpcId);
  const { subnets, securityGroups, internetGateways, routeTables } = cloud.tables.ec2;
  const isIn = ({ VpcId }: { VpcId?: string | undefined }) => VpcId === vpcId;
  const groups = [...securityGroups.values()].filter(isIn);
  const tables = [...routeTables.values()].filter(isIn);
  const isInUse =
    [...subnets.values()].some(isIn) ||
    [...internetGateways.values()].some(({ Attachments }) => Attachments?.some(isIn)) ||
    groups.some(({ GroupName }) => GroupName !== 'default') ||
    tables.some(({ Associations }) => !Associations?.some(({ Main }) => Main));
  if (isInUse) throw inUse('vpc', vpcId);
  refuseDryRun(input);
  for (const { GroupId } of groups) removeGroup(cloud, GroupId);
  for (const { RouteTableId } of tables) forget(cloud, 'routeTables', RouteTableId);
  forget(cloud, 'vpcs', vpcId);
}

export function deleteSubnet(input: DeleteSubnetRequest, cloud: Cloud): void {
  const { SubnetId: subnetId = '' } = input;
  requireExisting(cloud, SUBNET, [subnetId]);
  const interfaces = [...cloud.tables.ec2.networkInterfaces.values()];
  if (interfaces.some(({ SubnetId }) => SubnetId === subnetId)) throw inUse('subnet', subnetId);
  refuseDryRun(input);
  forget(cloud, 'subnets', subnetId);
}

export function detachInternetGateway(input: DetachInternetGatewayRequest, cloud: Cloud): void {
  const gateway = requireGateway(cloud, input.InternetGatewayId);
  const { VpcId: vpcId } = requireVpc(cloud, input.VpcId);
  if (!gateway.Attachments?.some(({ VpcId }) => VpcId === vpcId)) {
    const message = `resource ${gateway.InternetGatewayId} is not attached to network ${vpcId}`;
    throw new Refusal('Gateway.NotAttached', message);
  }
  refuseDryRun(input);
  gateway.Attachments = [];
}

export function deleteInternetGateway(input: DeleteInternetGatewayRequest, cloud: Cloud): void {
  const { InternetGatewayId: id, Attachments = [] } = requireGateway(cloud, input.InternetGatewayId);
  if (Attachments.length > 0) throw inUse('internetGateway', id);
  refuseDryRun(input);
  forget(cloud, 'internetGateways', id);
}

export function deleteSecurityGroup(input: DeleteSecurityGroupRequest, cloud: Cloud): DeleteSecurityGroupResult {
  const { GroupId: groupId, GroupName: name } = requireSecurityGroup(cloud, input.GroupId ?? '');
  if (name === 'default') {
    throw new Refusal('CannotDelete', `the specified group: "${groupId}" name: "default" cannot be deleted by a user`);
  }
  const { networkInterfaces, securityGroupRules } = cloud.tables.ec2;
  const isUsed = [...networkInterfaces.values()].some(({ Groups }) =>
    Groups.some(({ GroupId }) => GroupId === groupId),
  );
  const isNamed = [...securityGroupRules.values()].some(
    (rule) => rule.GroupId !== groupId && rule.ReferencedGroupInfo?.GroupId === groupId,
  );
  if (isUsed || isNamed) throw new Refusal('DependencyViolation', `resource ${groupId} has a dependent object`);
  refuseDryRun(input);
  removeGroup(cloud, groupId);
  return { Return: true, GroupId: groupId };
}

function removeGroup(cloud: Cloud, groupId: string): void {
  for (const { SecurityGroupRuleId } of rulesOf(cloud, groupId)) removeRule(cloud, SecurityGroupRuleId);
  forget(cloud, 'securityGroups', groupId);
}

function forget(cloud: Cloud, table: ResourceKind['table'], id: string): void {
  cloud.tables.ec2[table].delete(id);
  cloud.tables.ec2.tags.delete(id);
}

function inUse(noun: string, id: string): Refusal {
  return new Refusal('DependencyViolation', `The ${noun} '${id}' has dependencies and cannot be deleted.`);
}
