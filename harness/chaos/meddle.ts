// Owns the disturbance that somebody else makes: a listener rule of ours is deleted while a run goes on.
import { ElasticLoadBalancingV2, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GUARD_TAG } from '../../src/identity.ts';
import { findRouting, isGuardRule } from '../routing.ts';
import { checkLasting } from './fault.ts';
import type { Inventory } from './inventory.ts';
import type { Phase } from './phase.ts';
import type { Reference } from './reference.ts';
import { type Disturbance, nameOf, type Point } from './trial.ts';

type Deleted = 'guard rule' | "preview's rule";

/** At each write of a deploy either rule; before a removal the guard rule, which only a sweep makes again. */
export function deletionsAmong(points: Reference['points']): Disturbance[] {
  const writes = points.filter(({ phase, name, isRead }) => !isRead && isDeploy(phase) && !name.startsWith('github:'));
  const removals = (['destroy', 'sweep'] as const).map((name) =>
    points.filter(({ phase }) => phase === name).slice(0, 1),
  );
  return [
    ...writes.flatMap((point) => [deleteRuleAt(point, 'guard rule'), deleteRuleAt(point, "preview's rule")]),
    ...removals.flat().map((point) => deleteRuleAt(point, 'guard rule')),
  ];
}

/** A deploy may have looked at the rule already; then the next one makes it again, so that is played in any case. */
function deleteRuleAt(point: Point, deleted: Deleted): Disturbance {
  return {
    phase: point.phase,
    name: `somebody deletes the ${deleted} before ${nameOf(point)}`,
    points: 1,
    isRepeated: isDeploy(point.phase),
    ...(point.phase === 'destroy' && { view: withoutGuardRule }),
    meet:
      ({ strike, endpoint }) =>
      async ({ name, number }, when) => {
        const isHere = name === point.name && number === point.number && when === 'before';
        if (isHere && (await deleteRule({ endpoint }, deleted))) strike();
        return undefined;
      },
    check: checkLasting,
  };
}

function isDeploy(phase: Phase): boolean {
  return phase !== 'destroy' && phase !== 'sweep' && phase !== 'reset';
}

function withoutGuardRule(inventory: Inventory): Inventory {
  return inventory.filter((line) => !line.includes(GUARD_TAG));
}

/** False where there is none yet. */
async function deleteRule(cloud: { endpoint: string }, deleted: Deleted): Promise<boolean> {
  const { rules } = await findRouting(cloud);
  const rule = rules.find((each) => kindOf(each) === deleted);
  if (rule === undefined) return false;
  const credentials = { accessKeyId: 'administrator', secretAccessKey: 'any' };
  const client = new ElasticLoadBalancingV2({ endpoint: cloud.endpoint, region: 'eu-west-1', credentials });
  await client.deleteRule({ RuleArn: rule.RuleArn });
  client.destroy();
  return true;
}

function kindOf(rule: Rule): Deleted | undefined {
  if (isGuardRule(rule)) return 'guard rule';
  return rule.Conditions?.some(({ Field }) => Field === 'http-header') ? "preview's rule" : undefined;
}
