// Owns the decision whether the internet reaches a load balancer that AWS calls internet-facing: one whose subnets have no
// route to an internet gateway has public addresses at which nobody arrives. CloudFront asks for no more than private subnets.
// Pure. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
import type { Route, RouteTable } from '@aws-sdk/client-ec2';
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Foundation } from './foundation.ts';

/** `hidden`: internet-facing, and out of reach. `because` is a clause for people. */
export type Exposure =
  | { kind: 'internal' }
  | { kind: 'hidden' }
  | { kind: 'open'; because: string }
  | { kind: 'unknown'; because: string };

export function isInternetFacing({ loadBalancer }: Pick<Foundation, 'loadBalancer'>): boolean {
  return loadBalancer.Scheme !== 'internal';
}

/** Of an internet-facing load balancer, by all the route tables of its VPC. */
export function describeExposure({ AvailabilityZones = [] }: LoadBalancer, tables: RouteTable[]): Exposure {
  const subnetIds = AvailabilityZones.map(({ SubnetId }) => SubnetId);
  if (subnetIds.length === 0) return { kind: 'unknown', because: 'its subnets are unknown' };
  for (const subnetId of subnetIds) {
    const table = routeTableOf(subnetId, tables);
    if (table === undefined) return { kind: 'unknown', because: `the route table of ${subnetId} is unknown` };
    // There is no table without one: that within the VPC.
    if (table.Routes === undefined || table.Routes.length === 0)
      return { kind: 'unknown', because: `the routes of ${subnetId} are unknown` };
    const route = table.Routes.find(isFromInternet);
    if (route !== undefined) return { kind: 'open', because: `${subnetId} routes to ${targetOf(route)}` };
  }
  return { kind: 'hidden' };
}

/** A subnet without a table of its own has the main one. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html */
function routeTableOf(subnetId: string | undefined, tables: RouteTable[]): RouteTable | undefined {
  const own = ({ Associations = [] }: RouteTable) =>
    Associations.some(({ SubnetId }) => SubnetId !== undefined && SubnetId === subnetId);
  const main = ({ Associations = [] }: RouteTable) => Associations.some(({ Main }) => Main === true);
  return tables.find(own) ?? tables.find(main);
}

/**
 * An internet gateway is one, and so may be whatever inspects the traffic before such a gateway: the endpoint of a firewall or
 * an instance, whose own subnet we do not follow. What is known to lead nobody in is listed, so that what is new does not pass.
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
  // Endpoints of S3 and DynamoDB are routes to the prefix lists of these.
  const isServiceEndpoint = GatewayId?.startsWith('vpce-') && DestinationPrefixListId !== undefined;
  return !isServiceEndpoint && GatewayId !== 'local' && !GatewayId?.startsWith('vgw-');
}

function targetOf(route: Route): string {
  const target = route.GatewayId ?? route.NetworkInterfaceId ?? route.InstanceId ?? route.CarrierGatewayId;
  return target ?? route.LocalGatewayId ?? 'somewhere unknown';
}
