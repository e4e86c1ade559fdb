// Owns the priority of a listener rule: creating it at a free one, and moving it before rules that shadow it.

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

/** Another run may have created the rule, or used its priority, since the rules were last read. */
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
 * Finds our rule if another run created it, or a call whose reply was lost; undefined if a foreign rule has the priority. Waits
 * while the list shows no rule at this priority, or a rule of ours without tags, because both are out of date.
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
    const isComplete = markedAmong(identity, tagged.rules).every((arn) => tagged.tags.has(arn));
    return holder !== undefined && isComplete ? { made: undefined } : undefined;
  });
  return seen?.made;
}

/** Moves the rule before the first one that shadows it. */
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
    shadowingRule === undefined ? '' : ` before priority ${shadowingRule.Priority}, whose rule may match its requests`;
  return new ExplainedError(`${KIND} ${name}: there is no free priority on ${listenerArn}${before}`, {
    hint:
      shadowingRule === undefined
        ? 'Remove rules that are no longer needed.'
        : `Move that rule behind those of previews: aws elbv2 set-rule-priorities --rule-priorities RuleArn=${shadowingRule.RuleArn},Priority=40000 (or any free priority).`,
  });
}
