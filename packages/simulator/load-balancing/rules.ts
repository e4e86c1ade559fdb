// Owns listener rules: describing, making, changing and deleting them.
import {
  type CreateRuleInput,
  type CreateRuleOutput,
  type DeleteRuleInput,
  type DescribeRulesInput,
  type DescribeRulesOutput,
  type ModifyRuleInput,
  type ModifyRuleOutput,
  OperationNotPermittedException$,
  PriorityInUseException$,
  type RuleTransform,
  TooManyRulesException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { readActions } from './actions.ts';
import { listenerArnOf, loadBalancerArnOf, newRuleArn } from './arns.ts';
import { refuseAssociation } from './associations.ts';
import { readConditions } from './conditions.ts';
import { range, refuseProblems } from './constraints.ts';
import { pageOf } from './listing.ts';
import { notSimulated } from './not-simulated.ts';
import { requireListener, requireRule, requireRules } from './resources.ts';
import type { RuleRow } from './tables.ts';
import { readTags, setTags } from './tags.ts';

const RULES_PER_LOAD_BALANCER = 100;
export const PRIORITIES: [number, number] = [1, 50000];

export function describeRules(input: DescribeRulesInput, cloud: Cloud): DescribeRulesOutput {
  const { ListenerArn: listenerArn, RuleArns: ruleArns = [] } = input;
  if ((listenerArn === undefined) === (ruleArns.length === 0)) {
    throw new Refusal(
      'ValidationError',
      listenerArn === undefined
        ? 'You must specify either listener rule ARNs or a listener ARN'
        : 'Listener rule ARNs and a listener ARN cannot be specified at the same time',
    );
  }
  if (listenerArn !== undefined) requireListener(cloud, listenerArn);
  const found = listenerArn === undefined ? requireRules(cloud, ruleArns) : rulesOf(cloud, listenerArn);
  const { rows, next } = pageOf(found, input, ({ RuleArn }) => RuleArn);
  return { Rules: rows, ...next };
}

export function createRule(input: CreateRuleInput, cloud: Cloud): CreateRuleOutput {
  refuseProblems([range('priority', input.Priority, PRIORITIES)]);
  const listener = requireListener(cloud, input.ListenerArn);
  refuseTransforms(input.Transforms);
  const conditions = readConditions(input.Conditions);
  const actions = readActions(input.Actions);
  const tags = readTags(input.Tags);
  const priority = String(input.Priority);
  if (rulesOf(cloud, listener.ListenerArn).some(({ Priority }) => Priority === priority)) throw priorityInUse(priority);
  refuseTooMany(cloud, listener.LoadBalancerArn);
  refuseAssociation(cloud, actions, listener.LoadBalancerArn);
  const rule: RuleRow = {
    RuleArn: newRuleArn(listener.ListenerArn),
    Priority: priority,
    Conditions: conditions,
    Actions: actions,
    IsDefault: false,
    Transforms: [],
  };
  cloud.tables.loadBalancing.rules.set(rule.RuleArn, rule);
  setTags(cloud, rule.RuleArn, tags);
  return { Rules: [rule] };
}

/** A list that is given replaces the whole list; the priority stays. */
export function modifyRule(input: ModifyRuleInput, cloud: Cloud): ModifyRuleOutput {
  const rule = requireRule(cloud, input.RuleArn);
  if (rule.IsDefault) throw notPermitted(`Default rule '${rule.RuleArn}' cannot be modified`);
  if (!input.Conditions && !input.Actions && !input.Transforms && !input.ResetTransforms) {
    throw new Refusal('ValidationError', 'Either conditions or actions must be specified');
  }
  refuseTransforms(input.Transforms);
  const conditions = input.Conditions ? readConditions(input.Conditions) : rule.Conditions;
  const actions = input.Actions ? readActions(input.Actions) : rule.Actions;
  refuseAssociation(cloud, actions, loadBalancerArnOf(listenerArnOf(rule.RuleArn)));
  const modified = { ...rule, Conditions: conditions, Actions: actions };
  cloud.tables.loadBalancing.rules.set(rule.RuleArn, modified);
  return { Rules: [modified] };
}

export function deleteRule(input: DeleteRuleInput, cloud: Cloud): object {
  const rule = requireRule(cloud, input.RuleArn);
  if (rule.IsDefault) throw notPermitted(`Default rule '${rule.RuleArn}' cannot be deleted`);
  cloud.tables.loadBalancing.rules.delete(rule.RuleArn);
  cloud.tables.loadBalancing.tags.delete(rule.RuleArn);
  return {};
}

/** A listener's rules in the order in which requests meet them: the default rule comes last. */
export function rulesOf(cloud: Cloud, listenerArn: string): RuleRow[] {
  const rank = ({ Priority }: RuleRow) => (Priority === 'default' ? Number.POSITIVE_INFINITY : Number(Priority));
  return [...cloud.tables.loadBalancing.rules.values()]
    .filter(({ RuleArn }) => listenerArnOf(RuleArn) === listenerArn)
    .sort((one, other) => rank(one) - rank(other));
}

export function priorityInUse(priority: string): Refusal {
  return refuse(PriorityInUseException$, `Priority '${priority}' is currently in use`);
}

export function notPermitted(message: string): Refusal {
  return refuse(OperationNotPermittedException$, message);
}

function refuseTransforms(transforms: RuleTransform[] | undefined): void {
  if (transforms?.length) throw notSimulated('rule transforms');
}

function refuseTooMany(cloud: Cloud, loadBalancerArn: string): void {
  const own = [...cloud.tables.loadBalancing.rules.values()].filter(
    ({ RuleArn, IsDefault }) => !IsDefault && loadBalancerArnOf(listenerArnOf(RuleArn)) === loadBalancerArn,
  );
  if (own.length < RULES_PER_LOAD_BALANCER) return;
  throw refuse(
    TooManyRulesException$,
    `The maximum number of rules on load balancer ${loadBalancerArn} has been reached`,
  );
}
