// Owns the targets of target groups: coming in, being drained, and how healthy they are.
import type { TargetHealthReasonEnum, TargetHealthStateEnum } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { isAssociated } from './associations.ts';
import { checkRegularly } from './health-checks.ts';
import type { TargetAddress, TargetRow } from './tables.ts';
import { deregistrationDelaySeconds } from './target-group-attributes.ts';

export interface TargetHealth {
  state: TargetHealthStateEnum;
  reason?: TargetHealthReasonEnum;
  description?: string;
}

export function targetKey({ id, port }: TargetAddress): string {
  return `${id}:${port}`;
}

/** Targets start as `initial` and become healthy with the first check that passes. One that is being drained comes back. */
export function registerTargets(cloud: Cloud, targetGroupArn: string, targets: TargetAddress[]): void {
  const group = cloud.tables.loadBalancing.targets.get(targetGroupArn);
  for (const { id, port } of targets) {
    const present = group?.get(targetKey({ id, port }));
    if (present !== undefined && present.state !== 'draining') continue;
    const registrationId = ids.uuid();
    group?.set(targetKey({ id, port }), {
      id,
      port,
      registrationId,
      state: 'initial',
      hasBeenChecked: false,
      streak: 0,
    });
    checkRegularly(cloud, { targetGroupArn, targetKey: targetKey({ id, port }), registrationId });
  }
}

/** Targets in use are drained for the deregistration delay before they are gone; others are gone at once. */
export function deregisterTargets(cloud: Cloud, targetGroupArn: string, targets: TargetAddress[]): void {
  const delaySeconds = deregistrationDelaySeconds(cloud, targetGroupArn);
  for (const address of targets) {
    const row = cloud.tables.loadBalancing.targets.get(targetGroupArn)?.get(targetKey(address));
    if (row === undefined || row.state === 'draining') continue;
    row.state = 'draining';
    const isDrained = isAssociated(cloud, targetGroupArn) && delaySeconds > 0;
    if (isDrained) cloud.clock.after(delaySeconds, () => remove(cloud, targetGroupArn, row));
    else remove(cloud, targetGroupArn, row);
  }
}

/** The answer of DescribeTargetHealth for a target; undefined where none of that address is registered. */
export function targetHealth(cloud: Cloud, targetGroupArn: string, target: TargetAddress): TargetHealth | undefined {
  const row = cloud.tables.loadBalancing.targets.get(targetGroupArn)?.get(targetKey(target));
  return row && healthOf(cloud, targetGroupArn, row);
}

export function healthOf(cloud: Cloud, targetGroupArn: string, row: TargetRow): TargetHealth {
  if (row.state === 'draining') {
    return {
      state: 'draining',
      reason: 'Target.DeregistrationInProgress',
      description: 'Target deregistration is in progress',
    };
  }
  if (!isAssociated(cloud, targetGroupArn)) {
    return {
      state: 'unused',
      reason: 'Target.NotInUse',
      description: 'Target group is not configured to receive traffic from the load balancer',
    };
  }
  if (row.state === 'healthy') return { state: 'healthy' };
  if (row.state === 'unhealthy') return { state: 'unhealthy', ...row.failure };
  return row.hasBeenChecked
    ? { state: 'initial', reason: 'Elb.InitialHealthChecking', description: 'Initial health checks in progress' }
    : { state: 'initial', reason: 'Elb.RegistrationInProgress', description: 'Target registration is in progress' };
}

/** Removes the very registration that was drained: the address may have been registered anew since. */
function remove(cloud: Cloud, targetGroupArn: string, { id, port, registrationId }: TargetRow): void {
  const group = cloud.tables.loadBalancing.targets.get(targetGroupArn);
  if (group?.get(targetKey({ id, port }))?.registrationId === registrationId) group.delete(targetKey({ id, port }));
}
