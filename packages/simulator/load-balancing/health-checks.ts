// Owns the health of targets over time: when each is checked, and what a row of results makes of its state.
import type { Cloud } from '../cloud/cloud.ts';
import { loadBalancersUsing } from './associations.ts';
import { type HealthFailure, probe } from './health-probe.ts';
import type { AddressGroupRow, TargetRow } from './tables.ts';

/** A load balancer needs some seconds to take a new target up before it checks it for the first time. */
const REGISTRATION_SECONDS = 5;
/** However fast the cloud runs, a real process gets this much rest between two checks. */
const MIN_REAL_INTERVAL_SECONDS = 0.05;

/** One registration of one target; a later registration of the same address is another one. */
export interface Registration {
  targetGroupArn: string;
  targetKey: string;
  registrationId: string;
}

/** Checks the target until its registration ends. */
export function checkRegularly(cloud: Cloud, registration: Registration): void {
  planCheck(cloud, registration, REGISTRATION_SECONDS);
}

function planCheck(cloud: Cloud, registration: Registration, seconds: number): void {
  const leastSeconds = MIN_REAL_INTERVAL_SECONDS * cloud.clock.scale;
  cloud.clock.after(Math.max(seconds, leastSeconds), () => void check(cloud, registration));
}

async function check(cloud: Cloud, registration: Registration): Promise<void> {
  const before = find(cloud, registration);
  if (before === undefined) return;
  const [loadBalancerArn] = loadBalancersUsing(cloud, registration.targetGroupArn);
  if (loadBalancerArn === undefined) {
    Object.assign(before.target, { state: 'initial', hasBeenChecked: false, streak: 0 });
  } else {
    const failure = await probe(cloud, loadBalancerArn, before);
    const after = find(cloud, registration);
    if (after === undefined) return;
    takeResult(after, failure);
  }
  planCheck(cloud, registration, before.group.HealthCheckIntervalSeconds);
}

/** The target as it is now; undefined when it is gone or being drained. */
function find(cloud: Cloud, registration: Registration): { group: AddressGroupRow; target: TargetRow } | undefined {
  const { targetGroups, targets } = cloud.tables.loadBalancing;
  const group = targetGroups.get(registration.targetGroupArn);
  const target = targets.get(registration.targetGroupArn)?.get(registration.targetKey);
  const isSame = target?.registrationId === registration.registrationId && target.state !== 'draining';
  return group && group.TargetType !== 'lambda' && target && isSame ? { group, target } : undefined;
}

/** A new target is healthy after its first passing check; the thresholds count for every later change. */
function takeResult(found: { group: AddressGroupRow; target: TargetRow }, failure: HealthFailure | undefined): void {
  const { group, target } = found;
  target.hasBeenChecked = true;
  if (failure !== undefined) target.failure = failure;
  const isContradiction = failure === undefined ? target.state !== 'healthy' : target.state !== 'unhealthy';
  target.streak = isContradiction ? target.streak + 1 : 0;
  if (target.streak < neededStreak(group, target, failure)) return;
  target.state = failure === undefined ? 'healthy' : 'unhealthy';
  target.streak = 0;
}

function neededStreak(group: AddressGroupRow, target: TargetRow, failure: HealthFailure | undefined): number {
  if (failure !== undefined) return group.UnhealthyThresholdCount;
  return target.state === 'initial' ? 1 : group.HealthyThresholdCount;
}
