// Owns the order of our listener rules: those of environments, then the guard rule, then every foreign rule that may match our
// requests. Pure. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
import type { HttpHeaderConditionConfig, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { digest } from '../identity.ts';

/** CloudFront adds it to every request, and overwrites a value that a viewer sends, so viewers cannot choose an environment. */
export const ROUTING_HEADER = 'X-Medusa-Preview';
/** The value where no rule leads to the service: one that is updated in place keeps its own routing. */
export const NO_ROUTE = '-';
/** Matches the value of every environment, and not that of a service in place, which is a single character. */
export const GUARDED_VALUES = '??*';

/** Rules with a lower priority number are evaluated first. */
const MAX_PRIORITY = 1000;
/** How many priorities are tried for the guard rule, if others take them at the same time. */
const MAX_GUARD_ATTEMPTS = 1000;
/** The Host header of our requests is the domain name of a distribution, such as this one. */
const ANY_OF_OUR_HOSTS = 'd111111abcdef8.cloudfront.net';

type IsCopy = (rule: Rule) => boolean;
const isNoCopy: IsCopy = () => false;

/** Free priorities in the order in which this environment tries them, starting from one that depends on its name. */
export function freePriorities(name: string, rules: Rule[], isCopy = isNoCopy): number[] {
  const last = Math.min(MAX_PRIORITY, firstAfter(rules, isCopy) - 1);
  if (last < 1) return [];
  const isFree = freeAmong(rules);
  const first = Number.parseInt(digest(name), 16) % last;
  return Array.from({ length: last }, (_, probe) => ((first + probe) % last) + 1).filter(isFree);
}

/** The priority that this rule of an environment must precede and does not; undefined if it stands where it should. */
export function mustPrecede({ Priority }: Rule, rules: Rule[], isCopy = isNoCopy): number | undefined {
  const after = firstAfter(rules, isCopy);
  return Number(Priority) < after ? undefined : after;
}

/** The priority that environments must precede: that of the guard rule, wherever it stands or will stand, or of a copy. */
function firstAfter(rules: Rule[], isCopy: IsCopy): number {
  const guard = findGuard(rules)?.Priority ?? guardPriorities(rules)[0] ?? 0;
  return Math.min(Number(guard), priorityOf(firstShadowingRule(rules, isCopy)));
}

/** Where a guard rule can be created, nearest to the foreign rules that it must precede; empty if there is no free priority. */
export function guardPriorities(rules: Rule[]): number[] {
  const isFree = freeAmong(rules);
  const foreign = firstShadowingRule(rules);
  const [first, step] = foreign === undefined ? [MAX_PRIORITY + 1, 1] : [priorityOf(foreign) - 1, -1];
  return Array.from({ length: MAX_GUARD_ATTEMPTS }, (_, probe) => first + probe * step).filter(
    (priority) => priority > 0 && isFree(priority),
  );
}

/** The guard rule; undefined if there is none, or none that precedes the foreign rules that may match our requests. */
export function findGuard(rules: Rule[], isCopy = isNoCopy): Rule | undefined {
  const guard = firstOf(rules.filter(isGuard));
  return guard !== undefined && priorityOf(guard) < priorityOf(firstShadowingRule(rules, isCopy)) ? guard : undefined;
}

/** The rules of environments that would no longer get their requests if the guard rule had this priority. */
export function rulesBehind(priority: number, rules: Rule[]): Rule[] {
  const isOfEnvironment = ({ Conditions = [] }: Rule) =>
    Conditions.some(
      ({ HttpHeaderConfig: header }) => isRoutingHeader(header?.HttpHeaderName) && !hasPattern(header ?? {}),
    );
  return rules.filter((rule) => priorityOf(rule) > priority && isOfEnvironment(rule));
}

/** True for a rule that does no more than answer the requests of all environments with 404, whoever created it. */
function isGuard({ Conditions = [], Actions = [] }: Rule): boolean {
  const [{ HttpHeaderConfig: header } = {}, ...others] = Conditions;
  const isOnAll = isRoutingHeader(header?.HttpHeaderName) && header?.Values?.includes(GUARDED_VALUES);
  return others.length === 0 && Boolean(isOnAll) && Actions[0]?.FixedResponseConfig?.StatusCode === '404';
}

/** The first foreign rule that may match our requests. */
export function firstShadowingRule(rules: Rule[], isCopy = isNoCopy): Rule | undefined {
  return firstOf(rules.filter((rule) => mayShadow(rule) || isCopy(rule)));
}

/**
 * A rule on a value of our header belongs to an environment, or is a copy, which its tags show. A rule on another host never
 * matches.
 */
function mayShadow(rule: Rule): boolean {
  const { IsDefault, Conditions = [] } = rule;
  if (IsDefault) return false;
  const header = Conditions.find((each) => isRoutingHeader(each.HttpHeaderConfig?.HttpHeaderName))?.HttpHeaderConfig;
  if (header !== undefined && (!hasPattern(header) || isGuard(rule))) return false;
  return Conditions.every(({ Field, HostHeaderConfig, Values }) => {
    const hosts = HostHeaderConfig?.Values ?? Values ?? [];
    return Field !== 'host-header' || hosts.length === 0 || hosts.some(matchesOurHosts);
  });
}

function hasPattern({ Values = [], RegexValues = [] }: HttpHeaderConditionConfig): boolean {
  return RegexValues.length > 0 || Values.some((value) => /[*?]/.test(value));
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

function firstOf(rules: Rule[]): Rule | undefined {
  return [...rules].sort((one, other) => priorityOf(one) - priorityOf(other))[0];
}

function priorityOf(rule: Rule | undefined): number {
  return rule === undefined ? Number.POSITIVE_INFINITY : Number(rule.Priority);
}

function freeAmong(rules: Rule[]): (priority: number) => boolean {
  const taken = new Set(rules.map(({ Priority }) => Number(Priority)));
  return (priority) => !taken.has(priority);
}

function matchesOurHosts(pattern: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(ANY_OF_OUR_HOSTS);
}
