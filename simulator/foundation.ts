// Owns the foundation: the shop as an operator built it before anything of ours came, with its base service running.
import { SERVICE_SECURITY_GROUP, SERVICE_SECURITY_GROUP_DESCRIPTION } from './cloudfront/vpc-origin-deployment.ts';
import { createVpcOrigin } from './cloudfront/vpc-origins.ts';
import { ensureManagedSecurityGroup } from './ec2/ingress.ts';
import { type ShopNetwork, seedShopNetwork } from './ec2/shop-network.ts';
import { createCluster } from './ecs/clusters.ts';
import { CreateService } from './ecs/create-service.ts';
import { primaryOf, tasksOf } from './ecs/deployments.ts';
import { lookAfter } from './ecs/scheduler.ts';
import type { ServiceRow } from './ecs/tables.ts';
import { RegisterTaskDefinition } from './ecs/task-definitions.ts';
import { targetsOf } from './ecs/task-end.ts';
import { AT_ONCE } from './ecs/task-life.ts';
import type { Cloud } from './kernel/cloud.ts';
import { seedShopLoadBalancer } from './load-balancing/shop-load-balancer.ts';
import { targetKey } from './load-balancing/targets.ts';
import { createGroup } from './logs/append.ts';
import { imageOf } from './runtime/images.ts';
import type { Scenario } from './scenario.ts';

export interface Foundation {
  /** `cluster/service` */
  baseService: string;
  /** A backend that can be pulled: any tag of this repository runs. */
  image: string;
}

const CLUSTER = 'shop';
const SERVICE = 'medusa';
const FAMILY = 'shop-medusa';
const LOG_GROUP = '/shop/medusa';
const PORT = 9000;
/** As Terraform's `default_tags` would leave them. */
const TAGS = { Project: 'shop', Environment: 'production', ManagedBy: 'terraform' };
const START_SECONDS = 90;
const LOOK_MILLISECONDS = 20;

/** Names of the secrets, each with the six characters that Secrets Manager adds to its ARN. */
const SECRETS = {
  JWT_SECRET: { suffix: 'Wb7Tn2', value: 'stand-in-jwt-secret' },
  COOKIE_SECRET: { suffix: 'xR9sLd', value: 'stand-in-cookie-secret' },
};

export async function buildFoundation(cloud: Cloud, scenario: Scenario): Promise<Foundation> {
  const { scheme, subnets } = scenario.loadBalancer;
  const hasPublicSubnets = scheme !== 'internal' && subnets === 'public';
  const network = seedShopNetwork(cloud, { ...scenario.network, hasPublicSubnets });
  const { loadBalancerArn, targetGroupArn } = seedShopLoadBalancer(cloud, network, scenario.loadBalancer);
  if (scenario.hasVpcOrigin) seedVpcOrigin(cloud, loadBalancerArn);
  createCluster(cloud, CLUSTER, tagList());
  createGroup(cloud, LOG_GROUP, TAGS);
  const image = imageOf(scenario.backend.repository, cloud);
  registerDefinition(cloud, image, scenario.backend.databaseUrl);
  createBaseService(cloud, network, targetGroupArn);
  await untilServing(cloud);
  cloud.tables.ecs.fullCapacity = new Set(scenario.fullCapacity);
  return { baseService: `${CLUSTER}/${SERVICE}`, image };
}

/** As one that was made long ago: deployed, and its security group is there. */
function seedVpcOrigin(cloud: Cloud, Arn: string): void {
  const endpoint = { Name: 'shop', Arn, HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' } as const;
  const { VpcOrigin: origin } = createVpcOrigin({ VpcOriginEndpointConfig: endpoint }, cloud);
  const row = cloud.tables.cloudfront.vpcOrigins.get(origin?.Id ?? '');
  if (row === undefined) return;
  row.status = 'Deployed';
  ensureManagedSecurityGroup(cloud, {
    vpcId: row.vpcId,
    name: SERVICE_SECURITY_GROUP,
    description: SERVICE_SECURITY_GROUP_DESCRIPTION,
  });
}

function tagList() {
  return Object.entries(TAGS).map(([key, value]) => ({ key, value }));
}

function registerDefinition(cloud: Cloud, image: string, databaseUrl: string): void {
  RegisterTaskDefinition(
    {
      family: FAMILY,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
      executionRoleArn: roleArn(cloud, 'shop-medusa-execution'),
      taskRoleArn: roleArn(cloud, 'shop-medusa-task'),
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      containerDefinitions: [
        {
          name: SERVICE,
          image,
          essential: true,
          portMappings: [{ containerPort: PORT, hostPort: PORT, protocol: 'tcp' }],
          environment: [
            { name: 'NODE_ENV', value: 'production' },
            { name: 'PORT', value: String(PORT) },
            { name: 'STORE_CORS', value: 'https://shop.example.com' },
            { name: 'ADMIN_CORS', value: 'https://admin.example.com' },
            { name: 'AUTH_CORS', value: 'https://shop.example.com,https://admin.example.com' },
            { name: 'MEDUSA_WORKER_MODE', value: 'shared' },
          ],
          secrets: seedSecrets(cloud, databaseUrl),
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': LOG_GROUP, 'awslogs-region': cloud.region, 'awslogs-stream-prefix': 'medusa' },
          },
        },
      ],
      tags: tagList(),
    },
    cloud,
  );
}

function roleArn(cloud: Cloud, name: string): string {
  return `arn:aws:iam::${cloud.accountId}:role/${name}`;
}

/** Puts the secrets into Secrets Manager; gives back where a container finds them. */
function seedSecrets(cloud: Cloud, databaseUrl: string): { name: string; valueFrom: string }[] {
  const secrets = { DATABASE_URL: { suffix: 'kG4fQz', value: databaseUrl }, ...SECRETS };
  return Object.entries(secrets).map(([name, { suffix, value }]) => {
    const title = `shop/medusa/${name.toLowerCase().replaceAll('_', '-')}`;
    const valueFrom = `arn:aws:secretsmanager:${cloud.region}:${cloud.accountId}:secret:${title}-${suffix}`;
    cloud.tables.ecs.secrets.set(valueFrom, value);
    return { name, valueFrom };
  });
}

function createBaseService(cloud: Cloud, network: ShopNetwork, targetGroupArn: string): void {
  CreateService(
    {
      cluster: CLUSTER,
      serviceName: SERVICE,
      taskDefinition: FAMILY,
      desiredCount: 1,
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.subnetIds,
          securityGroups: [network.taskSecurityGroupId],
          assignPublicIp: 'DISABLED',
        },
      },
      loadBalancers: [{ targetGroupArn, containerName: SERVICE, containerPort: PORT }],
      enableExecuteCommand: true,
      tags: tagList(),
    },
    cloud,
  );
}

/** The base service has been running for long: its first task neither takes its time nor waits for a health check. */
async function untilServing(cloud: Cloud): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (Date.now() < deadline) {
    const service = [...cloud.tables.ecs.services.values()].find(({ name }) => name === SERVICE);
    if (service === undefined) return;
    if (service.isSteady) return;
    markHealthy(cloud, service);
    lookAfter(cloud, service, AT_ONCE);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  throw new Error(`The base service ${CLUSTER}/${SERVICE} did not start within ${START_SECONDS} seconds.`);
}

function markHealthy(cloud: Cloud, service: ServiceRow): void {
  for (const row of tasksOf(cloud, primaryOf(service))) {
    for (const { targetGroupArn, target } of targetsOf(row)) {
      const registered = cloud.tables.loadBalancing.targets.get(targetGroupArn)?.get(targetKey(target));
      if (registered?.state === 'initial') registered.state = 'healthy';
    }
  }
}
