// Owns asking the simulated AWS, as any client would, what is left of an environment.

import { CloudFrontClient, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeServicesCommand, ECSClient, ListTaskDefinitionsCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { createClient } from '../packages/simulator/client.ts';
import { findRouting, isGuardRule } from './routing.ts';

export interface Leftovers {
  distributions: number;
  /** Without the guard rule, which is shared and stays. */
  rules: number;
  targetGroups: string[];
  taskDefinitions: string[];
  /** Names of the services of the cluster that are active. */
  services: string[];
  /** Names of the databases that were made. */
  databases: string[];
}

/** The leftovers of an environment that is gone, in the usual foundation. */
export const NOTHING_LEFT = {
  distributions: 0,
  rules: 0,
  services: [],
  targetGroups: ['shop-medusa'],
  taskDefinitions: ['shop-medusa:1'],
};

export async function findLeftovers({ endpoint }: { endpoint: string }, services: string[]): Promise<Leftovers> {
  const credentials = { accessKeyId: 'simulated', secretAccessKey: 'simulated' };
  const config = { endpoint, region: 'eu-west-1', credentials };
  const ecs = new ECSClient(config);
  const balancing = new ElasticLoadBalancingV2Client(config);
  const cloudfront = new CloudFrontClient({ ...config, region: 'us-east-1' });
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  const { rules } = await findRouting({ endpoint });
  const { TargetGroups = [] } = await balancing.send(new DescribeTargetGroupsCommand({}));
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({}));
  const described = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services }));
  return {
    distributions: DistributionList?.Quantity ?? 0,
    rules: rules.filter((rule) => !rule.IsDefault && !isGuardRule(rule)).length,
    targetGroups: TargetGroups.map(({ TargetGroupName }) => String(TargetGroupName)),
    taskDefinitions: taskDefinitionArns.map((arn) => String(arn.split('/').at(-1))),
    services: (described.services ?? [])
      .filter(({ status }) => status === 'ACTIVE')
      .map(({ serviceName }) => String(serviceName)),
    databases: await findDatabases(endpoint),
  };
}

/** AWS's own lists know the servers and not what is on them, so the simulator is asked. */
async function findDatabases(endpoint: string): Promise<string[]> {
  const { databases } = await createClient(endpoint).state<{ databases: { name: string }[] }>();
  return databases.map(({ name }) => name);
}
