// Owns which load balancers use which target groups: a target group is in use where a rule forwards to it.
import {
  type Action,
  TargetGroupAssociationLimitException$,
  TargetGroupNotFoundException$,
  TooManyUniqueTargetGroupsPerLoadBalancerException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { listenerArnOf, loadBalancerArnOf } from './arns.ts';

const TARGET_GROUPS_PER_LOAD_BALANCER = 100;

/** Whether a rule of some listener, default rules included, forwards to the target group. */
export function isAssociated(cloud: Cloud, targetGroupArn: string): boolean {
  return loadBalancersUsing(cloud, targetGroupArn).length > 0;
}

/** The load balancers whose rules forward to the target group; AWS allows one. */
export function loadBalancersUsing(cloud: Cloud, targetGroupArn: string): string[] {
  const rules = [...cloud.tables.loadBalancing.rules.values()];
  const using = rules.filter(({ Actions }) => targetGroupArnsOf(Actions).includes(targetGroupArn));
  return [...new Set(using.map(({ RuleArn }) => loadBalancerArnOf(listenerArnOf(RuleArn))))];
}

export function targetGroupArnsOf(actions: Action[]): string[] {
  return actions.flatMap(({ ForwardConfig }) =>
    (ForwardConfig?.TargetGroups ?? []).flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []),
  );
}

/** Refuses actions whose target groups are missing, in use elsewhere, or too many for the load balancer. */
export function refuseAssociation(cloud: Cloud, actions: Action[], loadBalancerArn: string): void {
  const arns = targetGroupArnsOf(actions);
  const missing = arns.find((arn) => !cloud.tables.loadBalancing.targetGroups.has(arn));
  if (missing !== undefined) throw refuse(TargetGroupNotFoundException$, `Target group '${missing}' not found`);
  const usedElsewhere = arns.filter((arn) => loadBalancersUsing(cloud, arn).some((other) => other !== loadBalancerArn));
  if (usedElsewhere.length > 0) {
    throw refuse(
      TargetGroupAssociationLimitException$,
      `The following target groups cannot be associated with more than one load balancer: ${usedElsewhere.join(', ')}`,
    );
  }
  if (new Set([...targetGroupsOf(cloud, loadBalancerArn), ...arns]).size <= TARGET_GROUPS_PER_LOAD_BALANCER) return;
  throw refuse(
    TooManyUniqueTargetGroupsPerLoadBalancerException$,
    'You have reached the maximum number of unique target groups that you can associate with a load balancer of ' +
      `type 'application': [${TARGET_GROUPS_PER_LOAD_BALANCER}]`,
  );
}

function targetGroupsOf(cloud: Cloud, loadBalancerArn: string): string[] {
  const rules = [...cloud.tables.loadBalancing.rules.values()];
  const own = rules.filter(({ RuleArn }) => loadBalancerArnOf(listenerArnOf(RuleArn)) === loadBalancerArn);
  return own.flatMap(({ Actions }) => targetGroupArnsOf(Actions));
}
