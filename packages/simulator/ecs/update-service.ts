// Owns UpdateService: which changes start a new deployment, and which only change the service.
import { isDeepStrictEqual } from 'node:util';
import {
  ServiceNotActiveException$,
  type UpdateServiceCommandInput,
  type UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { requireCluster } from './clusters.ts';
import { beginDeployment, primaryOf, workloadOf } from './deployments.ts';
import { checkPlacement, readNetwork, readPlatformVersion, readStrategy } from './placement.ts';
import { describeService, requireService } from './read-services.ts';
import { invalid, refuseNotSimulated } from './refusals.ts';
import { checkAssociations, readLoadBalancers } from './service-load-balancers.ts';
import { changeSettings, checkExecuteCommand, checkVolumes } from './service-settings.ts';
import type { ClusterRow, RegisteredDefinition, ServiceRow, Workload } from './tables.ts';
import { findTaskDefinition, requireActiveDefinition } from './task-definitions.ts';

function UpdateService(input: UpdateServiceCommandInput, cloud: Cloud): Omit<UpdateServiceCommandOutput, '$metadata'> {
  const cluster = requireCluster(cloud, input.cluster);
  const service = requireService(cloud, cluster, input.service ?? '');
  if (service.status !== 'ACTIVE') throw refuse(ServiceNotActiveException$, 'Service was not ACTIVE.');
  checkRequest(input);
  const observed = workloadOf(cloud, primaryOf(service));
  const definition = definitionOf(cloud, input, observed);
  const workload = changeWorkload(cloud, observed, { input, definition, cluster });
  checkPlacement(input, workload);
  const settings = changeSettings(service.settings, input);
  checkGracePeriod(input, workload);
  checkExecuteCommand(settings, definition);
  checkVolumes(definition);
  const isDeployed = input.forceNewDeployment || !isDeepStrictEqual(workload, observed);
  const startsTasks = isDeployed || (input.desiredCount ?? 0) > service.desiredCount;
  if (startsTasks) checkAssociations(cloud, workload.loadBalancers);
  service.settings = settings;
  changeDesiredCount(service, input.desiredCount);
  if (isDeployed) beginDeployment(cloud, service, workload);
  return { service: { ...describeService(cloud, service), tags: service.tags } };
}

function checkRequest(input: UpdateServiceCommandInput): void {
  refuseNotSimulated(input, [
    'serviceRegistries',
    'serviceConnectConfiguration',
    'volumeConfigurations',
    'vpcLatticeConfigurations',
    'gatewayConnectors',
    'monitoring',
  ]);
  if (input.deploymentController !== undefined && input.deploymentController.type !== 'ECS') {
    refuseNotSimulated(input, ['deploymentController']);
  }
  if ((input.desiredCount ?? 0) < 0) throw invalid('DesiredCount can not be lesser than 0');
}

/** Only a definition that the request names must still be ACTIVE. */
function definitionOf(cloud: Cloud, input: UpdateServiceCommandInput, observed: Workload): RegisteredDefinition {
  const known = input.taskDefinition === undefined ? findTaskDefinition(cloud, observed.taskDefinition) : undefined;
  return (known ?? requireActiveDefinition(cloud, input.taskDefinition ?? observed.taskDefinition)).definition;
}

interface Change {
  input: UpdateServiceCommandInput;
  definition: RegisteredDefinition;
  cluster: ClusterRow;
}

/** A member that is left out stays as it is; an empty list of load balancers or capacity providers clears it. */
function changeWorkload(cloud: Cloud, observed: Workload, { input, definition, cluster }: Change): Workload {
  const { loadBalancers = observed.loadBalancers, networkConfiguration, platformVersion } = input;
  const network = networkConfiguration ?? observed.networkConfiguration;
  const isNewDefinition = definition.taskDefinitionArn !== observed.taskDefinition;
  const hasNewTargets = input.loadBalancers !== undefined || isNewDefinition;
  const changed = {
    ...observed,
    ...(network && { networkConfiguration: readNetwork(network, definition, cloud) }),
    ...(platformVersion !== undefined && { platformVersion: readPlatformVersion(platformVersion) }),
    taskDefinition: definition.taskDefinitionArn,
    loadBalancers: hasNewTargets ? readLoadBalancers(cloud, loadBalancers, definition) : observed.loadBalancers,
  } as Workload;
  return changeCapacity(changed, input, cluster);
}

function changeCapacity(workload: Workload, input: UpdateServiceCommandInput, cluster: ClusterRow): Workload {
  const strategy = input.capacityProviderStrategy;
  if (strategy === undefined) return workload;
  const { launchType, capacityProviderStrategy: observed = [], ...rest } = workload;
  const desired = strategy.length === 0 ? [] : readStrategy(strategy, cluster);
  if (isDeepStrictEqual(desired, observed)) return workload;
  if (!input.forceNewDeployment) {
    throw invalid(
      'When switching from launch type to capacity provider strategy on an existing service, or making a change to a capacity provider strategy on a service that is already using one, you must force a new deployment.',
    );
  }
  return desired.length === 0
    ? { ...rest, launchType: launchType ?? 'FARGATE' }
    : { ...rest, capacityProviderStrategy: desired };
}

function checkGracePeriod(input: UpdateServiceCommandInput, workload: Workload): void {
  if (input.healthCheckGracePeriodSeconds && workload.loadBalancers.length === 0) {
    throw invalid('Health check grace period is only valid for services configured to use load balancers');
  }
}

function changeDesiredCount(service: ServiceRow, desiredCount: number | undefined): void {
  if (desiredCount === undefined || desiredCount === service.desiredCount) return;
  service.desiredCount = desiredCount;
  primaryOf(service).desiredCount = desiredCount;
}

export const updateServiceOperations = { UpdateService };
