// Owns reading the settings of a target group: defaults, ranges, and what AWS refuses.
import {
  InvalidConfigurationRequestException$,
  type Matcher,
  ProtocolEnum,
  TargetGroupIpAddressTypeEnum,
  TargetTypeEnum,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { length, oneOf, type Problem, range } from './constraints.ts';
import { notSimulated } from './not-simulated.ts';
import type { AddressGroupRow } from './tables.ts';

const MAX_NAME_LENGTH = 32;
const PROTOCOLS = Object.values(ProtocolEnum);
const SERVED_TARGET_TYPES = ['ip', 'instance'];
const MATCHED_CODES: [number, number] = [200, 499];

/** The members that CreateTargetGroup and ModifyTargetGroup share. */
export interface HealthCheckSettings {
  HealthCheckProtocol?: string | undefined;
  HealthCheckPort?: string | undefined;
  HealthCheckEnabled?: boolean | undefined;
  HealthCheckPath?: string | undefined;
  HealthCheckIntervalSeconds?: number | undefined;
  HealthCheckTimeoutSeconds?: number | undefined;
  HealthyThresholdCount?: number | undefined;
  UnhealthyThresholdCount?: number | undefined;
  Matcher?: Matcher | undefined;
}

export interface TargetGroupSettings extends HealthCheckSettings {
  Name?: string | undefined;
  Protocol?: string | undefined;
  ProtocolVersion?: string | undefined;
  Port?: number | undefined;
  VpcId?: string | undefined;
  TargetType?: string | undefined;
  IpAddressType?: string | undefined;
}

type HealthCheckRow = Pick<AddressGroupRow, keyof HealthCheckSettings & keyof AddressGroupRow>;

/** Checks the limits of the API model itself. */
export function settingProblems(settings: TargetGroupSettings): Problem[] {
  return [
    oneOf('protocol', settings.Protocol, PROTOCOLS),
    range('port', settings.Port, [1, 65535]),
    oneOf('healthCheckProtocol', settings.HealthCheckProtocol, PROTOCOLS),
    length('healthCheckPath', settings.HealthCheckPath, [1, 1024]),
    range('healthCheckIntervalSeconds', settings.HealthCheckIntervalSeconds, [5, 300]),
    range('healthCheckTimeoutSeconds', settings.HealthCheckTimeoutSeconds, [2, 120]),
    range('healthyThresholdCount', settings.HealthyThresholdCount, [2, 10]),
    range('unhealthyThresholdCount', settings.UnhealthyThresholdCount, [2, 10]),
    oneOf('targetType', settings.TargetType, Object.values(TargetTypeEnum)),
    oneOf('ipAddressType', settings.IpAddressType, Object.values(TargetGroupIpAddressTypeEnum)),
  ];
}

export function readName(name: string | undefined): string {
  if (!name) throw invalid('A target group name must be specified');
  if (name.length > MAX_NAME_LENGTH) {
    throw invalid(`Target group name '${name}' cannot be longer than '${MAX_NAME_LENGTH}' characters`);
  }
  if (!/^[A-Za-z0-9-]+$/.test(name)) {
    throw invalid(
      `Target group name '${name}' can only contain characters that are alphanumeric characters and hyphens(-)`,
    );
  }
  if (name.startsWith('-') || name.endsWith('-')) {
    throw invalid(`Target group name '${name}' cannot begin or end with '-'`);
  }
  return name;
}

/** Protocol, port and VPC: required for every kind of target that this cloud has. */
export function readRouting(settings: TargetGroupSettings): Pick<AddressGroupRow, 'Protocol' | 'Port' | 'VpcId'> {
  const { Protocol: protocol, Port: port, VpcId: vpcId, TargetType: type = 'instance' } = settings;
  if (!SERVED_TARGET_TYPES.includes(type)) throw notSimulated(`target groups with target type '${type}'`);
  if (protocol === undefined) throw invalid('A protocol must be specified');
  if (port === undefined) throw invalid('A port must be specified');
  if (vpcId === undefined) throw invalid('A VPC ID must be specified');
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') throw notSimulated(`target groups with the protocol '${protocol}'`);
  const { ProtocolVersion: version = 'HTTP1', IpAddressType: addressType = 'ipv4' } = settings;
  if (version !== 'HTTP1') throw notSimulated(`target groups with the protocol version '${version}'`);
  if (addressType !== 'ipv4') throw notSimulated(`target groups with the IP address type '${addressType}'`);
  return { Protocol: protocol, Port: port, VpcId: vpcId };
}

/** The health check that results when `settings` are laid over what was there, or over the defaults. */
export function readHealthCheck(
  settings: HealthCheckSettings,
  present: HealthCheckRow,
  targetType: string | undefined,
): HealthCheckRow {
  const members = Object.keys(DEFAULT_HEALTH_CHECK) as (keyof HealthCheckRow)[];
  const given = Object.fromEntries(
    members.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])),
  );
  const check: HealthCheckRow = { ...present, ...given };
  const { HealthCheckProtocol: protocol, HealthCheckPort: port, HealthCheckPath: path } = check;
  if (!check.HealthCheckEnabled) {
    throw invalid(`Health check enabled must be true for target groups with target type '${targetType}'`);
  }
  if (protocol !== 'HTTP' && protocol !== 'HTTPS') {
    throw refuse(
      InvalidConfigurationRequestException$,
      `Health check protocol '${protocol}' is not supported for target groups with the HTTP protocol`,
    );
  }
  if (port !== 'traffic-port' && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    throw invalid(`Health check port '${port}' must be 'traffic-port' or in range of 1-65535`);
  }
  if (!/^\/[\x21-\x7e]*$/.test(path)) {
    throw invalid(
      `Health check path '${path}' must begin with a '/' character, and can only contain printable ASCII characters, without spaces`,
    );
  }
  refuseTimeout(check);
  readMatcher(check.Matcher);
  return check;
}

export const DEFAULT_HEALTH_CHECK: HealthCheckRow = {
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckPath: '/',
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 6,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  Matcher: { HttpCode: '200' },
};

/** The status codes that a matcher such as `200,301-303` accepts, as ranges. */
export function readMatcher(matcher: Matcher): [number, number][] {
  const { HttpCode: text, GrpcCode: grpcCode } = matcher;
  if (grpcCode !== undefined) throw notSimulated('target groups with gRPC codes');
  return (text ?? '').split(',').map((part) => {
    const [first, last = first] = part.split('-').map(Number);
    const isRange = /^\d{3}(-\d{3})?$/.test(part) && first !== undefined && last !== undefined && first <= last;
    if (!isRange || first < MATCHED_CODES[0] || last > MATCHED_CODES[1]) {
      throw invalid(`Health check matcher HTTP code '${text}' must be within '${MATCHED_CODES.join('-')}' inclusive`);
    }
    return [first, last];
  });
}

function refuseTimeout(check: HealthCheckRow): void {
  const { HealthCheckTimeoutSeconds: timeout, HealthCheckIntervalSeconds: interval } = check;
  if (timeout < interval) return;
  throw invalid(`Health check timeout '${timeout}' must be smaller than the interval '${interval}'`);
}

function invalid(message: string): Refusal {
  return new Refusal('ValidationError', message);
}
