// Owns CreateService.
import type { CreateServiceCommandInput, CreateServiceCommandOutput } from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { arns } from './arns.ts';
import { requireCluster } from './clusters.ts';
import { beginDeployment } from './deployments.ts';
import { readPlacement } from './placement.ts';
import { describeService } from './read-services.ts';
import { invalid, refuseNotSimulated, requireOneOf } from './refusals.ts';
import { keepScheduling } from './scheduler.ts';
import { readLoadBalancers } from './service-load-balancers.ts';
import { changeSettings, checkExecuteCommand, checkVolumes, DEFAULT_SETTINGS } from './service-settings.ts';
import type { ClusterRow, ServiceRow, ServiceSettings, Workload } from './tables.ts';
import { checkTags } from './tags.ts';
import { requireActiveDefinition } from './task-definitions.ts';

const NAME = /^[a-zA-Z0-9_-]{1,255}$/;
const MAX_TOKEN_LENGTH = 36;

export function CreateService(
  input: CreateServiceCommandInput,
  cloud: Cloud,
): Omit<CreateServiceCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  checkRequest(input);
  const earlier = findEarlier(cloud, cluster, input);
  if (earlier !== undefined) return { service: { ...describeService(cloud, earlier), tags: earlier.tags } };
  const service = readService(cloud, cluster, input);
  const workload = readWorkload(cloud, cluster, { input, settings: service.settings });
  cloud.tables.ecs.services.set(service.arn, service);
  beginDeployment(cloud, service, workload);
  keepScheduling(cloud, service);
  return { service: { ...describeService(cloud, service), tags: service.tags } };
}

function checkRequest(input: CreateServiceCommandInput): void {
  refuseNotSimulated(input, [
    'serviceRegistries',
    'serviceConnectConfiguration',
    'volumeConfigurations',
    'vpcLatticeConfigurations',
    'gatewayConnectors',
    'monitoring',
    'role',
  ]);
  if (!NAME.test(input.serviceName ?? '')) throw invalid('Service name contains invalid characters.');
  if ((input.clientToken ?? '').length > MAX_TOKEN_LENGTH) throw invalid('idempotency token longer than 36.');
  requireOneOf(input.schedulingStrategy, 'Scheduling strategy', ['REPLICA', 'DAEMON']);
  if (input.schedulingStrategy === 'DAEMON' && input.desiredCount !== undefined) {
    throw invalid(
      'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
    );
  }
  if (input.schedulingStrategy === 'DAEMON') refuseNotSimulated(input, ['schedulingStrategy']);
  if (input.deploymentController !== undefined && input.deploymentController.type !== 'ECS') {
    refuseNotSimulated(input, ['deploymentController']);
  }
  if (input.desiredCount === undefined) throw invalid('DesiredCount is missing');
  if (input.desiredCount < 0) throw invalid('DesiredCount can not be lesser than 0');
}

/** The service that the same request with the same token made; every other service of this name is in the way. */
function findEarlier(cloud: Cloud, cluster: ClusterRow, input: CreateServiceCommandInput): ServiceRow | undefined {
  const service = cloud.tables.ecs.services.get(arns.service(cloud, cluster.name, input.serviceName ?? ''));
  if (service === undefined || service.status === 'INACTIVE') return undefined;
  if (service.status === 'DRAINING') throw invalid('Unable to Start a service that is still Draining.');
  const { clientToken, request } = creationOf(input);
  const isSame = clientToken === service.creation.clientToken && request === service.creation.request;
  if (clientToken === undefined || !isSame) throw invalid('Creation of service was not idempotent.');
  return service;
}

function creationOf(input: CreateServiceCommandInput): ServiceRow['creation'] {
  const { clientToken, ...request } = input;
  return { request: JSON.stringify(request), ...(clientToken !== undefined && { clientToken }) };
}

function readService(cloud: Cloud, cluster: ClusterRow, input: CreateServiceCommandInput): ServiceRow {
  const name = input.serviceName ?? '';
  const isServing = (input.loadBalancers ?? []).length > 0;
  if (input.healthCheckGracePeriodSeconds !== undefined && !isServing) {
    throw invalid('Health check grace period is only valid for services configured to use load balancers');
  }
  return {
    arn: arns.service(cloud, cluster.name, name),
    name,
    clusterName: cluster.name,
    status: 'ACTIVE',
    createdAt: cloud.clock.now(),
    desiredCount: input.desiredCount ?? 0,
    settings: changeSettings(DEFAULT_SETTINGS, input),
    deployments: [],
    events: [],
    isSteady: false,
    tags: checkTags(input.tags),
    creation: creationOf(input),
  };
}

interface WorkloadSource {
  input: CreateServiceCommandInput;
  settings: ServiceSettings;
}

function readWorkload(cloud: Cloud, cluster: ClusterRow, { input, settings }: WorkloadSource): Workload {
  const { definition } = requireActiveDefinition(cloud, input.taskDefinition);
  checkExecuteCommand(settings, definition);
  checkVolumes(definition);
  return {
    taskDefinition: definition.taskDefinitionArn,
    ...readPlacement(input, { cluster, definition }, cloud),
    loadBalancers: readLoadBalancers(cloud, input.loadBalancers ?? [], definition),
  };
}

export const createServiceOperations = { CreateService };
