// Owns which rule of a listener a request meets first.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
import { BlockList, isIP } from 'node:net';
import type { QueryStringKeyValuePair, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { matchesWildcard } from '../kernel/wildcard.ts';
import type { RuleRow } from './tables.ts';

/** The parts of a request that rules match. */
export interface RequestFacts {
  method: string;
  /** The Host header without a port. */
  host: string;
  /** The path as it was sent. */
  path: string;
  /** The query string as it was sent, without the question mark. */
  query: string;
  /** Values by lower-case name. */
  headers: Record<string, string[] | undefined>;
  sourceIp: string;
}

/** The first rule whose conditions all hold; rules come in order of priority, and the default rule has no conditions. */
export function findRule(rules: RuleRow[], request: RequestFacts): RuleRow | undefined {
  return rules.find(({ Conditions }) => Conditions.every((condition) => isMet(condition, request)));
}

function isMet(condition: RuleCondition, request: RequestFacts): boolean {
  switch (condition.Field) {
    case 'host-header':
      return isLike(condition.HostHeaderConfig, [request.host], { isCaseSensitive: false });
    case 'path-pattern':
      return isLike(condition.PathPatternConfig, [request.path], { isCaseSensitive: true });
    case 'http-header': {
      const name = condition.HttpHeaderConfig?.HttpHeaderName?.toLowerCase() ?? '';
      return isLike(condition.HttpHeaderConfig, request.headers[name] ?? [], { isCaseSensitive: false });
    }
    case 'http-request-method':
      return condition.HttpRequestMethodConfig?.Values?.includes(request.method) ?? false;
    case 'query-string':
      return (condition.QueryStringConfig?.Values ?? []).some((pair) => isInQuery(pair, request.query));
    case 'source-ip':
      return isInBlocks(condition.SourceIpConfig?.Values ?? [], request.sourceIp);
    default:
      return false;
  }
}

function isLike(
  config: { Values?: string[] | undefined; RegexValues?: string[] | undefined } | undefined,
  texts: string[],
  { isCaseSensitive }: { isCaseSensitive: boolean },
): boolean {
  const { Values: patterns = [], RegexValues: expressions = [] } = config ?? {};
  return texts.some(
    (text) =>
      patterns.some((pattern) => matchesWildcard(pattern, text, isCaseSensitive)) ||
      expressions.some((expression) => new RegExp(expression, isCaseSensitive ? '' : 'i').test(text)),
  );
}

/** A pair without a key asks for the value of any key. */
function isInQuery(wanted: QueryStringKeyValuePair, query: string): boolean {
  return query.split('&').some((part) => {
    const [key = '', value = ''] = part.split(/=(.*)/s);
    const isKey = wanted.Key === undefined || matchesWildcard(wanted.Key, key, false);
    return isKey && matchesWildcard(wanted.Value ?? '', value, false);
  });
}

function isInBlocks(blocks: string[], ip: string): boolean {
  const list = new BlockList();
  for (const block of blocks) {
    const [net = '', size = ''] = block.split('/');
    list.addSubnet(net, Number(size), familyOf(net));
  }
  return list.check(ip, familyOf(ip));
}

function familyOf(ip: string): 'ipv4' | 'ipv6' {
  return isIP(ip) === 6 ? 'ipv6' : 'ipv4';
}
