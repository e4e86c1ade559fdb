// Owns creating the listener rule of an environment once, at a free priority before the guard rule.

import { CreateRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { AwsError } from '../errors.ts';
import { desiredTags, type Identity, listTags, ownershipMismatch, SERVICE_TAG, type Tags } from '../identity.ts';
import { assertOwned } from '../reconcile/reconcile.ts';
import type { Owned } from '../reconcile/resource.ts';
import { findWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { freePriorities } from './rule-priorities.ts';
import {
  chooseAmong,
  hasAllTags,
  isCopyAmong,
  type ObservedRule,
  readRules,
  readRulesWithTags,
} from './rule-reading.ts';
import { noFreePriority } from './rule-space.ts';
import { type DesiredRoute, describeRule } from './rule-state.ts';

export interface DesiredRule extends DesiredRoute {
  listenerArn: string;
  /** `cluster/service`, kept as a tag so that the waker finds the service; undefined: as the tag is. */
  service: string | undefined;
}

/** The tags that may change with a deploy. */
export function changeableTags(identity: Identity, { service }: Pick<DesiredRule, 'service'>): Tags {
  return { ...identity.tags, ...(service !== undefined && { [SERVICE_TAG]: service }) };
}

interface RuleCreation {
  aws: Aws;
  identity: Identity;
  waiter: Waiter;
  resource: Owned<ObservedRule>;
}

const KIND = 'listener rule';

/**
 * Another run may have created the rule, or used its priority, since the rules were last read. A rule of ours that stands behind
 * what it must precede gets a twin before it, so that there is no moment without one.
 */
export async function createRule(creation: RuleCreation, desired: DesiredRule): Promise<ObservedRule> {
  const { identity, resource } = creation;
  const { listenerArn } = desired;
  const seen = await readRulesWithTags(creation, listenerArn);
  const made = assertOwned(resource, chooseAmong(identity, seen));
  if (made !== undefined && made.mustPrecede === undefined) return made;
  for (const priority of freePriorities(identity.fullName, seen.rules, isCopyAmong(identity, seen))) {
    try {
      return await createAt(creation, desired, { priority, others: made === undefined ? [] : [made, ...made.others] });
    } catch (error) {
      if (!isTaken(error)) throw error;
      const found = await findConcurrentRule(creation, { listenerArn, priority });
      if (found !== undefined) return found;
    }
  }
  throw noFreePriority(`${KIND} ${identity.fullName}`, listenerArn, seen.rules);
}

async function createAt(
  { aws, identity }: RuleCreation,
  desired: DesiredRule,
  { priority, others }: { priority: number; others: ObservedRule[] },
): Promise<ObservedRule> {
  const name = identity.fullName;
  const tags = { ...desiredTags(identity), ...changeableTags(identity, desired) };
  const { Rules } = await callAws(`creating ${KIND} ${name}`, () =>
    aws.loadBalancing.send(
      new CreateRuleCommand({
        ListenerArn: desired.listenerArn,
        Priority: priority,
        ...describeRule(name, desired),
        Tags: listTags(tags),
      }),
    ),
  );
  const rule = required(Rules?.[0], 'CreateRule.Rules');
  const arn = required(rule.RuleArn, 'CreateRule.RuleArn');
  return { arn, rule, tags, mustPrecede: undefined, isGuarded: true, others };
}

/**
 * Finds our rule if another run created it, or a call whose reply was lost; undefined if a foreign rule has the priority. Waits
 * while the list shows no rule at this priority, or a rule of ours without tags, because both are out of date.
 */
async function findConcurrentRule(
  { aws, identity, waiter }: RuleCreation,
  { listenerArn, priority }: { listenerArn: string; priority: number },
): Promise<ObservedRule | undefined> {
  const seen = await findWithinWindow(waiter, `${KIND} at priority ${priority} to be seen`, async () => {
    const tagged = await readRules(aws, identity, listenerArn);
    const made = chooseAmong(identity, tagged);
    if (made !== undefined && isInPlace(identity, made)) return { made };
    const holder = tagged.rules.find(({ Priority }) => Number(Priority) === priority);
    return holder !== undefined && hasAllTags(identity, tagged) ? { made: undefined } : undefined;
  });
  return seen?.made;
}

function isInPlace(identity: Identity, { tags, mustPrecede }: ObservedRule): boolean {
  return ownershipMismatch(identity, tags) === undefined && mustPrecede === undefined;
}

export function isTaken(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'PriorityInUse';
}
