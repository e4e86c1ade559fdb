// Owns the priorities of our listener rules, which must precede every foreign rule that matches our requests. Pure.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { digest } from '../identity.ts';

/** CloudFront adds it to every request, and overwrites a value that a viewer sends, so viewers cannot choose an environment. */
export const ROUTING_HEADER = 'X-Medusa-Preview';

/** Rules with a lower priority number are evaluated first. */
const MAX_PRIORITY = 1000;
/** The Host header of our requests is the domain name of a distribution, such as this one. */
const ANY_OF_OUR_HOSTS = 'd111111abcdef8.cloudfront.net';

const isNoCopy = (_: Rule) => false;

/** Free priorities in the order in which this environment tries them, starting from one that depends on its name. */
export function freePriorities(name: string, rules: Rule[], isCopy = isNoCopy): number[] {
  const shadowing = rules.filter((rule) => mayShadow(rule) || isCopy(rule));
  const last = Math.min(MAX_PRIORITY, ...shadowing.map((rule) => Number(rule.Priority) - 1));
  if (last < 1) return [];
  const taken = new Set(rules.map(({ Priority }) => Number(Priority)));
  const first = Number.parseInt(digest(name), 16) % last;
  return Array.from({ length: last }, (_, probe) => ((first + probe) % last) + 1).filter(
    (priority) => !taken.has(priority),
  );
}

/** The first foreign rule that may match our requests; with `priority`, only if it precedes that. */
export function firstShadowingRule(
  rules: Rule[],
  priority = Number.POSITIVE_INFINITY,
  isCopy = isNoCopy,
): Rule | undefined {
  return rules
    .filter((rule) => (mayShadow(rule) || isCopy(rule)) && Number(rule.Priority) < priority)
    .sort((one, other) => Number(one.Priority) - Number(other.Priority))[0];
}

/** A rule on our header belongs to an environment, or is a copy, which its tags show. A rule on another host never matches. */
function mayShadow({ IsDefault, Conditions = [] }: Rule): boolean {
  if (IsDefault) return false;
  if (Conditions.some(({ HttpHeaderConfig }) => isRoutingHeader(HttpHeaderConfig?.HttpHeaderName))) return false;
  return Conditions.every(({ Field, HostHeaderConfig, Values }) => {
    const hosts = HostHeaderConfig?.Values ?? Values ?? [];
    return Field !== 'host-header' || hosts.length === 0 || hosts.some(matchesOurHosts);
  });
}

/** True for a rule on this environment's header value, whoever created it. */
export function hasRouteTo(name: string, { Conditions = [] }: Rule): boolean {
  return Conditions.some(
    ({ HttpHeaderConfig }) =>
      isRoutingHeader(HttpHeaderConfig?.HttpHeaderName) && HttpHeaderConfig?.Values?.includes(name),
  );
}

export function isRoutingHeader(name = ''): boolean {
  return name.toLowerCase() === ROUTING_HEADER.toLowerCase();
}

function matchesOurHosts(pattern: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(ANY_OF_OUR_HOSTS);
}
