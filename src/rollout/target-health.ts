// Owns reading which tasks of an environment the load balancer considers unhealthy.
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { AwsError } from '../errors.ts';
import type { Aws } from '../world.ts';

/** Only targets with a problem: `1 x unhealthy: Target.Timeout, Request timed out`. Empty also if AWS refuses the call. */
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
