// Owns the place of a listener rule: making it at a free priority, and moving it before what would take its requests.

import { CreateRuleCommand, type Rule, SetRulePrioritiesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { type Identity, listTags, ownershipMismatch, ownerTags } from '../identity.ts';
import { assertOwned } from '../reconcile/reconcile.ts';
import type { Owned } from '../reconcile/resource.ts';
import { findWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { firstShadowingRule, freePriorities, ROUTING_HEADER } from './rule-priorities.ts';
import {
  chooseAmong,
  isCopyOf,
  listRules,
  markedAmong,
  type ObservedRule,
  readRules,
  readToldRules,
} from './rule-reading.ts';

export interface DesiredRule {
  listenerArn: string;
  targetGroupArn: string;
}

interface RuleCreation {
  aws: Aws;
  identity: Identity;
  waiter: Waiter;
  resource: Owned<ObservedRule>;
}

const KIND = 'listener rule';

export function describeRule(value: string, targetGroupArn: string): Required<Pick<Rule, 'Conditions' | 'Actions'>> {
  return {
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: ROUTING_HEADER, Values: [value] } }],
    Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
  };
}

/** Another run may make the rule since we looked, or take its priority: minutes, where the target group took its time. */
export async function createRule(creation: RuleCreation, desired: DesiredRule): Promise<ObservedRule> {
  const { identity, resource } = creation;
  const { listenerArn } = desired;
  const seen = await readToldRules(creation, listenerArn);
  const made = assertOwned(resource, chooseAmong(identity, seen));
  if (made !== undefined) return made;
  for (const priority of freePriorities(identity.fullName, seen.rules)) {
    try {
      return await createAt(creation, desired, priority);
    } catch (error) {
      if (!isTaken(error)) throw error;
      const found = await findMadeMeanwhile(creation, { listenerArn, priority });
      if (found !== undefined) return found;
    }
  }
  throw noFreePriority(identity.fullName, listenerArn, firstShadowingRule(seen.rules));
}

async function createAt(
  { aws, identity }: RuleCreation,
  { listenerArn, targetGroupArn }: DesiredRule,
  priority: number,
): Promise<ObservedRule> {
  const name = identity.fullName;
  const { Rules } = await callAws(`creating ${KIND} ${name}`, () =>
    aws.loadBalancing.send(
      new CreateRuleCommand({
        ListenerArn: listenerArn,
        Priority: priority,
        ...describeRule(name, targetGroupArn),
        Tags: listTags(ownerTags(identity)),
      }),
    ),
  );
  const rule = required(Rules?.[0], 'CreateRule.Rules');
  return {
    arn: required(rule.RuleArn, 'CreateRule.RuleArn'),
    rule,
    tags: ownerTags(identity),
    shadowingRule: undefined,
  };
}

/**
 * Ours, made by another run or by a call of ours whose reply was lost; undefined where somebody else took the priority. A
 * list that shows nobody there is old, and what leads to us without its tags was just made.
 */
async function findMadeMeanwhile(
  { aws, identity, waiter }: RuleCreation,
  { listenerArn, priority }: { listenerArn: string; priority: number },
): Promise<ObservedRule | undefined> {
  const seen = await findWithinWindow(waiter, `${KIND} at priority ${priority} to be seen`, async () => {
    const tagged = await readRules(aws, identity, listenerArn);
    const made = chooseAmong(identity, tagged);
    if (made !== undefined && ownershipMismatch(identity, made.tags) === undefined) return { made };
    const holder = tagged.rules.find(({ Priority }) => Number(Priority) === priority);
    const isTold = markedAmong(identity, tagged.rules).every((arn) => tagged.tags.has(arn));
    return holder !== undefined && isTold ? { made: undefined } : undefined;
  });
  return seen?.made;
}

/** To before the rule that takes its requests. */
export async function moveForward(
  aws: Aws,
  name: string,
  { observed, listenerArn }: { observed: ObservedRule; listenerArn: string },
): Promise<void> {
  const rules = await listRules(aws, listenerArn);
  const isCopy = isCopyOf(observed.arn, name);
  for (const Priority of freePriorities(name, rules, isCopy)) {
    try {
      const RulePriorities = [{ RuleArn: observed.arn, Priority }];
      await callAws(`moving ${KIND} ${name}`, () =>
        aws.loadBalancing.send(new SetRulePrioritiesCommand({ RulePriorities })),
      );
      return;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw noFreePriority(name, listenerArn, firstShadowingRule(rules, undefined, isCopy));
}

function isTaken(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'PriorityInUse';
}

function noFreePriority(name: string, listenerArn: string, shadowingRule: Rule | undefined): ExplainedError {
  const before =
    shadowingRule === undefined ? '' : ` before priority ${shadowingRule.Priority}, whose rule could take its requests`;
  return new ExplainedError(`${KIND} ${name}: there is no free priority on ${listenerArn}${before}`, {
    hint:
      shadowingRule === undefined
        ? 'Remove rules that nobody needs any more.'
        : `Let the rules of previews come before it: aws elbv2 set-rule-priorities --rule-priorities RuleArn=${shadowingRule.RuleArn},Priority=40000 (or any that is free).`,
  });
}
