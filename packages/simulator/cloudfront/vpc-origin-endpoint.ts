// Owns the rules for what a VPC origin may lead to: a load balancer that exists and is active, in a VPC with an internet gateway.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
import { EntityAlreadyExists$, UnsupportedOperation$, type VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import type { LoadBalancerRow } from '../load-balancing/tables.ts';
import { checkEnumerations } from './enumerations.ts';
import { invalidArgument } from './not-simulated.ts';
import { checkQuantities } from './quantities.ts';

const EXCLUDED_ZONES = ['use1-az3', 'usw1-az2', 'apne1-az3', 'cac1-az3'];

/** The endpoint as it is kept, and the VPC it is in. `vpcOriginId` is missing when the VPC origin is to be a new one. */
export function readEndpoint(
  cloud: Cloud,
  endpoint: VpcOriginEndpointConfig,
  vpcOriginId?: string,
): { endpoint: VpcOriginEndpointConfig; vpcId: string } {
  checkQuantities(endpoint, 'VpcOriginEndpointConfig');
  checkEnumerations(endpoint, 'VpcOriginEndpointConfig');
  if (endpoint.Name === '') throw invalidArgument('The parameter Name is required.');
  checkPort('HTTPPort', endpoint.HTTPPort);
  checkPort('HTTPSPort', endpoint.HTTPSPort);
  checkName(cloud, endpoint.Name, vpcOriginId);
  return { endpoint, vpcId: vpcOf(cloud, endpoint.Arn ?? '') };
}

function checkPort(name: string, port = 0): void {
  const isAllowed = port === 80 || port === 443 || (port >= 1024 && port <= 65_535);
  if (!isAllowed) throw invalidArgument(`The parameter ${name} is not valid: use 80, 443, or 1024 to 65535.`);
}

/** AWS asks for "a unique entity" without saying in what; here it is the name. */
function checkName(cloud: Cloud, name: string | undefined, vpcOriginId: string | undefined): void {
  for (const { id, endpoint } of cloud.tables.cloudfront.vpcOrigins.values()) {
    if (endpoint.Name === name && id !== vpcOriginId) {
      throw refuse(EntityAlreadyExists$, `A VPC origin with the name ${name} already exists.`);
    }
  }
}

function vpcOf(cloud: Cloud, arn: string): string {
  const loadBalancer = cloud.tables.loadBalancing.loadBalancers.get(arn);
  if (loadBalancer === undefined) throw invalidArgument(`The specified resource ${arn} does not exist.`);
  if (loadBalancer.State?.Code !== 'active') {
    throw invalidArgument(`The specified load balancer ${arn} is not in the active state.`);
  }
  checkZones(cloud, loadBalancer);
  const vpcId = loadBalancer.VpcId;
  const gateways = [...cloud.tables.ec2.internetGateways.values()];
  const isOpen = gateways.some(({ Attachments: attached }) => attached?.some(({ VpcId }) => VpcId === vpcId));
  if (!isOpen)
    throw invalidArgument(`The VPC ${vpcId} of the specified resource does not have an internet gateway attached.`);
  return vpcId;
}

function checkZones(cloud: Cloud, { AvailabilityZones: zones }: LoadBalancerRow): void {
  const ids = zones.map(({ SubnetId = '' }) => cloud.tables.ec2.subnets.get(SubnetId)?.AvailabilityZoneId ?? '');
  const excluded = ids.find((id) => EXCLUDED_ZONES.includes(id));
  if (excluded === undefined) return;
  throw refuse(UnsupportedOperation$, `VPC origins are not supported in the Availability Zone ${excluded}.`);
}
