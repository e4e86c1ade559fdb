// Owns what the values of each kind of condition may look like.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
import { isIP } from 'node:net';
import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Refusal } from '../kernel/refusal.ts';

export const FIELDS = [
  'http-header',
  'http-request-method',
  'host-header',
  'path-pattern',
  'query-string',
  'source-ip',
] as const;
export type ConditionField = (typeof FIELDS)[number];

const MAX_NAME_LENGTH = 40;

/** Each refuses a condition of its field that is malformed. */
export const CHECKS: Record<ConditionField, (condition: RuleCondition) => void> = {
  'host-header': refuseMalformedHosts,
  'http-header': refuseMalformedHeaderName,
  'http-request-method': (condition) => refuseUnlike(condition, /^[A-Z_-]{1,40}$/),
  'path-pattern': (condition) => refuseUnlike(condition, /^[A-Za-z0-9_\-.$/~"'@:+&*?]+$/),
  'query-string': refuseMissingValues,
  'source-ip': refuseMalformedBlocks,
};

/** The values of a condition in which `*` and `?` may stand. */
export function wildcardValues(condition: RuleCondition): string[] {
  return [
    ...(condition.HostHeaderConfig?.Values ?? []),
    ...(condition.PathPatternConfig?.Values ?? []),
    ...(condition.HttpHeaderConfig?.Values ?? []),
    ...(condition.HttpRequestMethodConfig?.Values ?? []),
    ...(condition.SourceIpConfig?.Values ?? []),
    ...(condition.QueryStringConfig?.Values ?? []).map(({ Key = '', Value = '' }) => `${Key}${Value}`),
  ];
}

export function invalid(message: string): Refusal {
  return new Refusal('ValidationError', message);
}

function refuseUnlike(condition: RuleCondition, form: RegExp): void {
  const malformed = wildcardValues(condition).find((value) => !form.test(value));
  if (malformed !== undefined) throw invalid(`Condition value '${malformed}' contains a character that is not valid`);
}

function refuseMalformedHosts(condition: RuleCondition): void {
  refuseUnlike(condition, /^[A-Za-z0-9\-.*?]+$/);
  for (const host of condition.HostHeaderConfig?.Values ?? []) {
    if (!host.includes('.')) throw invalid(`Condition value '${host}' must contain at least one '.' character`);
    if (!/\.[A-Za-z*?]+$/.test(host)) {
      throw invalid(
        `Condition value '${host}' must contain only alphabetical characters after the final '.' character`,
      );
    }
  }
}

function refuseMalformedHeaderName(condition: RuleCondition): void {
  const name = condition.HttpHeaderConfig?.HttpHeaderName ?? '';
  if (name === '') throw invalid("A 'HttpHeaderName' must be specified with 'http-header'");
  if (name.length > MAX_NAME_LENGTH)
    throw invalid(`The 'HttpHeaderName' value is too long; the limit is '${MAX_NAME_LENGTH}'`);
  if (!/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(name)) throw invalid(`The 'HttpHeaderName' value '${name}' is not valid`);
  if (name.toLowerCase() === 'host') throw invalid("Use a 'host-header' condition in place of the HTTP header 'Host'");
}

function refuseMissingValues(condition: RuleCondition): void {
  const pairs = condition.QueryStringConfig?.Values ?? [];
  if (pairs.some(({ Value }) => Value === undefined)) {
    throw invalid("A 'Value' must be specified in 'QueryStringKeyValuePair'");
  }
}

function refuseMalformedBlocks(condition: RuleCondition): void {
  for (const block of condition.SourceIpConfig?.Values ?? []) {
    const [ip = '', size = ''] = block.split('/');
    const isBlock = /^\d{1,3}$/.test(size) && Number(size) <= (isIP(ip) === 6 ? 128 : 32);
    if (isIP(ip) === 0 || !isBlock) throw invalid(`The 'source-ip' value '${block}' is not a valid CIDR block`);
  }
}
