// Owns the availability zones of the region, with the ids that AWS gives them.
import type {
  AvailabilityZone,
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
} from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { readFilters } from './filters.ts';
import { refuseDryRun } from './listing.ts';

/** Regions whose zone ids are not simply az1, az2, az3. Zone names are shuffled per account; ours are in order. */
const ZONE_NUMBERS: Record<string, number[]> = {
  'ap-northeast-1': [1, 2, 4],
  'ca-central-1': [1, 2, 4],
  'us-east-1': [1, 2, 3, 4, 5, 6],
  'us-west-1': [1, 3],
  'us-west-2': [1, 2, 3, 4],
};

const FILTERS = {
  'group-long-name': 'GroupLongName',
  'group-name': 'GroupName',
  message: 'Messages.Message',
  'opt-in-status': 'OptInStatus',
  'parent-zone-id': 'ParentZoneId',
  'parent-zone-name': 'ParentZoneName',
  'region-name': 'RegionName',
  state: 'State',
  'zone-id': 'ZoneId',
  'zone-name': 'ZoneName',
  'zone-type': 'ZoneType',
};

/** The zones of a region, in order: `eu-west-1a` with the id `euw1-az1` and so on. */
export function zonesOf(region: string): (AvailabilityZone & { ZoneName: string; ZoneId: string })[] {
  const [area = '', direction = '', number = ''] = region.replace('us-gov', 'usg').split('-');
  const initials = direction.replace(/(north|south)?(east|west|central)?/, (_, first?: string, second?: string) =>
    [first, second].map((word) => word?.charAt(0) ?? '').join(''),
  );
  return (ZONE_NUMBERS[region] ?? [1, 2, 3]).map((zone, at) => ({
    ZoneName: `${region}${String.fromCharCode('a'.charCodeAt(0) + at)}`,
    ZoneId: `${area}${initials}${number}-az${zone}`,
    State: 'available',
    OptInStatus: 'opt-in-not-required',
    Messages: [],
    RegionName: region,
    GroupName: region,
    NetworkBorderGroup: region,
    ZoneType: 'availability-zone',
  }));
}

export function describeAvailabilityZones(
  input: DescribeAvailabilityZonesRequest,
  cloud: Cloud,
): DescribeAvailabilityZonesResult {
  const zones = zonesOf(cloud.region);
  const isWanted = readFilters(input.Filters, FILTERS);
  const names = requireZones(
    input.ZoneNames,
    zones.map(({ ZoneName }) => ZoneName),
  );
  const ids = requireZones(
    input.ZoneIds,
    zones.map(({ ZoneId }) => ZoneId),
  );
  refuseDryRun(input);
  return {
    AvailabilityZones: zones.filter(
      (zone) => names.includes(zone.ZoneName) && ids.includes(zone.ZoneId) && isWanted(zone),
    ),
  };
}

/** The zones that were asked for, or all. */
function requireZones(asked: string[] | undefined, known: string[]): string[] {
  if (asked === undefined || asked.length === 0) return known;
  const unknown = asked.find((zone) => !known.includes(zone));
  if (unknown !== undefined) throw new Refusal('InvalidParameterValue', `Invalid availability zone: [${unknown}]`);
  return asked;
}
