// Owns the decision whether an internet-facing load balancer can be reached from the internet: without a route to an internet
// gateway in its subnets its public addresses are unreachable. CloudFront only requires private subnets.
// Pure. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Foundation } from './foundation.ts';

/** `hidden`: internet-facing, but not reachable. `because` is a clause of the message. */
export type Exposure =
  | { kind: 'internal' }
  | { kind: 'hidden' }
  | { kind: 'open'; because: string }
  | { kind: 'unknown'; because: string };

export function isInternetFacing({ loadBalancer }: Pick<Foundation, 'loadBalancer'>): boolean {
  return loadBalancer.Scheme !== 'internal';
}

/** `tables` are all route tables of the VPC of an internet-facing load balancer. */
export function describeExposure({ AvailabilityZones = [] }: LoadBalancer, tables: RouteTable[]): Exposure {
  const subnetIds = AvailabilityZones.map(({ SubnetId }) => SubnetId);
  if (subnetIds.length === 0) return { kind: 'unknown', because: 'its subnets are unknown' };
  for (const subnetId of subnetIds) {
    const table = routeTableOf(subnetId, tables);
    if (table === undefined) return { kind: 'unknown', because: `the route table of ${subnetId} is unknown` };
    // Every table has at least the local route of the VPC.
    if (table.Routes === undefined || table.Routes.length === 0)
      return { kind: 'unknown', because: `the routes of ${subnetId} are unknown` };
    const route = table.Routes.find(isFromInternet);
    if (route !== undefined) return { kind: 'open', because: `${subnetId} routes to ${targetOf(route)}` };
  }
  return { kind: 'hidden' };
}

/** A subnet without a table of its own uses the main one. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
function routeTableOf(subnetId: string | undefined, tables: RouteTable[]): RouteTable | undefined {
  const own = ({ Associations = [] }: RouteTable) =>
    Associations.some(({ SubnetId }) => SubnetId !== undefined && SubnetId === subnetId);
  const main = ({ Associations = [] }: RouteTable) => Associations.some(({ Main }) => Main === true);
  return tables.find(own) ?? tables.find(main);
}

/**
 * True for an internet gateway, and for anything that may be in front of one, such as a firewall's endpoint or an instance, whose
 * own routes are not followed. It lists the targets that admit no traffic, so that new kinds of targets count as open.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
function isFromInternet({ GatewayId, DestinationPrefixListId, ...route }: Route): boolean {
  const isPrivate =
    route.NatGatewayId ??
    route.TransitGatewayId ??
    route.VpcPeeringConnectionId ??
    route.EgressOnlyInternetGatewayId ??
    route.CoreNetworkArn;
  if (isPrivate !== undefined) return false;
  // Gateway endpoints of S3 and DynamoDB are routes to the prefix lists of these services.
  const isServiceEndpoint = GatewayId?.startsWith('vpce-') && DestinationPrefixListId !== undefined;
  return !isServiceEndpoint && GatewayId !== 'local' && !GatewayId?.startsWith('vgw-');
}

function targetOf(route: Route): string {
  const target = route.GatewayId ?? route.NetworkInterfaceId ?? route.InstanceId ?? route.CarrierGatewayId;
  return target ?? route.LocalGatewayId ?? 'an unknown target';
}
