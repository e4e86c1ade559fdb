// Owns changing the order of a listener's rules.
import type {
  RulePriorityPair,
  SetRulePrioritiesInput,
  SetRulePrioritiesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal } from '../kernel/refusal.ts';
import { listenerArnOf } from './arns.ts';
import { range, refuseProblems } from './constraints.ts';
import { requireRule } from './resources.ts';
import { notPermitted, PRIORITIES, priorityInUse, rulesOf } from './rules.ts';
import type { RuleRow } from './tables.ts';

/** All of them change at once or none does; rules that are not named keep their priorities. */
export function setRulePriorities(input: SetRulePrioritiesInput, cloud: Cloud): SetRulePrioritiesOutput {
  const pairs = input.RulePriorities ?? [];
  refuseProblems(
    pairs.map(({ Priority }, at) => range(`rulePriorities.${at + 1}.member.priority`, Priority, PRIORITIES)),
  );
  const moved = pairs.map((pair) => moveRule(cloud, pair));
  for (const rule of moved) refuseCollision(cloud, rule, moved);
  for (const rule of moved) cloud.tables.loadBalancing.rules.set(rule.RuleArn, rule);
  return { Rules: moved };
}

function moveRule(cloud: Cloud, pair: RulePriorityPair): RuleRow {
  const rule = requireRule(cloud, pair.RuleArn);
  if (rule.IsDefault) throw notPermitted(`Priority of default rule '${rule.RuleArn}' cannot be modified`);
  if (pair.Priority === undefined) throw new Refusal('ValidationError', 'A priority must be specified');
  return { ...rule, Priority: String(pair.Priority) };
}

function refuseCollision(cloud: Cloud, rule: RuleRow, moved: RuleRow[]): void {
  const isSame = (other: RuleRow) =>
    other.Priority === rule.Priority && listenerArnOf(other.RuleArn) === listenerArnOf(rule.RuleArn);
  if (moved.filter(isSame).length > 1) {
    throw new Refusal('ValidationError', `Priority '${rule.Priority}' was provided multiple times`);
  }
  const movedArns = moved.map(({ RuleArn }) => RuleArn);
  const staying = rulesOf(cloud, listenerArnOf(rule.RuleArn)).filter(({ RuleArn }) => !movedArns.includes(RuleArn));
  if (staying.some(isSame)) throw priorityInUse(rule.Priority);
}
