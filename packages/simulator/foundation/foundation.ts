// Owns the foundation that a cloud starts with: what the scenario describes is built, and its base service runs.

import type { Cloud } from '../cloud/cloud.ts';
import { primaryOf, tasksOf } from '../ecs/deployments.ts';
import { addInstance } from '../ecs/instances.ts';
import { lookAfter } from '../ecs/scheduler.ts';
import type { ServiceRow } from '../ecs/tables.ts';
import { targetsOf } from '../ecs/task-end.ts';
import { AT_ONCE } from '../ecs/task-life.ts';
import { targetKey } from '../load-balancing/targets.ts';
import { imageOf } from '../runtime/images.ts';
import type { Scenario } from '../scenario.ts';
import { createBaseCluster, createBaseService } from './base-service.ts';
import { seedDistribution, seedVpcOrigin } from './distribution.ts';
import { seedLoadBalancers } from './load-balancer.ts';
import { seedNetwork } from './network.ts';

export interface Foundation {
  /** `cluster/service` */
  baseService: string;
  /** A backend that can be pulled: any tag of this repository runs. */
  image: string;
}

const START_SECONDS = 90;
const LOOK_MILLISECONDS = 20;

export async function buildFoundation(cloud: Cloud, scenario: Scenario): Promise<Foundation> {
  const { base, loadBalancer, distribution } = scenario;
  const hasPublicSubnets = loadBalancer.scheme !== 'internal' && loadBalancer.subnets === 'public';
  const { admits } = loadBalancer;
  const network = seedNetwork(cloud, { ...scenario.network, hasPublicSubnets, admits });
  const { loadBalancerArn, targetGroupArn } = seedLoadBalancers(cloud, network, loadBalancer);
  if (scenario.hasVpcOrigin || distribution !== undefined) {
    const vpcOriginId = seedVpcOrigin(cloud, distribution?.vpcOrigin ?? network.name, loadBalancerArn);
    if (distribution !== undefined) {
      seedDistribution(cloud, { comment: distribution.comment, loadBalancerArn, vpcOriginId, tags: base.tags });
    }
  }
  const image = imageOf(scenario.backend.repository, cloud);
  createBaseCluster(cloud, base);
  for (const attributes of scenario.instances) addInstance(cloud, base.cluster, attributes);
  createBaseService(cloud, { base: withDatabase(scenario), image, network, targetGroupArn });
  const baseService = `${base.cluster}/${base.service}`;
  await untilServing(cloud, baseService);
  cloud.tables.ecs.fullCapacity = new Set(scenario.fullCapacity);
  return { baseService, image };
}

/** Where DATABASE_URL is a secret, its value is kept apart from the rest, since it differs from stage to stage. */
function withDatabase({ base, backend }: Scenario): Scenario['base'] {
  const { DATABASE_URL: secret } = base.secrets;
  if (secret === undefined) return base;
  return { ...base, secrets: { ...base.secrets, DATABASE_URL: { ...secret, value: backend.databaseUrl } } };
}

/** The base service has been running for long: its first task neither takes its time nor waits for a health check. */
async function untilServing(cloud: Cloud, baseService: string): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    const [service] = cloud.tables.ecs.services.values();
    if (service === undefined) return;
    if (service.isSteady) return;
    markHealthy(cloud, service);
    lookAfter(cloud, service, AT_ONCE);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  throw new Error(`The base service ${baseService} did not start within ${START_SECONDS} seconds.`);
}

function markHealthy(cloud: Cloud, service: ServiceRow): void {
  for (const row of tasksOf(cloud, primaryOf(service))) {
    for (const { targetGroupArn, target } of targetsOf(row)) {
      const registered = cloud.tables.loadBalancing.targets.get(targetGroupArn)?.get(targetKey(target));
      if (registered?.state === 'initial') registered.state = 'healthy';
    }
  }
}
