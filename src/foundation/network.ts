// Owns the questions about the VPC that decide whether CloudFront can reach the load balancer. Loaded only where they are asked.
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
  /** Ids such as `use1-az3`: they name the same place in every account, zone names do not. */
  zoneIds: string[];
  /** VPC Block Public Access stops VPC origins, too, unless the VPC is excluded. */
  blocksPublicAccess: boolean;
}

/** What only makes a warning better is worth a moment, and no more: eight attempts would take five seconds. */
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
  // Without names, AWS would tell all zones there are.
  if (ZoneNames.length === 0) return [];
  const { AvailabilityZones = [] } = await callAws(`reading availability zones ${ZoneNames.join(', ')}`, () =>
    ec2.send(new DescribeAvailabilityZonesCommand({ ZoneNames })),
  );
  return AvailabilityZones.flatMap(({ ZoneId }) => (ZoneId === undefined ? [] : [ZoneId]));
}

/** A warning less is better than a deploy less: without the right to ask, nothing is blocked as far as we know. */
async function findBlockPublicAccess(ec2: EC2Client, log: Log): Promise<boolean> {
  try {
    const { VpcBlockPublicAccessOptions: options } = await callAws('reading VPC Block Public Access', () =>
      ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({})),
    );
    return options?.InternetGatewayBlockMode?.startsWith('block') ?? false;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    log.debug(`${error.message}. It is taken to be off.`);
    return false;
  }
}

/** Whoever may not look cannot know, and then it counts as open; any other trouble is told as what it is. */
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
