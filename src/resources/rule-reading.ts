// Owns reading the rules of a listener, and finding among them those that lead to one environment.

import { paginateDescribeRules, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { collect } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { type Identity, ownershipMismatch, type Tags } from '../identity.ts';
import { findWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { readTagsOf } from './load-balancing-tags.ts';
import { firstShadowingRule, hasRouteTo } from './rule-priorities.ts';

export interface ObservedRule {
  arn: string;
  rule: Rule;
  tags: Tags;
  /** Somebody else's rule before it that could take its requests. */
  shadowingRule: Rule | undefined;
  /** Further rules of ours for the same environment: there should be none. */
  others?: string[];
}

/** The rules of a listener, and by ARN the tags of those that lead to the environment. */
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

/** As `readRules`, once the tags of all that lead to us are told: those of a rule that was just made may come after it. */
export async function readToldRules(
  { aws, identity, waiter }: { aws: Aws; identity: Identity; waiter: Waiter },
  listenerArn: string,
): Promise<TaggedRules> {
  const told = await findWithinWindow(waiter, `the tags of listener rule ${identity.fullName}`, async () => {
    const seen = await readRules(aws, identity, listenerArn);
    return markedAmong(identity, seen.rules).every((arn) => seen.tags.has(arn)) ? seen : undefined;
  });
  return told ?? readRules(aws, identity, listenerArn);
}

/** The ARNs of the rules that lead to the environment, whoever made them, in the order in which requests meet them. */
export function markedAmong({ fullName }: Identity, rules: Rule[]): string[] {
  return rules
    .filter((rule) => hasRouteTo(fullName, rule))
    .sort((one, other) => Number(one.Priority) - Number(other.Priority))
    .map(({ RuleArn }) => required(RuleArn, 'DescribeRules.RuleArn'));
}

/** Each rule that leads to the environment. One whose tags are not told counts as not there: it is going, or was just made. */
export function observeMarked(identity: Identity, { rules, tags }: TaggedRules): ObservedRule[] {
  return markedAmong(identity, rules).flatMap((arn) => {
    const rule = rules.find(({ RuleArn }) => RuleArn === arn);
    const own = tags.get(arn);
    if (rule === undefined || own === undefined) return [];
    const shadowingRule = firstShadowingRule(rules, Number(rule.Priority), isCopyOf(arn, identity.fullName));
    return [{ arn, rule, tags: own, shadowingRule }];
  });
}

/** Of the marked rules, the first with our tags counts; one of another owner only where there is none. */
export function chooseAmong(identity: Identity, seen: TaggedRules): ObservedRule | undefined {
  const marked = observeMarked(identity, seen);
  const [ours, ...others] = marked.filter(({ tags }) => ownershipMismatch(identity, tags) === undefined);
  if (ours === undefined) return marked[0];
  return others.length === 0 ? ours : { ...ours, others: others.map(({ arn }) => arn) };
}

/** What asks for the same header takes our requests where it comes first. */
export function isCopyOf(arn: string, name: string): (rule: Rule) => boolean {
  return (rule) => rule.RuleArn !== arn && hasRouteTo(name, rule);
}
