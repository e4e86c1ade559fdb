// Owns the check whether a listener has free priorities for the rule of an environment and the guard rule after it. Pure.
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Environment } from '../environment/environment.ts';
import { ExplainedError } from '../errors.ts';
import { findGuard, firstShadowingRule, freePriorities, guardPriorities } from './rule-priorities.ts';
import type { ObservedRule } from './rule-reading.ts';

/** Without this, an address could be created and then get no rule. */
export function problemsOfSpace(
  { identity: { fullName }, listener }: Environment,
  { rule, guard, rules }: { rule: ObservedRule | undefined; guard: Rule | undefined; rules: Rule[] },
): string[] {
  const isPlaced = rule !== undefined && rule.mustPrecede === undefined;
  const hasRuleSpace = isPlaced || freePriorities(fullName, rules).length > 0;
  const hasGuardSpace = guard !== undefined || guardPriorities(rules).length > 0;
  if (hasRuleSpace && hasGuardSpace) return [];
  const { message, hint } = describeNoPriority(`listener rule ${fullName}`, listener.arn, rules);
  return [`${message}. ${hint}`];
}

export function noFreePriority(what: string, listenerArn: string, rules: Rule[]): ExplainedError {
  const { message, hint } = describeNoPriority(what, listenerArn, rules);
  return new ExplainedError(message, { hint });
}

function describeNoPriority(what: string, listenerArn: string, rules: Rule[]): { message: string; hint: string } {
  const message = `${what}: there is no free priority on ${listenerArn}`;
  const foreign = firstShadowingRule(rules);
  if (foreign !== undefined) {
    return {
      message: `${message} before priority ${foreign.Priority}, whose rule may match its requests; the environment and the guard rule need one each`,
      hint: `Move that rule behind those of previews: aws elbv2 set-rule-priorities --rule-priorities RuleArn=${foreign.RuleArn},Priority=40000 (or any free priority).`,
    };
  }
  const guard = findGuard(rules);
  if (guard === undefined) return { message, hint: 'Remove rules that are no longer needed.' };
  // It was created before a foreign rule that is gone by now.
  return {
    message: `${message} before priority ${guard.Priority}, which is that of the guard rule`,
    hint: `Delete the guard rule and re-run the job, which creates it again, behind all others: aws elbv2 delete-rule --rule-arn ${guard.RuleArn}`,
  };
}
