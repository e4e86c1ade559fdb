// Owns the settings of an environment's ECS service: what is desired, and how AWS wants it written. Pure.
import type {
  CapacityProviderStrategyItem,
  DeploymentConfiguration,
  LaunchType,
  NetworkConfiguration,
  Service,
} from '@aws-sdk/client-ecs';
import { tagsOf } from '../foundation/services.ts';
import { type Identity, PULL_REQUEST_TAG, type Tags, TTL_TAG } from '../identity.ts';

/** What is undefined is not ours to say, and stays as it is. */
export interface DesiredService {
  taskDefinition: string;
  desiredCount: number | undefined;
  networkConfiguration: NetworkConfiguration | undefined;
  capacityProviderStrategy: CapacityProviderStrategyItem[] | undefined;
  /** For a new service without such a strategy. */
  launchType: LaunchType;
  /** For a service that is ours. An adopted one keeps its own routing and rollout settings. */
  own: OwnService | undefined;
}

interface OwnService {
  container: string;
  containerPort: number;
  targetGroupArn: string;
  healthCheckGracePeriodSeconds: number;
  enableExecuteCommand: boolean;
  /** How long it may live after its last deploy, kept as a tag for the sweep: `72h`. Undefined: for ever. */
  ttl: string | undefined;
}

/** The new tasks come up before the old ones go. */
const ONE_AFTER_ANOTHER = { minimumHealthyPercent: 100, maximumPercent: 200 };

/** What can be compared with a service as AWS shows it. Whether failures roll back is told with each rollout and not compared. */
export function comparable({ own, launchType: _, ...desired }: DesiredService) {
  if (own === undefined) return desired;
  return {
    ...desired,
    loadBalancers: loadBalancersOf(own),
    healthCheckGracePeriodSeconds: own.healthCheckGracePeriodSeconds,
    enableExecuteCommand: own.enableExecuteCommand,
    deploymentConfiguration: { ...ONE_AFTER_ANOTHER, deploymentCircuitBreaker: { enable: true } },
  };
}

/** What may change from deploy to deploy. A tag that was written once is never taken off: `none` says the same. */
export function ownTags({ own }: DesiredService, { pullRequest }: Identity, service: Service | undefined): Tags {
  if (own === undefined) return {};
  const observed = service === undefined ? {} : tagsOf(service);
  const wanted = { [TTL_TAG]: own.ttl, [PULL_REQUEST_TAG]: pullRequest?.toString() };
  const tags = Object.entries(wanted).map(([name, value]) => [name, value ?? (observed[name] && 'none')]);
  return Object.fromEntries(tags.filter(([, value]) => value !== undefined)) as Tags;
}

/** Without a rollout that once completed there is nothing to roll back to, and ECS would wait for it. */
export function rolloutSettings(mayRollBack: boolean): DeploymentConfiguration {
  return { ...ONE_AFTER_ANOTHER, deploymentCircuitBreaker: { enable: true, rollback: mayRollBack } };
}

export function loadBalancersOf({ targetGroupArn, container, containerPort }: OwnService) {
  return [{ targetGroupArn, containerName: container, containerPort }];
}

/** As ECS takes tags. */
export function listed(tags: Tags) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
