// Owns the one function of a target group: coming in, going out, and its health, which nobody checks.
import {
  InvalidTargetException$,
  type TargetDescription,
  type TargetHealthDescription,
  TooManyTargetsException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import { findInvocable } from '../lambda/invoke.ts';
import type { FunctionRow } from '../lambda/tables.ts';
import { isAssociated } from './associations.ts';
import type { FunctionGroupRow } from './tables.ts';

const PRINCIPAL = 'elasticloadbalancing.amazonaws.com';

export function registerFunction(cloud: Cloud, group: FunctionGroupRow, targets: TargetDescription[]): void {
  const { functionTargets } = cloud.tables.loadBalancing;
  const arns = targets.map(readArn);
  const present = functionTargets.get(group.TargetGroupArn);
  if (new Set([...(present === undefined ? [] : [present]), ...arns]).size > 1) {
    throw refuse(TooManyTargetsException$, 'A target group can have one Lambda function');
  }
  for (const arn of arns) {
    refuseForbidden(cloud, arn, group);
    functionTargets.set(group.TargetGroupArn, arn);
  }
}

export function deregisterFunction(cloud: Cloud, group: FunctionGroupRow, targets: TargetDescription[]): void {
  const { functionTargets } = cloud.tables.loadBalancing;
  const arns = targets.map(readArn);
  if (arns.includes(functionTargets.get(group.TargetGroupArn) ?? '')) functionTargets.delete(group.TargetGroupArn);
}

export function describeFunctionHealth(cloud: Cloud, group: FunctionGroupRow): TargetHealthDescription[] {
  const arn = cloud.tables.loadBalancing.functionTargets.get(group.TargetGroupArn);
  if (arn === undefined) return [];
  const health = isAssociated(cloud, group.TargetGroupArn)
    ? ({
        State: 'unavailable',
        Reason: 'Target.HealthCheckDisabled',
        Description: 'Health checks are not enabled for this target',
      } as const)
    : ({
        State: 'unused',
        Reason: 'Target.NotInUse',
        Description: 'Target group is not configured to receive traffic from the load balancer',
      } as const);
  return [{ Target: { Id: arn }, TargetHealth: health }];
}

export function hasFunction(cloud: Cloud, targetGroupArn: string): boolean {
  return cloud.tables.loadBalancing.functionTargets.has(targetGroupArn);
}

/** The function that the load balancer may invoke for the target group. */
export function findFunction(cloud: Cloud, targetGroupArn: string): FunctionRow | undefined {
  const arn = cloud.tables.loadBalancing.functionTargets.get(targetGroupArn) ?? '';
  return findInvocable(cloud, arn, { principal: PRINCIPAL, sourceArn: targetGroupArn });
}

function readArn({ Id: arn = '', Port: port }: TargetDescription): string {
  if (!/^arn:aws[a-z-]*:lambda:[^:]+:\d{12}:function:[\w-]+/.test(arn)) {
    throw refuse(InvalidTargetException$, `'${arn}' is not a valid Lambda function ARN`);
  }
  if (port === undefined) return arn;
  throw new Refusal('ValidationError', "Port cannot be specified for targets with target type 'lambda'");
}

/** A function that is not there has no policy that would allow it. */
function refuseForbidden(cloud: Cloud, arn: string, { TargetGroupArn: sourceArn }: FunctionGroupRow): void {
  if (findInvocable(cloud, arn, { principal: PRINCIPAL, sourceArn }) !== undefined) return;
  throw new Refusal(
    'AccessDenied',
    `elasticloadbalancing principal does not have permission to invoke ${arn} from target group ${sourceArn}`,
    403,
  );
}
