// Owns reading target group and listener rules together, in few calls.
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { allSettledOrThrow } from '../aws/parallel.ts';
import type { Identity } from '../identity.ts';
import { assertOwned } from '../reconcile/reconcile.ts';
import type { Aws } from '../world.ts';
import { readTagsOf } from './load-balancing-tags.ts';
import type { Observed, Resources } from './resources.ts';
import { findGuard } from './rule-priorities.ts';
import { chooseAmong, listRules, markedAmong } from './rule-reading.ts';
import { readDelay } from './target-group.ts';

type Routing = Pick<Observed, 'targetGroup' | 'rule' | 'guard' | 'rules'>;

export const NO_ROUTING: Routing = { targetGroup: undefined, rule: undefined, guard: undefined, rules: [] };

interface RoutingQuery {
  identity: Identity;
  listenerArn: string;
  /** The target group of our name, where there is one. */
  group: TargetGroup | undefined;
  resources: Pick<Resources, 'targetGroup' | 'rule'>;
}

/** Throws an OwnershipError for a resource with our name that is not ours. */
export async function observeRouting(aws: Aws, query: RoutingQuery): Promise<Routing> {
  const { identity, listenerArn, group, resources } = query;
  const groupArn = group?.TargetGroupArn;
  const [rules, deregistrationDelaySeconds] = await allSettledOrThrow([
    listRules(aws, listenerArn),
    groupArn === undefined ? Promise.resolve(undefined) : readDelay(aws, groupArn),
  ]);
  const tags = await readTagsOf(aws, [...(groupArn === undefined ? [] : [groupArn]), ...markedAmong(identity, rules)]);
  const own = groupArn === undefined ? undefined : tags.get(groupArn);
  // A group without tags is being deleted or was just created. In the latter case creating it returns the existing one.
  const targetGroup =
    group === undefined || groupArn === undefined || own === undefined || deregistrationDelaySeconds === undefined
      ? undefined
      : { arn: groupArn, group, tags: own, deregistrationDelaySeconds };
  return {
    targetGroup: assertOwned(resources.targetGroup, targetGroup),
    rule: assertOwned(resources.rule, chooseAmong(identity, { rules, tags })),
    guard: findGuard(rules),
    rules,
  };
}
