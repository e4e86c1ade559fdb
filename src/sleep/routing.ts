// Owns the rule of an environment that is put to sleep or woken.

import { renderSleepingPage } from '../environment/sleeping-page.ts';
import { AwsError } from '../errors.ts';
import type { Executor } from '../reconcile/executor.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import type { FoundEnvironment } from '../resources/found-environment.ts';
import { listenerRuleResource } from '../resources/listener-rule.ts';
import type { ObservedRule } from '../resources/rule-reading.ts';
import { hasWaker, type RuleState } from '../resources/rule-state.ts';
import type { World } from '../world.ts';

const FORWARD: RuleState = { is: 'forward' };

/** The codes by which a load balancer refuses to lead one rule to a Lambda function and to addresses. */
const REFUSALS = [
  'IncompatibleProtocols',
  'InvalidConfigurationRequest',
  'InvalidLoadBalancerAction',
  'OperationNotPermitted',
  'TargetGroupAssociationLimit',
  'TargetGroupNotFound',
  'UnsupportedProtocol',
  'ValidationError',
];

export async function leadToTasks(world: World, found: FoundEnvironment, executor: Executor): Promise<void> {
  await setRule(world, found, { executor, state: FORWARD });
}

/** A run that puts it to sleep at the same moment may have changed the rule since. */
export async function leadToTasksAgain(world: World, found: FoundEnvironment, executor: Executor): Promise<void> {
  const resource = ruleOf(world, found);
  const rule = await resource.find();
  if (rule === undefined || resource.diff(desired(found, FORWARD), rule).length === 0) return;
  await setRule(world, { ...found, rule }, { executor, state: FORWARD });
}

/** Leads to the waker where one is given, and where the load balancer takes it; else to the page. Returns whether a visit wakes. */
export async function leadToSleep(
  world: World,
  found: FoundEnvironment,
  { executor, wakerArn }: { executor: Executor; wakerArn: string | undefined },
): Promise<boolean> {
  const page = renderSleepingPage(found.identity);
  const behind = (arn: string | undefined) =>
    setRule(world, found, { executor, state: { is: 'asleep', page, wakerArn: arn } });
  try {
    await behind(wakerArn);
    return wakerArn !== undefined || hasWaker(found.rule.rule, found.targetGroup.arn);
  } catch (error) {
    const isRefused = wakerArn !== undefined && error instanceof AwsError && REFUSALS.includes(error.code);
    if (!isRefused) throw error;
    world.log.warning(
      `waker: the load balancer does not lead the rule of ${found.identity.fullName} to ${wakerArn}, so a visit does not wake it, and a page says that it sleeps. ${error.message}`,
    );
    await behind(undefined);
    return hasWaker(found.rule.rule, found.targetGroup.arn);
  }
}

function setRule(
  world: World,
  found: FoundEnvironment,
  { executor, state }: { executor: Executor; state: RuleState },
): Promise<ObservedRule> {
  return reconcile(executor, { resource: ruleOf(world, found), desired: desired(found, state), observed: found.rule });
}

function ruleOf(world: World, { identity, listenerArn }: FoundEnvironment) {
  return listenerRuleResource(world.aws, identity, { listenerArn, waiter: world });
}

function desired({ listenerArn, targetGroup }: FoundEnvironment, state: RuleState) {
  return { listenerArn, targetGroupArn: targetGroup.arn, state, service: undefined };
}
