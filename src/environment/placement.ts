// Owns where tasks run: their network, their capacity, and what the base service says about the places that suit them. Pure.
import type {
  CapacityProviderStrategyItem,
  NetworkConfiguration,
  PlacementConstraint,
  PlacementStrategy,
  Service,
} from '@aws-sdk/client-ecs';
import type { DeployInputs } from '../request/inputs.ts';

/** The members that RunTask takes as well. */
export interface Placement {
  /** Only Fargate has one. */
  platformVersion: string | undefined;
  /** Only instances take these two. */
  placementConstraints: PlacementConstraint[];
  placementStrategy: PlacementStrategy[];
}

type Settings = DeployInputs['settings'];

export function describeNetwork(
  settings: Settings,
  baseService: Service | undefined,
): NetworkConfiguration | undefined {
  const base = baseService?.networkConfiguration?.awsvpcConfiguration;
  const { subnetIds = base?.subnets, securityGroupIds = base?.securityGroups } = settings;
  if (subnetIds === undefined) return undefined;
  return {
    awsvpcConfiguration: {
      subnets: subnetIds,
      ...(securityGroupIds && { securityGroups: securityGroupIds }),
      assignPublicIp: base?.assignPublicIp ?? 'DISABLED',
    },
  };
}

export function describeCapacity(
  { capacityProvider }: Settings,
  baseService: Service | undefined,
): CapacityProviderStrategyItem[] | undefined {
  if (capacityProvider !== undefined) return [{ capacityProvider, weight: 1 }];
  const strategy = baseService?.capacityProviderStrategy ?? [];
  return strategy.length > 0 ? strategy : undefined;
}

/** Fargate takes no constraints and no strategy, instances have no platform version, and AWS refuses what does not fit. */
export function describePlacement({ capacityProvider }: Settings, baseService: Service | undefined): Placement {
  const isFargate = capacityProvider?.startsWith('FARGATE');
  return placementOf({
    ...(isFargate !== false && { platformVersion: baseService?.platformVersion }),
    ...(isFargate !== true && {
      placementConstraints: baseService?.placementConstraints,
      placementStrategy: baseService?.placementStrategy,
    }),
  });
}

/** Where and how another task can run beside those of a service. */
export function placeOf(service: Service) {
  const { networkConfiguration, capacityProviderStrategy = [], launchType = 'FARGATE' } = service;
  return {
    networkConfiguration,
    capacityProviderStrategy: capacityProviderStrategy.length > 0 ? capacityProviderStrategy : undefined,
    launchType,
    placement: placementOf(service),
  };
}

/** Where a service runs its tasks, another one can run as well. */
export function placementOf({ platformVersion, placementConstraints, placementStrategy }: Service): Placement {
  return {
    platformVersion,
    placementConstraints: placementConstraints ?? [],
    placementStrategy: placementStrategy ?? [],
  };
}

/** The members to ask for with a new service or task: an empty list only means something where there was another. */
export function askedPlacement({ placementConstraints, placementStrategy, ...rest }: Placement): Partial<Placement> {
  return {
    ...rest,
    ...(placementConstraints.length > 0 && { placementConstraints }),
    ...(placementStrategy.length > 0 && { placementStrategy }),
  };
}
