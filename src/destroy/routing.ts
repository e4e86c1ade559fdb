// Owns removing the environment's listener rules, and its target group, as steps of a removal.
import { AwsError, RolloutError } from '../errors.ts';
import { forwardsTo } from '../foundation/load-balancer.ts';
import { remove } from '../reconcile/reconcile.ts';
import { consistencyWindow, type Look, waitUntil } from '../reconcile/wait.ts';
import { findListenersOf } from '../resources/group-listeners.ts';
import { listenerRuleResource } from '../resources/listener-rule.ts';
import { hasRouteTo } from '../resources/rule-priorities.ts';
import { listRules } from '../resources/rule-reading.ts';
import { type ObservedTargetGroup, targetGroupResource } from '../resources/target-group.ts';
import type { World } from '../world.ts';
import { findOurs, type Removal, type RemovalRecord, removeEach } from './removal.ts';

const RULE = 'listener rule';
/** For some seconds after its last rule was deleted, AWS refuses to delete a target group because it is in use. */
const MAX_IN_USE_MS = 300_000;

export interface RoutingRemoval {
  record: RemovalRecord;
  removal: Removal;
  targetGroup: ObservedTargetGroup | undefined;
  /** Waits until no request of the environment's addresses arrives. */
  untilOff(): Promise<void>;
}

export async function removeRules(world: World, routing: RoutingRemoval): Promise<void> {
  const { record, removal, targetGroup } = routing;
  const listenerArns =
    targetGroup === undefined ? [] : await findListenersOf(world.aws, targetGroup.group, removal.inputs.listenerArn);
  if (listenerArns.length === 0) record.absent.add(RULE);
  for (const listenerArn of listenerArns) await removeRulesOf(world, routing, listenerArn);
}

/** Without the guard rule, the requests that still arrive would get to the base service. */
async function removeRulesOf(
  world: World,
  { record, removal, untilOff }: RoutingRemoval,
  listenerArn: string,
): Promise<void> {
  const rules = listenerRuleResource(world.aws, removal.identity, { listenerArn, waiter: world });
  const ours = await findOurs(record, rules);
  if (ours.some(({ isGuarded }) => !isGuarded)) await record.executor.run(untilOff, undefined);
  await removeEach(record, rules, ours);
}

/** After each refusal it reads again which rules use the group, because the previous read may have been out of date. */
export async function removeTargetGroup(world: World, routing: RoutingRemoval): Promise<void> {
  const { record, removal, targetGroup } = routing;
  const groups = targetGroupResource(world.aws, removal.identity, world);
  const { isOpen } = consistencyWindow(world);
  const startedAt = world.clock.nowMilliseconds();
  const removeOnce = async (group: ObservedTargetGroup): Promise<Look<void>> => {
    try {
      await groups.remove(group);
      return { done: undefined };
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'ResourceInUse')) throw error;
      const waited = world.clock.nowMilliseconds() - startedAt;
      const { pending, isForeign } = await freeTargetGroup(world, routing, group);
      if (waited > MAX_IN_USE_MS || (isForeign && !isOpen())) throw inUse(error, pending);
      return { pending };
    }
  };
  const whenFree = (group: ObservedTargetGroup) =>
    waitUntil(world, `target group ${groups.name} to be free`, () => removeOnce(group));
  await remove(record, { ...groups, remove: whenFree }, targetGroup);
}

/** Removes the rules of ours that are visible now, and returns what else uses the group. */
async function freeTargetGroup(
  world: World,
  routing: RoutingRemoval,
  group: ObservedTargetGroup,
): Promise<{ pending: string; isForeign: boolean }> {
  const { record, removal } = routing;
  const observed = (await targetGroupResource(world.aws, removal.identity, world).find()) ?? group;
  await removeRules(world, { ...routing, targetGroup: observed });
  const listenerArns = await findListenersOf(world.aws, observed.group, removal.inputs.listenerArn);
  const rules = (await Promise.all(listenerArns.map((arn) => listRules(world.aws, arn)))).flat();
  record.absent.delete(RULE);
  const users = rules.filter(({ Actions }) => forwardsTo(Actions, group.arn));
  const arns = users.map(({ RuleArn }) => RuleArn).join(', ');
  return {
    pending: users.length === 0 ? 'in use by a listener rule that is not visible' : `in use by listener rule ${arns}`,
    // A rule of ours that was just deleted may be visible for a while.
    isForeign: users.some((rule) => !hasRouteTo(removal.identity.fullName, rule)),
  };
}

function inUse(refusal: AwsError, pending: string): RolloutError {
  return new RolloutError(`${refusal.message}\nIt is ${pending}.`, {
    hint: 'Find the rule that forwards to it in the EC2 console. It does not belong to this environment, so it was not changed: remove it there, then re-run the job.',
    cause: refusal,
  });
}
