// Owns those members of a service that change without a new deployment: their defaults and their limits.
import type { DeploymentConfiguration, PlacementConstraint, PlacementStrategy, Tag } from '@aws-sdk/client-ecs';
import { invalid, refuseNotSimulated, requireOneOf } from './refusals.ts';
import type { RegisteredDefinition, ServiceSettings } from './tables.ts';

interface SettingsInput {
  deploymentConfiguration?: DeploymentConfiguration | undefined;
  healthCheckGracePeriodSeconds?: number | undefined;
  enableExecuteCommand?: boolean | undefined;
  enableECSManagedTags?: boolean | undefined;
  propagateTags?: ServiceSettings['propagateTags'] | undefined;
  availabilityZoneRebalancing?: ServiceSettings['availabilityZoneRebalancing'] | undefined;
  placementConstraints?: PlacementConstraint[] | undefined;
  placementStrategy?: PlacementStrategy[] | undefined;
}

const MAX_GRACE_SECONDS = 2_147_483_647;

/** The settings of a service for which CreateService gives none. */
export const DEFAULT_SETTINGS: ServiceSettings = {
  deploymentConfiguration: {
    deploymentCircuitBreaker: { enable: false, rollback: false },
    maximumPercent: 200,
    minimumHealthyPercent: 100,
    strategy: 'ROLLING',
    bakeTimeInMinutes: 0,
  },
  healthCheckGracePeriodSeconds: 0,
  enableExecuteCommand: false,
  enableECSManagedTags: false,
  propagateTags: 'NONE',
  availabilityZoneRebalancing: 'ENABLED',
  placementConstraints: [],
  placementStrategy: [],
};

/** The settings after an input: what it leaves out stays. */
export function changeSettings(observed: ServiceSettings, input: SettingsInput): ServiceSettings {
  requireOneOf(input.propagateTags, 'propagateTags', ['TASK_DEFINITION', 'SERVICE', 'NONE']);
  requireOneOf(input.availabilityZoneRebalancing, 'availabilityZoneRebalancing', ['ENABLED', 'DISABLED']);
  const grace = input.healthCheckGracePeriodSeconds ?? observed.healthCheckGracePeriodSeconds;
  if (grace < 0 || grace > MAX_GRACE_SECONDS) {
    throw invalid('healthCheckGracePeriodSeconds must be between 0 and 2147483647.');
  }
  const deploymentConfiguration = changeConfiguration(observed.deploymentConfiguration, input.deploymentConfiguration);
  checkRebalancing(deploymentConfiguration, input);
  return {
    deploymentConfiguration,
    healthCheckGracePeriodSeconds: grace,
    enableExecuteCommand: input.enableExecuteCommand ?? observed.enableExecuteCommand,
    enableECSManagedTags: input.enableECSManagedTags ?? observed.enableECSManagedTags,
    propagateTags: input.propagateTags ?? observed.propagateTags,
    availabilityZoneRebalancing:
      deploymentConfiguration.maximumPercent === 100
        ? 'DISABLED'
        : (input.availabilityZoneRebalancing ?? observed.availabilityZoneRebalancing),
    placementConstraints: input.placementConstraints ?? observed.placementConstraints,
    placementStrategy: input.placementStrategy ?? observed.placementStrategy,
  };
}

/** Moving tasks between zones needs capacity for more of them than are desired. */
function checkRebalancing({ maximumPercent }: Configuration, input: SettingsInput): void {
  if (maximumPercent === 100 && input.availabilityZoneRebalancing === 'ENABLED') {
    throw invalid('Availability Zone rebalancing needs a maximumPercent above 100.');
  }
}

type Configuration = ServiceSettings['deploymentConfiguration'];

function changeConfiguration(observed: Configuration, input: DeploymentConfiguration = {}): Configuration {
  refuseNotSimulated(input, ['alarms', 'lifecycleHooks', 'linearConfiguration', 'canaryConfiguration']);
  if (input.strategy !== undefined && input.strategy !== 'ROLLING') {
    refuseNotSimulated({ strategy: input.strategy }, ['strategy']);
  }
  if (input.bakeTimeInMinutes) refuseNotSimulated(input, ['bakeTimeInMinutes']);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const configuration: Configuration = { ...observed, ...given };
  checkPercents(configuration);
  checkEarlySuccess(configuration);
  return configuration;
}

function checkPercents({ maximumPercent, minimumHealthyPercent }: Configuration): void {
  if (maximumPercent < 100) throw invalid('maximumPercent must be at least 100.');
  if (minimumHealthyPercent < 0 || minimumHealthyPercent > 100) {
    throw invalid('minimumHealthyPercent must be between 0 and 100.');
  }
  if (maximumPercent === 100 && minimumHealthyPercent === 100) {
    throw invalid('Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.');
  }
}

function checkEarlySuccess({ earlySuccessCriteria: criteria, minimumHealthyPercent }: Configuration): void {
  if (!criteria?.enable) return;
  const { healthyPercent, sourceServiceRevisionCleanup } = criteria;
  if (healthyPercent === undefined || sourceServiceRevisionCleanup === undefined) {
    throw invalid('earlySuccessCriteria needs both healthyPercent and sourceServiceRevisionCleanup.');
  }
  if (healthyPercent < minimumHealthyPercent || healthyPercent > 100) {
    throw invalid('healthyPercent must be between minimumHealthyPercent and 100.');
  }
}

/** How many tasks must fail in a row before the circuit breaker stops a deployment; undefined where it is off. */
export function breakerThreshold(
  { deploymentConfiguration }: ServiceSettings,
  desiredCount: number,
): number | undefined {
  const breaker = deploymentConfiguration.deploymentCircuitBreaker;
  if (!breaker?.enable) return undefined;
  const { type = 'BOUNDED_PERCENT', value = 50 } = breaker.thresholdConfiguration ?? {};
  if (type === 'COUNT') return value;
  const share = Math.ceil((value / 100) * desiredCount);
  return type === 'UNBOUNDED_PERCENT' ? Math.max(share, 1) : Math.min(Math.max(share, 3), 200);
}

export function checkExecuteCommand(settings: ServiceSettings, { taskRoleArn }: RegisteredDefinition): void {
  if (settings.enableExecuteCommand && !taskRoleArn) {
    throw invalid(
      "The service couldn't be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.",
    );
  }
}

/** Such a volume is created with the task, from a configuration in the request; the simulator takes none. */
export function checkVolumes({ volumes = [] }: RegisteredDefinition): void {
  const volume = volumes.find(({ configuredAtLaunch }) => configuredAtLaunch);
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html says so, and not in which words.
  if (volume !== undefined) throw invalid(`A volume configuration is required for the volume '${volume.name}'.`);
}

interface TagSources {
  service: { name: string; clusterName: string; settings: ServiceSettings; tags: Tag[] };
  definitionTags: Tag[];
}

/** The tags that a service's new task gets. */
export function taskTags({ service, definitionTags }: TagSources): Tag[] {
  const { propagateTags, enableECSManagedTags } = service.settings;
  const managed = [
    { key: 'aws:ecs:clusterName', value: service.clusterName },
    { key: 'aws:ecs:serviceName', value: service.name },
  ];
  const propagated = { NONE: [], SERVICE: service.tags, TASK_DEFINITION: definitionTags }[propagateTags];
  return [...(enableECSManagedTags ? managed : []), ...propagated];
}
