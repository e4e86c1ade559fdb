// Owns the way from the edge to an origin's loopback port: VPC origin, load balancer, listener, security groups.
import type { Origin, VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { SERVICE_SECURITY_GROUP } from '../cloudfront/vpc-origin-deployment.ts';
import { isIngressAllowed } from '../ec2/ingress.ts';
import type { LoadBalancers } from '../load-balancing/data-plane.ts';
import type { LoadBalancerRow } from '../load-balancing/tables.ts';
import { edgeErrors } from './edge-error.ts';
import type { ViewerRequest } from './viewer-request.ts';

const PREFIX_LIST = 'com.amazonaws.global.cloudfront.origin-facing';
/** One of the addresses in that list, for rules that name address ranges. */
const ORIGIN_FACING_ADDRESS = '130.176.0.1';

export interface Ways {
  cloud: Cloud;
  loadBalancers: LoadBalancers;
}

/** The loopback port that stands for the origin, once a connection could be made; throws an EdgeError where none can. */
export async function findOriginPort(
  { cloud, loadBalancers }: Ways,
  origin: Origin,
  viewer: ViewerRequest,
): Promise<number> {
  // Any other kind of origin is a name on the internet, which nothing on this machine resolves.
  const id = origin.VpcOriginConfig?.VpcOriginId;
  if (id === undefined) throw edgeErrors.unknownOrigin();
  const endpoint = cloud.tables.cloudfront.vpcOrigins.get(id)?.endpoint;
  const loadBalancer = cloud.tables.loadBalancing.loadBalancers.get(endpoint?.Arn ?? '');
  if (endpoint === undefined || loadBalancer === undefined) throw edgeErrors.noConnection();
  const { port, isTls } = portToward(endpoint, viewer);
  if (!isAdmitted(cloud, loadBalancer, port)) {
    await new Promise<void>((resolve) => cloud.clock.after(connectSeconds(origin), resolve));
    throw edgeErrors.noAnswer();
  }
  const localPort = loadBalancers.portOf(loadBalancer.LoadBalancerArn, port);
  // No certificate can match: CloudFront asks for the origin's domain name, an internal name that no public authority signs.
  if (localPort === undefined || isTls) throw edgeErrors.noConnection();
  return localPort;
}

function portToward(endpoint: VpcOriginEndpointConfig, viewer: ViewerRequest): { port: number; isTls: boolean } {
  const policy = endpoint.OriginProtocolPolicy;
  const isTls = policy === 'https-only' || (policy === 'match-viewer' && viewer.protocol === 'https');
  return { port: (isTls ? endpoint.HTTPSPort : endpoint.HTTPPort) ?? 80, isTls };
}

function isAdmitted(cloud: Cloud, { SecurityGroups: securityGroupIds, VpcId }: LoadBalancerRow, port: number): boolean {
  const managed = [...cloud.tables.ec2.securityGroups.values()].filter(
    (group) => group.VpcId === VpcId && group.GroupName === SERVICE_SECURITY_GROUP,
  );
  const source = {
    securityGroupIds: managed.map(({ GroupId }) => GroupId),
    prefixListName: PREFIX_LIST,
    ip: ORIGIN_FACING_ADDRESS,
  };
  return isIngressAllowed(cloud, { securityGroupIds, port, source });
}

/** How long CloudFront tries to connect to an origin that drops its packets. */
function connectSeconds({ ConnectionAttempts: attempts = 3, ConnectionTimeout: seconds = 10 }: Origin): number {
  return attempts * seconds;
}
