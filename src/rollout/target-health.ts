// Owns reading how the load balancer finds the tasks of an environment.
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { AwsError } from '../errors.ts';
import type { Aws } from '../world.ts';

/** `1 x unhealthy: Target.Timeout, Request timed out`; those that are well are not told. Empty where we may not look. */
export async function readTargetTroubles({ loadBalancing }: Aws, targetGroupArn: string): Promise<string[]> {
  try {
    const { TargetHealthDescriptions = [] } = await callAws(`reading the target health of ${targetGroupArn}`, () =>
      loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })),
    );
    const counts = new Map<string, number>();
    for (const { TargetHealth: { State = '', Reason, Description } = {} } of TargetHealthDescriptions) {
      if (State === 'healthy' || State === 'draining') continue;
      const trouble = [`${State}: ${Reason ?? 'no reason given'}`, ...(Description ? [Description] : [])].join(', ');
      counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
    }
    return [...counts].map(([trouble, count]) => `${count} x ${trouble}`);
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}
