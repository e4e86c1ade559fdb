// Owns checking the quotas of AWS before anything is created.

import { DescribeAccountLimitsCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { FREE_QUOTA } from '../aws/hints.ts';
import { required } from '../aws/required.ts';
import type { Environment } from '../environment/environment.ts';
import { AwsError } from '../errors.ts';
import type { Aws } from '../world.ts';
import { usersOf } from './distribution-reading.ts';
import type { Observed } from './resources.ts';

/** AWS does not raise this quota. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html */
const MAX_DISTRIBUTIONS_PER_VPC_ORIGIN = 50;

/** Checks the quotas of the resources that are to be created. */
export async function problemsOfQuotas(aws: Aws, environment: Environment, observed: Observed): Promise<string[]> {
  const ofLoadBalancer = environment.isAdopted ? [] : await problemsOfLoadBalancer(aws, environment, observed);
  return [...ofLoadBalancer, ...problemsOfVpcOrigin(observed)];
}

async function problemsOfLoadBalancer(
  aws: Aws,
  { loadBalancer }: Environment,
  { rule, guard, rules, targetGroup }: Observed,
): Promise<string[]> {
  const needsRule = rule === undefined || rule.mustPrecede !== undefined;
  const needed = [needsRule, guard === undefined].filter(Boolean).length;
  if (needed === 0 && targetGroup !== undefined) return [];
  const [limits, targetGroups] = await Promise.all([readLimits(aws), countTargetGroups(aws, loadBalancer.arn)]);
  const name = `load balancer ${loadBalancer.name}`;
  const mostRules = limits.get('rules-per-application-load-balancer') ?? Number.POSITIVE_INFINITY;
  const mostGroups = limits.get('target-groups-per-application-load-balancer') ?? Number.POSITIVE_INFINITY;
  const ruleCount = rules.filter(({ IsDefault }) => !IsDefault).length;
  const problems: string[] = [];
  if (needed > 0 && ruleCount + needed > mostRules) {
    problems.push(
      `${name} has ${ruleCount} rules of at most ${mostRules}, and ${needed} more ${needed === 1 ? 'is' : 'are'} needed. ${FREE_QUOTA}, or have the quota "Rules per Application Load Balancer" raised.`,
    );
  }
  if (targetGroup === undefined && targetGroups >= mostGroups) {
    problems.push(
      `${name} has ${targetGroups} target groups of at most ${mostGroups}, which cannot be raised. ${FREE_QUOTA}, or use another load balancer.`,
    );
  }
  return problems;
}

function problemsOfVpcOrigin({ vpcOrigin, distribution, distributions }: Observed): string[] {
  if (vpcOrigin === undefined || distribution !== undefined) return [];
  const { length: count } = usersOf(vpcOrigin.id, distributions);
  if (count < MAX_DISTRIBUTIONS_PER_VPC_ORIGIN) return [];
  return [
    `VPC origin ${vpcOrigin.id} has ${count} distributions of at most ${MAX_DISTRIBUTIONS_PER_VPC_ORIGIN}, which cannot be raised. ${FREE_QUOTA}, or use another load balancer.`,
  ];
}

/** Without the permission to read quotas they are not checked; AWS then refuses the create. */
async function readLimits({ loadBalancing }: Aws): Promise<Map<string, number>> {
  try {
    const { Limits = [] } = await callAws('reading the quotas of load balancing', () =>
      loadBalancing.send(new DescribeAccountLimitsCommand({})),
    );
    return new Map(Limits.map(({ Name = '', Max }) => [Name, Number(required(Max, 'DescribeAccountLimits.Max'))]));
  } catch (error) {
    if (error instanceof AwsError) return new Map();
    throw error;
  }
}

async function countTargetGroups({ loadBalancing }: Aws, LoadBalancerArn: string): Promise<number> {
  const { TargetGroups = [] } = await callAws(`counting the target groups of ${LoadBalancerArn}`, () =>
    loadBalancing.send(new DescribeTargetGroupsCommand({ LoadBalancerArn })),
  );
  return TargetGroups.length;
}
