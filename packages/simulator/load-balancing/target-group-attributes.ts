// Owns the attributes of target groups: defaults, what each may be set to, describing and changing them.
import type {
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput,
  TargetGroupAttribute,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { notSimulated } from './not-simulated.ts';
import { requireTargetGroup } from './resources.ts';
import type { TargetGroupRow } from './tables.ts';

const DEREGISTRATION_DELAY = 'deregistration_delay.timeout_seconds';
/** Whether what a function gets and answers has lists in place of single values. */
export const MULTI_VALUE_HEADERS = 'lambda.multi_value_headers.enabled';
const MAX_DEREGISTRATION_SECONDS = 3600;

const FUNCTION_DEFAULTS: Record<string, string> = { [MULTI_VALUE_HEADERS]: 'false' };

const DEFAULTS: Record<string, string> = {
  [DEREGISTRATION_DELAY]: '300',
  'load_balancing.algorithm.anomaly_mitigation': 'off',
  'load_balancing.algorithm.type': 'round_robin',
  'load_balancing.cross_zone.enabled': 'use_load_balancer_configuration',
  'slow_start.duration_seconds': '0',
  'stickiness.app_cookie.cookie_name': '',
  'stickiness.app_cookie.duration_seconds': '86400',
  'stickiness.enabled': 'false',
  'stickiness.lb_cookie.duration_seconds': '86400',
  'stickiness.type': 'lb_cookie',
  'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
  'target_group_health.dns_failover.minimum_healthy_targets.percentage': 'off',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
  'target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage': 'off',
};

export function defaultTargetGroupAttributes(group: TargetGroupRow): Map<string, string> {
  return new Map(Object.entries(defaultsOf(group)));
}

/** How long a target that is taken out is drained. */
export function deregistrationDelaySeconds(cloud: Cloud, targetGroupArn: string): number {
  return Number(cloud.tables.loadBalancing.attributes.get(targetGroupArn)?.get(DEREGISTRATION_DELAY) ?? 0);
}

export function describeTargetGroupAttributes(
  input: DescribeTargetGroupAttributesInput,
  cloud: Cloud,
): DescribeTargetGroupAttributesOutput {
  const { TargetGroupArn: arn } = requireTargetGroup(cloud, input.TargetGroupArn);
  return { Attributes: show(cloud, arn) };
}

export function modifyTargetGroupAttributes(
  input: ModifyTargetGroupAttributesInput,
  cloud: Cloud,
): ModifyTargetGroupAttributesOutput {
  const group = requireTargetGroup(cloud, input.TargetGroupArn);
  const { TargetGroupArn: arn } = group;
  const changes = (input.Attributes ?? []).map((each) => readAttribute(each, defaultsOf(group)));
  for (const [key, value] of changes) cloud.tables.loadBalancing.attributes.get(arn)?.set(key, value);
  return { Attributes: show(cloud, arn) };
}

function show(cloud: Cloud, arn: string): TargetGroupAttribute[] {
  return [...(cloud.tables.loadBalancing.attributes.get(arn) ?? [])].map(([Key, Value]) => ({ Key, Value }));
}

function defaultsOf({ TargetType: type }: TargetGroupRow): Record<string, string> {
  return type === 'lambda' ? FUNCTION_DEFAULTS : DEFAULTS;
}

/** The deregistration delay and multi-value headers work as on AWS. The others keep their defaults: this load balancer knows no other way. */
function readAttribute(
  { Key: key = '', Value: value = '' }: TargetGroupAttribute,
  defaults: Record<string, string>,
): [string, string] {
  if (!Object.hasOwn(defaults, key)) {
    throw new Refusal('ValidationError', `Target group attribute key '${key}' is not recognized`);
  }
  if (key === DEREGISTRATION_DELAY) {
    if (/^\d+$/.test(value) && Number(value) <= MAX_DEREGISTRATION_SECONDS) return [key, String(Number(value))];
    throw new Refusal(
      'ValidationError',
      `'${key}' value '${value}' must be between '0-${MAX_DEREGISTRATION_SECONDS}' inclusive`,
    );
  }
  if (key === MULTI_VALUE_HEADERS && value === 'true') return [key, value];
  if (value === defaults[key]) return [key, value];
  throw notSimulated(`any '${key}' but '${defaults[key]}'`);
}
