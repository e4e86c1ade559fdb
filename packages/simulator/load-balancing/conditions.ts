// Owns reading the conditions of a rule: what AWS refuses, and the form in which it shows them again.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
import type { RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { CHECKS, type ConditionField, FIELDS, invalid, wildcardValues } from './condition-checks.ts';

const MAY_REPEAT: ConditionField[] = ['http-header', 'query-string'];
const CONFIG_NAMES = {
  'http-header': 'HttpHeaderConfig',
  'http-request-method': 'HttpRequestMethodConfig',
  'host-header': 'HostHeaderConfig',
  'path-pattern': 'PathPatternConfig',
  'query-string': 'QueryStringConfig',
  'source-ip': 'SourceIpConfig',
} as const;

const VALUES_PER_RULE = 5;
const WILDCARDS_PER_RULE = 5;
const MAX_VALUE_LENGTH = 128;

/** The conditions as DescribeRules shows them. */
export function readConditions(conditions: RuleCondition[] | undefined): RuleCondition[] {
  const read = (conditions ?? []).map(readCondition);
  if (read.length === 0) throw invalid('A condition must be specified');
  refuseRepeated(read);
  const values = read.flatMap(comparedValues);
  if (values.length > VALUES_PER_RULE) {
    throw invalid(`A rule can only have '${VALUES_PER_RULE}' condition values and regex values`);
  }
  const wildcards = read.flatMap(wildcardValues).join('').match(/[*?]/g)?.length ?? 0;
  if (wildcards > WILDCARDS_PER_RULE) throw invalid(`A rule can only have '${WILDCARDS_PER_RULE}' condition wildcards`);
  return read;
}

function readCondition(condition: RuleCondition): RuleCondition {
  const field = FIELDS.find((known) => known === condition.Field);
  if (field === undefined)
    throw invalid(`Condition field '${condition.Field}' must be one of '[${FIELDS.join(', ')}]'`);
  const foreign = Object.values(CONFIG_NAMES).find((name) => name !== CONFIG_NAMES[field] && condition[name]);
  if (foreign !== undefined) throw invalid(`The '${foreign}' field is not compatible with '${field}'`);
  const read = withConfig(condition, field);
  const values = comparedValues(read);
  if (values.length === 0) throw invalid('A condition value must be specified');
  for (const value of values) {
    if (value.length > MAX_VALUE_LENGTH)
      throw invalid(`The '${field}' value is too long; the limit is '${MAX_VALUE_LENGTH}'`);
  }
  CHECKS[field](read);
  return read;
}

/** Hosts and paths may be given in the older `Values`; AWS shows them in both places again. */
function withConfig(condition: RuleCondition, field: ConditionField): RuleCondition {
  const name = CONFIG_NAMES[field];
  const { Values: older, RegexValues: olderRegexes } = condition;
  const isOlderForm = older !== undefined || olderRegexes !== undefined;
  const mayUseOlderForm = field === 'host-header' || field === 'path-pattern';
  if (isOlderForm && !mayUseOlderForm) throw invalid(`The 'Values' field is not compatible with '${field}'`);
  if (isOlderForm && condition[name]) {
    throw invalid(`You cannot provide both Values and '${name}' for a condition of type '${field}'`);
  }
  if (older !== undefined && older.length > 1)
    throw invalid(`The '${field}' field contains too many values; the limit is '1'`);
  const config = condition[name] ?? { Values: older, RegexValues: olderRegexes };
  if (!isOlderForm && !condition[name]) throw invalid(`A '${name}' must be specified with '${field}'`);
  if (!mayUseOlderForm) return { Field: field, [name]: config };
  const { Values, RegexValues } = config as { Values?: string[]; RegexValues?: string[] };
  return { Field: field, ...(Values && { Values }), ...(RegexValues && { RegexValues }), [name]: config };
}

function refuseRepeated(conditions: RuleCondition[]): void {
  const fields = conditions.map(({ Field }) => Field as ConditionField);
  const repeated = fields.find((field, at) => !MAY_REPEAT.includes(field) && fields.indexOf(field) !== at);
  if (repeated !== undefined) throw invalid(`A rule can only have one '${repeated}' condition`);
}

/** All that a condition compares with, each counting toward the limit of values. */
function comparedValues(condition: RuleCondition): string[] {
  const { HostHeaderConfig: host, PathPatternConfig: path, HttpHeaderConfig: header } = condition;
  return [
    ...wildcardValues(condition),
    ...(host?.RegexValues ?? []),
    ...(path?.RegexValues ?? []),
    ...(header?.RegexValues ?? []),
  ];
}
