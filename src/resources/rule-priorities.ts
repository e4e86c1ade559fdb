// Owns where our rules stand among those of a listener: before each of somebody else's that could take our requests. Pure.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { digest } from '../identity.ts';

/** CloudFront adds it to every request and overwrites what a viewer may send, so that nobody else can choose an environment. */
export const ROUTING_HEADER = 'X-Medusa-Preview';

/** Low numbers come first. */
const MAX_PRIORITY = 1000;
/** The host of our requests is a distribution's own name. */
const ANY_OF_OUR_HOSTS = 'd111111abcdef8.cloudfront.net';

const isNoCopy = (_: Rule) => false;

/** Free priorities, in the order in which the environment of this name tries them: one of its own, then the next. */
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

/** The first rule of somebody else that could take our requests; with `priority`, only where it comes before that. */
export function firstShadowingRule(
  rules: Rule[],
  priority = Number.POSITIVE_INFINITY,
  isCopy = isNoCopy,
): Rule | undefined {
  return rules
    .filter((rule) => (mayShadow(rule) || isCopy(rule)) && Number(rule.Priority) < priority)
    .sort((one, other) => Number(one.Priority) - Number(other.Priority))[0];
}

/** What asks for our header is ours, another environment's, or a copy, which is told apart by its tags; what asks for another host never gets our requests. */
function mayShadow({ IsDefault, Conditions = [] }: Rule): boolean {
  if (IsDefault) return false;
  if (Conditions.some(({ HttpHeaderConfig }) => isRoutingHeader(HttpHeaderConfig?.HttpHeaderName))) return false;
  return Conditions.every(({ Field, HostHeaderConfig, Values }) => {
    const hosts = HostHeaderConfig?.Values ?? Values ?? [];
    return Field !== 'host-header' || hosts.length === 0 || hosts.some(matchesOurHosts);
  });
}

/** Leads to the environment of this name, whoever made it. */
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
