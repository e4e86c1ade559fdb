// Owns the listener rule that routes requests with an environment's header value to its target group.
import { DeleteRuleCommand, ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { type Identity, ownershipMismatch } from '../identity.ts';
import { diff } from '../reconcile/diff.ts';
import { KNOWN_AFTER_APPLY } from '../reconcile/executor.ts';
import { removeForCertain } from '../reconcile/reconcile.ts';
import type { Resource } from '../reconcile/resource.ts';
import type { Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { addTags } from './load-balancing-tags.ts';
import { changeableTags, createRule, type DesiredRule } from './rule-creation.ts';
import { chooseAmong, type ObservedRule, observeMarked, readRules, readRulesWithTags } from './rule-reading.ts';
import { describeRule, differencesOfRoute } from './rule-state.ts';

const KIND = 'listener rule';

export function listenerRuleResource(
  aws: Aws,
  identity: Identity,
  { listenerArn, waiter }: { listenerArn: string | undefined; waiter: Waiter },
): Resource<DesiredRule, ObservedRule> {
  const { loadBalancing } = aws;
  const name = identity.fullName;
  const modify = (RuleArn: string, desired: DesiredRule) =>
    callAws(`updating ${KIND} ${name}`, () =>
      loadBalancing.send(new ModifyRuleCommand({ RuleArn, ...describeRule(name, desired) })),
    );
  /** Removes those that are no longer needed only once there is one in the right place: its requests are never without a rule. */
  const withoutTwins = async (observed: ObservedRule) => {
    for (const twin of observed.others) await removeForCertain(waiter, resource, twin);
    return { ...observed, others: [] };
  };
  const resource: Resource<DesiredRule, ObservedRule> = {
    kind: KIND,
    name,
    find: async () =>
      listenerArn === undefined ? undefined : chooseAmong(identity, await readRules(aws, identity, listenerArn)),
    findAll: async () =>
      listenerArn === undefined
        ? []
        : observeMarked(identity, await readRulesWithTags({ aws, identity, waiter }, listenerArn)),
    idOf: ({ arn }) => arn,
    notOwnedReason: ({ tags }) => ownershipMismatch(identity, tags),
    diff: (desired, { rule, tags, mustPrecede, others }) => [
      ...differencesOfRoute(name, desired, rule),
      ...(mustPrecede === undefined
        ? []
        : [{ path: 'Priority', observed: rule.Priority, desired: `before ${mustPrecede}` }]),
      ...(others.length === 0 ? [] : [{ path: 'twins', observed: others.map(({ arn }) => arn), desired: [] }]),
      ...diff(changeableTags(identity, desired), tags, 'tags'),
    ],
    placeholder: { arn: KNOWN_AFTER_APPLY, rule: {}, tags: {}, mustPrecede: undefined, isGuarded: true, others: [] },
    create: async (desired) => withoutTwins(await createRule({ aws, identity, waiter, resource }, desired)),
    async update(observed, desired, changes) {
      const changed = new Set(changes.map(({ path }) => path.replace(/\..*$/s, '')));
      if (changed.has('Priority')) return resource.create(desired);
      if (changed.delete('tags')) {
        const tags = changeableTags(identity, desired);
        await addTags(aws, `tagging ${KIND} ${name}`, { arn: observed.arn, tags });
      }
      changed.delete('twins');
      if (changed.size > 0) await modify(observed.arn, desired);
      return withoutTwins(observed);
    },
    async remove({ arn }) {
      await findOrUndefined(`deleting ${KIND} ${name}`, ['RuleNotFound'], () =>
        loadBalancing.send(new DeleteRuleCommand({ RuleArn: arn })),
      );
    },
  };
  return resource;
}
