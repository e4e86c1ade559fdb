// Owns making load balancers and listeners by call, and deleting load balancers.
import {
  type CreateListenerInput,
  type CreateListenerOutput,
  type CreateLoadBalancerInput,
  type CreateLoadBalancerOutput,
  type DeleteLoadBalancerInput,
  DuplicateListenerException$,
  DuplicateLoadBalancerNameException$,
  InvalidSecurityGroupException$,
  InvalidSubnetException$,
  OperationNotPermittedException$,
  SubnetNotFoundException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { detachInterface } from '../ec2/network-interfaces.ts';
import type { SubnetRow } from '../ec2/tables.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { readActions } from './actions.ts';
import { listenerArnOf } from './arns.ts';
import { refuseAssociation } from './associations.ts';
import { range, refuseProblems } from './constraints.ts';
import { addListener, addLoadBalancer } from './make-load-balancers.ts';
import { notSimulated } from './not-simulated.ts';
import { nodeDescription } from './reachability.ts';
import { requireLoadBalancers } from './resources.ts';
import { readTags, setTags } from './tags.ts';

/** Two to three minutes are usual. */
const PROVISIONING_SECONDS = 150;
/** The nodes go some time after the load balancer. */
const WITHDRAWAL_SECONDS = 60;
const NAME = /^(?!internal-)(?!-)[A-Za-z0-9-]{1,32}(?<!-)$/;

export function createLoadBalancer(input: CreateLoadBalancerInput, cloud: Cloud): CreateLoadBalancerOutput {
  const { Name: name = '', Scheme: scheme = 'internet-facing', SecurityGroups: securityGroupIds = [] } = input;
  if ((input.Type ?? 'application') !== 'application') throw notSimulated('load balancers of other types');
  if (!NAME.test(name)) throw new Refusal('ValidationError', `The load balancer name '${name}' is not valid`);
  const subnets = readSubnets(cloud, input.Subnets);
  refuseGroups(cloud, securityGroupIds);
  const tags = readTags(input.Tags);
  const rows = [...cloud.tables.loadBalancing.loadBalancers.values()];
  if (rows.some(({ LoadBalancerName }) => LoadBalancerName === name)) {
    const message = `A load balancer with the same name '${name}' exists, but with different settings`;
    throw refuse(DuplicateLoadBalancerNameException$, message);
  }
  const vpcId = subnets[0]?.VpcId ?? '';
  if (scheme === 'internet-facing') refuseWithoutGateway(cloud, vpcId);
  const subnetIds = subnets.map(({ SubnetId }) => SubnetId);
  const row = addLoadBalancer(cloud, { name, scheme, vpcId, subnetIds, securityGroupIds });
  row.State = { Code: 'provisioning' };
  setTags(cloud, row.LoadBalancerArn, tags);
  cloud.clock.after(PROVISIONING_SECONDS, () => {
    const provisioned = cloud.tables.loadBalancing.loadBalancers.get(row.LoadBalancerArn);
    if (provisioned !== undefined) provisioned.State = { Code: 'active' };
  });
  return { LoadBalancers: [row] };
}

export function createListener(input: CreateListenerInput, cloud: Cloud): CreateListenerOutput {
  const loadBalancerArn = input.LoadBalancerArn ?? '';
  requireLoadBalancers(cloud, [loadBalancerArn]);
  refuseProblems([range('port', input.Port, [1, 65_535])]);
  const { Protocol: protocol = 'HTTP', Port: port = 80 } = input;
  if (protocol !== 'HTTP') throw notSimulated('listeners of other protocols than HTTP');
  const actions = readActions(input.DefaultActions);
  const tags = readTags(input.Tags);
  refuseAssociation(cloud, actions, loadBalancerArn);
  const listeners = [...cloud.tables.loadBalancing.listeners.values()];
  if (listeners.some(({ LoadBalancerArn, Port }) => LoadBalancerArn === loadBalancerArn && Port === port)) {
    throw refuse(DuplicateListenerException$, 'A listener already exists on this port for this load balancer');
  }
  const listener = addListener(cloud, { loadBalancerArn, port, actions });
  setTags(cloud, listener.ListenerArn, tags);
  return { Listeners: [listener] };
}

/** Its listeners and their rules go with it. Deleting what is not there succeeds. */
export function deleteLoadBalancer(input: DeleteLoadBalancerInput, cloud: Cloud): object {
  const arn = input.LoadBalancerArn ?? '';
  const { loadBalancers, listeners, rules, attributes, tags } = cloud.tables.loadBalancing;
  if (!loadBalancers.has(arn)) return {};
  if (attributes.get(arn)?.get('deletion_protection.enabled') === 'true') {
    const message = `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`;
    throw refuse(OperationNotPermittedException$, message);
  }
  for (const { ListenerArn } of [...listeners.values()].filter(({ LoadBalancerArn }) => LoadBalancerArn === arn)) {
    for (const ruleArn of rules.keys()) if (listenerArnOf(ruleArn) === ListenerArn) rules.delete(ruleArn);
    listeners.delete(ListenerArn);
    tags.delete(ListenerArn);
  }
  for (const table of [loadBalancers, attributes, tags]) table.delete(arn);
  cloud.clock.after(WITHDRAWAL_SECONDS, () => {
    const nodes = [...cloud.tables.ec2.networkInterfaces.values()];
    for (const { PrivateIpAddress } of nodes.filter(({ Description }) => Description === nodeDescription(arn))) {
      detachInterface(cloud, PrivateIpAddress);
    }
  });
  return {};
}

function readSubnets(cloud: Cloud, ids: string[] = []): SubnetRow[] {
  const { subnets } = cloud.tables.ec2;
  const missing = ids.filter((id) => !subnets.has(id));
  if (missing.length > 0) {
    throw refuse(SubnetNotFoundException$, `The subnet ID '${missing.join(', ')}' does not exist`);
  }
  const rows = ids.map((id) => subnets.get(id) as SubnetRow);
  if (new Set(rows.map(({ AvailabilityZone }) => AvailabilityZone)).size < 2) {
    throw new Refusal('ValidationError', 'At least two subnets in two different Availability Zones must be specified');
  }
  return rows;
}

function refuseGroups(cloud: Cloud, ids: string[]): void {
  const missing = ids.filter((id) => !cloud.tables.ec2.securityGroups.has(id));
  if (missing.length === 0) return;
  throw refuse(InvalidSecurityGroupException$, `One or more security groups are invalid: ${missing.join(', ')}`);
}

function refuseWithoutGateway(cloud: Cloud, vpcId: string): void {
  const gateways = [...cloud.tables.ec2.internetGateways.values()];
  if (gateways.some(({ Attachments }) => Attachments?.some(({ VpcId }) => VpcId === vpcId))) return;
  throw refuse(InvalidSubnetException$, `VPC ${vpcId} has no internet gateway`);
}
