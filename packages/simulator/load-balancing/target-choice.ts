// Owns which target a request goes to.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-health
import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import type { TargetRow } from './tables.ts';

/** One of the action's target groups, by weight; undefined where none has any. */
export function chooseTargetGroup(action: Action): string | undefined {
  const groups = action.ForwardConfig?.TargetGroups ?? [];
  const total = groups.reduce((sum, { Weight = 1 }) => sum + Weight, 0);
  let rest = Math.random() * total;
  return groups.find(({ Weight = 1 }) => {
    rest -= Weight;
    return rest < 0;
  })?.TargetGroupArn;
}

/** Hands targets out in turn. */
export class TargetTurns {
  readonly #turns = new Map<string, number>();

  /**
   * The target whose turn it is among the healthy ones, or, where none is healthy, among all: a load balancer fails
   * open. Targets that are being drained get nothing. Undefined where there is no target at all.
   */
  next(cloud: Cloud, targetGroupArn: string): TargetRow | undefined {
    const rows = [...(cloud.tables.loadBalancing.targets.get(targetGroupArn)?.values() ?? [])];
    const registered = rows.filter(({ state }) => state !== 'draining');
    const healthy = registered.filter(({ state }) => state === 'healthy');
    const eligible = healthy.length > 0 ? healthy : registered;
    const turn = this.#turns.get(targetGroupArn) ?? 0;
    this.#turns.set(targetGroupArn, turn + 1);
    return eligible[turn % eligible.length];
  }
}
