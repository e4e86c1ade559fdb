// Owns reading from the VPC whether CloudFront can reach the load balancer. The EC2 client is loaded only for that.
import {
  DescribeAvailabilityZonesCommand,
  DescribeInternetGatewaysCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  type EC2Client,
  paginateDescribeRouteTables,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { AwsError } from '../errors.ts';
import type { Aws, Log, World } from '../world.ts';
import { describeExposure, type Exposure } from './exposure.ts';
import type { Foundation } from './foundation.ts';

export interface Network {
  hasInternetGateway: boolean;
  /** Ids such as `use1-az3`, which, unlike zone names, mean the same zone in every account. */
  zoneIds: string[];
  /** VPC Block Public Access also blocks VPC origins, unless the VPC is excluded. */
  blocksPublicAccess: boolean;
}

/** A read that only improves a warning must not take long: eight attempts would take five seconds. */
const MAX_OPTIONAL_ATTEMPTS = 2;

export async function findNetwork(
  { aws, log }: Pick<World, 'aws' | 'log'>,
  { loadBalancer }: Pick<Foundation, 'loadBalancer'>,
): Promise<Network> {
  const { VpcId, AvailabilityZones = [] } = loadBalancer;
  const zoneNames = AvailabilityZones.map(({ ZoneName }) =>
    required(ZoneName, 'DescribeLoadBalancers.AvailabilityZones.ZoneName'),
  );
  const client = await aws.ec2();
  const [hasInternetGateway, zoneIds, blocksPublicAccess] = await Promise.all([
    findInternetGateway(client, required(VpcId, 'DescribeLoadBalancers.VpcId')),
    findZoneIds(client, zoneNames),
    findBlockPublicAccess(await aws.ec2(MAX_OPTIONAL_ATTEMPTS), log),
  ]);
  return { hasInternetGateway, zoneIds, blocksPublicAccess };
}

async function findInternetGateway(ec2: EC2Client, vpcId: string): Promise<boolean> {
  const Filters = [{ Name: 'attachment.vpc-id', Values: [vpcId] }];
  const { InternetGateways = [] } = await callAws(`reading the internet gateway of ${vpcId}`, () =>
    ec2.send(new DescribeInternetGatewaysCommand({ Filters })),
  );
  return InternetGateways.length > 0;
}

async function findZoneIds(ec2: EC2Client, ZoneNames: string[]): Promise<string[]> {
  // Without names, AWS would return all zones of the region.
  if (ZoneNames.length === 0) return [];
  const { AvailabilityZones = [] } = await callAws(`reading availability zones ${ZoneNames.join(', ')}`, () =>
    ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames })),
  );
  return AvailabilityZones.flatMap(({ ZoneId }) => (ZoneId === undefined ? [] : [ZoneId]));
}

/** Without the permission to read it, it counts as off: a missing warning is better than a failed deploy. */
async function findBlockPublicAccess(ec2: EC2Client, log: Log): Promise<boolean> {
  try {
    const { VpcBlockPublicAccessOptions: options } = await callAws('reading VPC Block Public Access', () =>
      ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({})),
    );
    return options?.InternetGatewayBlockMode?.startsWith('block') ?? false;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    log.debug(`${error.message}. Assuming that it is off.`);
    return false;
  }
}

/** `unknown` if the role may not read route tables; any other error is thrown. */
export async function findExposure(
  { ec2 }: Aws,
  { loadBalancer }: Pick<Foundation, 'loadBalancer'>,
): Promise<Exposure> {
  try {
    return describeExposure(
      loadBalancer,
      await findRouteTables(await ec2(), required(loadBalancer.VpcId, 'DescribeLoadBalancers.VpcId')),
    );
  } catch (error) {
    if (!(error instanceof AwsError) || error.missingAction === undefined) throw error;
    return { kind: 'unknown', because: `the role may not call ${error.missingAction}` };
  }
}

function findRouteTables(ec2: EC2Client, vpcId: string): Promise<RouteTable[]> {
  return callAws(`reading the route tables of ${vpcId}`, async () => {
    const tables: RouteTable[] = [];
    const pages = paginateDescribeRouteTables({ client: ec2 }, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
    for await (const { RouteTables = [] } of pages) tables.push(...RouteTables);
    return tables;
  });
}
