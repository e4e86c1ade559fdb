// Owns the base service of the foundation: its cluster, log group, secrets, task definition and service, as they are described.

import type { CreateServiceCommandInput } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { createCluster } from '../ecs/clusters.ts';
import { CreateService } from '../ecs/create-service.ts';
import { RegisterTaskDefinition } from '../ecs/task-definitions.ts';
import { createGroup } from '../logs/append.ts';
import type { FoundationNetwork } from './network.ts';

/** Where a variable of the container comes from, and what stands there. */
export interface SecretSettings {
  /** With the six characters that Secrets Manager adds to it. */
  name: string;
  /** A member of the secret, which is a JSON object then. */
  key?: string;
  /** The version that the task definition is pinned to. */
  version?: string;
  value: string;
}

export interface BaseSettings {
  cluster: string;
  service: string;
  family: string;
  container: string;
  logGroup: string;
  logPrefix: string;
  executionRole: string;
  taskRole: string;
  cpu: string;
  memory: string;
  /** Whether the container's own limits are written down as well, as high as the task's. */
  hasContainerLimits: boolean;
  /** By variable. */
  variables: Record<string, string>;
  secrets: Record<string, SecretSettings>;
  /** Members of CreateService that differ: `{"launchType": "EC2"}`. */
  settings: Partial<CreateServiceCommandInput>;
  tags: Record<string, string>;
}

const PORT = 9000;

export interface BaseServiceQuery {
  base: BaseSettings;
  image: string;
  network: FoundationNetwork;
  targetGroupArn: string;
}

export function createBaseCluster(cloud: Cloud, base: BaseSettings): void {
  createCluster(cloud, base.cluster, tagList(base));
}

export function createBaseService(cloud: Cloud, { base, image, network, targetGroupArn }: BaseServiceQuery): void {
  const tags = tagList(base);
  createGroup(cloud, base.logGroup, base.tags);
  registerDefinition(cloud, base, image);
  CreateService(
    {
      cluster: base.cluster,
      serviceName: base.service,
      taskDefinition: base.family,
      desiredCount: 1,
      ...(base.settings.capacityProviderStrategy === undefined && { launchType: 'FARGATE' }),
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: network.subnetIds,
          securityGroups: [network.taskSecurityGroupId],
          assignPublicIp: 'DISABLED',
        },
      },
      loadBalancers: [{ targetGroupArn, containerName: base.container, containerPort: PORT }],
      enableExecuteCommand: true,
      tags,
      ...base.settings,
    },
    cloud,
  );
}

function registerDefinition(cloud: Cloud, base: BaseSettings, image: string): void {
  const { cpu, memory } = base;
  RegisterTaskDefinition(
    {
      family: base.family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu,
      memory,
      executionRoleArn: roleArn(cloud, base.executionRole),
      taskRoleArn: roleArn(cloud, base.taskRole),
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      containerDefinitions: [
        {
          name: base.container,
          image,
          ...(base.hasContainerLimits && { cpu: Number(cpu), memory: Number(memory) }),
          essential: true,
          portMappings: [{ containerPort: PORT, hostPort: PORT, protocol: 'tcp' }],
          environment: Object.entries(base.variables).map(([name, value]) => ({ name, value })),
          secrets: seedSecrets(cloud, base.secrets),
          logConfiguration: {
            logDriver: 'awslogs',
            options: {
              'awslogs-group': base.logGroup,
              'awslogs-region': cloud.region,
              'awslogs-stream-prefix': base.logPrefix,
            },
          },
        },
      ],
      tags: tagList(base),
    },
    cloud,
  );
}

/** Puts the secrets into Secrets Manager; gives back where a container finds them. */
function seedSecrets(cloud: Cloud, secrets: BaseSettings['secrets']): { name: string; valueFrom: string }[] {
  return Object.entries(secrets).map(([variable, { name, key = '', version = '', value }]) => {
    const arn = `arn:aws:secretsmanager:${cloud.region}:${cloud.accountId}:secret:${name}`;
    cloud.tables.ecs.secrets.set(arn, value);
    if (version !== '') cloud.tables.ecs.secretVersions.set(arn, version);
    return { name: variable, valueFrom: key === '' && version === '' ? arn : `${arn}:${key}::${version}` };
  });
}

function roleArn(cloud: Cloud, name: string): string {
  return `arn:aws:iam::${cloud.accountId}:role/${name}`;
}

function tagList({ tags }: BaseSettings) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
