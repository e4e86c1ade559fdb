// Owns reading the rules of a listener, and finding those of one environment.

import { paginateDescribeRules, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { collect } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { type Identity, ownershipMismatch, type Tags } from '../identity.ts';
import { readWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { readTagsOf } from './load-balancing-tags.ts';
import { findGuard, hasRouteTo, mustPrecede } from './rule-priorities.ts';

export interface ObservedRule {
  arn: string;
  rule: Rule;
  tags: Tags;
  /** The priority that it must precede and does not, since a rule there gets its requests, or will. */
  mustPrecede: number | undefined;
  /** True if its requests get the answer of the guard rule once it is gone. */
  isGuarded: boolean;
  /** Further rules of the same environment, which a run left that moved it. */
  others: ObservedRule[];
}

/** The rules of a listener, and the tags by ARN of those that route to the environment. */
interface TaggedRules {
  rules: Rule[];
  tags: Map<string, Tags>;
}

export function listRules({ loadBalancing }: Aws, ListenerArn: string): Promise<Rule[]> {
  const pages = paginateDescribeRules({ client: loadBalancing }, { ListenerArn });
  return collect(`reading the rules of ${ListenerArn}`, pages, ({ Rules }) => Rules);
}

export async function readRules(aws: Aws, identity: Identity, listenerArn: string): Promise<TaggedRules> {
  const rules = await listRules(aws, listenerArn);
  return { rules, tags: await readTagsOf(aws, markedAmong(identity, rules)) };
}

/** Like `readRules`, but waits for the tags of a new rule, which may become visible after it. */
export function readRulesWithTags(
  { aws, identity, waiter }: { aws: Aws; identity: Identity; waiter: Waiter },
  listenerArn: string,
): Promise<TaggedRules> {
  return readWithinWindow(waiter, `the tags of listener rule ${identity.fullName}`, {
    read: () => readRules(aws, identity, listenerArn),
    isComplete: (seen) => hasAllTags(identity, seen),
  });
}

/** False while the tags of a new or deleted rule are not visible. */
export function hasAllTags(identity: Identity, { rules, tags }: TaggedRules): boolean {
  return markedAmong(identity, rules).every((arn) => tags.has(arn));
}

/** The ARNs of all rules that route to the environment, in the order in which the load balancer evaluates them. */
export function markedAmong({ fullName }: Identity, rules: Rule[]): string[] {
  return rules
    .filter((rule) => hasRouteTo(fullName, rule))
    .sort((one, other) => Number(one.Priority) - Number(other.Priority))
    .map(({ RuleArn }) => required(RuleArn, 'DescribeRules.RuleArn'));
}

/** The rules that route to the environment, without those whose tags are not visible, which were just created or deleted. */
export function observeMarked(identity: Identity, seen: TaggedRules): ObservedRule[] {
  const { rules, tags } = seen;
  const isCopy = isCopyAmong(identity, seen);
  const isGuarded = findGuard(rules, isCopy) !== undefined;
  return markedAmong(identity, rules).flatMap((arn) => {
    const rule = rules.find(({ RuleArn }) => RuleArn === arn);
    const own = tags.get(arn);
    if (rule === undefined || own === undefined) return [];
    return [{ arn, rule, tags: own, mustPrecede: mustPrecede(rule, rules, isCopy), isGuarded, others: [] }];
  });
}

/** Prefers the first rule with our tags; one of another owner is returned only if there is none. */
export function chooseAmong(identity: Identity, seen: TaggedRules): ObservedRule | undefined {
  const marked = observeMarked(identity, seen);
  const [ours, ...others] = marked.filter(({ tags }) => ownershipMismatch(identity, tags) === undefined);
  return ours === undefined ? marked[0] : { ...ours, others };
}

/** A foreign rule on the environment's value gets its requests if it is evaluated first. */
export function isCopyAmong(identity: Identity, { tags }: TaggedRules): (rule: Rule) => boolean {
  return (rule) =>
    hasRouteTo(identity.fullName, rule) &&
    ownershipMismatch(identity, tags.get(rule.RuleArn ?? '') ?? {}) !== undefined;
}
