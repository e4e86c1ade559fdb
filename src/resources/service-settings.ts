// Owns the desired settings of an environment's ECS service, in the form that AWS expects. Pure.
import type {
  AvailabilityZoneRebalancing,
  CapacityProviderStrategyItem,
  DeploymentConfiguration,
  LaunchType,
  NetworkConfiguration,
  Service,
} from '@aws-sdk/client-ecs';
import { lifetimeOf, renderLifetime } from '../environment/expiry.ts';
import type { Placement } from '../environment/placement.ts';
import { tagsOf } from '../foundation/services.ts';
import {
  ASLEEP_TAG,
  type Identity,
  PULL_REQUEST_TAG,
  SLEEP_AFTER_TAG,
  SLEPT_TAG,
  type Tags,
  TTL_TAG,
  WAKER_TAG,
} from '../identity.ts';

/** Undefined settings are not changed. */
export interface DesiredService {
  taskDefinition: string;
  desiredCount: number | undefined;
  networkConfiguration: NetworkConfiguration | undefined;
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  /** Used for a new service without a capacity provider strategy. */
  launchType: LaunchType;
  /** Undefined for an adopted service, which keeps its routing and rollout settings. */
  own: OwnService | undefined;
}

interface OwnService {
  container: string;
  containerPort: number;
  targetGroupArn: string;
  healthCheckGracePeriodSeconds: number;
  enableExecuteCommand: boolean;
  placement: Placement;
  availabilityZoneRebalancing: AvailabilityZoneRebalancing | undefined;
  /** Those of the base service, which a copy keeps. */
  tags: Tags;
  /** The time to live after the last deploy, such as `72h`, in a tag for the sweep; undefined if it never expires. */
  ttl: string | undefined;
  /** How long it may go without a visit, in a tag for the sweep. */
  sleepAfter: string | undefined;
  /** The target group of its waker, in a tag for whatever puts it to sleep. */
  wakerArn: string | undefined;
  /** True if it sleeps, and is left asleep. */
  isAsleep: boolean;
  /** How many hours it slept, once it is awake. */
  slept: string | undefined;
}

/** Starts the new tasks before it stops the old ones. */
const ONE_AFTER_ANOTHER = { minimumHealthyPercent: 100, maximumPercent: 200 };

/** The settings that are compared with the observed service, except `rollback`, which is set for each rollout. */
export function comparable({ own, launchType: _, ...desired }: DesiredService) {
  if (own === undefined) return desired;
  return {
    ...desired,
    ...own.placement,
    ...ownSettings(own),
    deploymentConfiguration: { ...ONE_AFTER_ANOTHER, deploymentCircuitBreaker: { enable: true } },
  };
}

/** The settings that a service is created with, and that are compared afterwards. */
export function ownSettings(own: OwnService) {
  const { availabilityZoneRebalancing, healthCheckGracePeriodSeconds, enableExecuteCommand } = own;
  return {
    availabilityZoneRebalancing,
    loadBalancers: loadBalancersOf(own),
    healthCheckGracePeriodSeconds,
    enableExecuteCommand,
  };
}

/** The tags that may change with a deploy. A tag is never removed; `none` means the same. */
export function ownTags(
  { own }: DesiredService,
  { pullRequest, tags: asked }: Identity,
  service: Service | undefined,
): Tags {
  if (own === undefined) return {};
  const observed = service === undefined ? {} : tagsOf(service);
  const mark = own.isAsleep ? observed[ASLEEP_TAG] : undefined;
  const wanted = {
    // A deploy does not shorten the time until which somebody asked to keep it.
    [TTL_TAG]: renderLifetime(own.ttl, lifetimeOf(observed).keptUntil),
    [SLEEP_AFTER_TAG]: own.sleepAfter,
    [WAKER_TAG]: own.wakerArn,
    [PULL_REQUEST_TAG]: pullRequest?.toString(),
    [ASLEEP_TAG]: mark,
    ...(own.slept !== undefined && { [SLEPT_TAG]: own.slept }),
  };
  const tags = Object.entries(wanted).map(([name, value]) => [name, value ?? (observed[name] && 'none')]);
  return { ...own.tags, ...asked, ...Object.fromEntries(tags.filter(([, value]) => value !== undefined)) };
}

/** Without a completed deployment there is nothing to roll back to, and ECS would wait for one. */
export function rolloutSettings(mayRollBack: boolean): DeploymentConfiguration {
  return { ...ONE_AFTER_ANOTHER, deploymentCircuitBreaker: { enable: true, rollback: mayRollBack } };
}

function loadBalancersOf({ targetGroupArn, container, containerPort }: OwnService) {
  return [{ targetGroupArn, containerName: container, containerPort }];
}
