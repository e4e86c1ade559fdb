// Owns target groups of the type `lambda`: what they have of the settings of others, and what AWS refuses of them.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
import { Refusal } from '../kernel/refusal.ts';
import { notSimulated } from './not-simulated.ts';
import type { FunctionGroupRow } from './tables.ts';
import type { TargetGroupSettings } from './target-group-settings.ts';

const NAMES = { Protocol: 'Protocol', Port: 'Port', VpcId: 'VPC ID' } as const;

/** Health checks are off unless asked for. */
export function readFunctionGroup(settings: TargetGroupSettings, arn: string, name: string): FunctionGroupRow {
  for (const [member, words] of Object.entries(NAMES)) {
    if (settings[member as keyof typeof NAMES] === undefined) continue;
    throw new Refusal('ValidationError', `${words} cannot be specified for target groups with target type 'lambda'`);
  }
  if (settings.HealthCheckEnabled) throw notSimulated('health checks of functions');
  return {
    TargetGroupArn: arn,
    TargetGroupName: name,
    HealthCheckEnabled: false,
    HealthCheckIntervalSeconds: settings.HealthCheckIntervalSeconds ?? 35,
    HealthCheckTimeoutSeconds: settings.HealthCheckTimeoutSeconds ?? 30,
    HealthyThresholdCount: settings.HealthyThresholdCount ?? 5,
    UnhealthyThresholdCount: settings.UnhealthyThresholdCount ?? 2,
    HealthCheckPath: settings.HealthCheckPath ?? '/',
    Matcher: settings.Matcher ?? { HttpCode: '200' },
    TargetType: 'lambda',
    IpAddressType: 'ipv4',
  };
}
