// Owns the ECS service of one environment.
import { randomUUID } from 'node:crypto';
import {
  type CapacityProviderStrategyItem,
  CreateServiceCommand,
  DeleteServiceCommand,
  type Deployment,
  type DeploymentConfiguration,
  type LaunchType,
  type NetworkConfiguration,
  type Service,
  TagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { attempt, attemptToFind } from '../aws.ts';
import {
  type Identity,
  ownerTags,
  PULL_REQUEST_TAG,
  strangerByTags,
  type Tags,
  TTL_TAG,
} from '../environment/identity.ts';
import { findService, tagsOf } from '../environment/services.ts';
import { AwsError } from '../errors.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import type { Resource } from '../reconcile/resource.ts';
import { type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { ServiceReference } from '../request/values.ts';
import type { Aws } from '../world.ts';

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

export interface OwnService {
  container: string;
  containerPort: number;
  targetGroupArn: string;
  healthCheckGracePeriodSeconds: number;
  enableExecuteCommand: boolean;
  /** How long it may live after its last deploy, kept as a tag for the sweep: `72h`. Undefined: for ever. */
  ttl: string | undefined;
}

const KIND = 'service';
const DEFAULT_DESIRED_COUNT = 1;

export function serviceResource(
  aws: Aws,
  query: { reference: ServiceReference; identity: Identity; isAdopted: boolean },
  waiter: Waiter,
): Resource<DesiredService, Service> {
  const { reference, identity, isAdopted } = query;
  const { cluster, service: name } = reference;
  return {
    kind: KIND,
    name,
    find: () => findService(aws, reference),
    stranger: (service) => (isAdopted ? undefined : strangerByTags(identity, tagsOf(service))),
    diff: (desired, service) => [
      ...diff(comparable(desired), service),
      ...failedRollout(service),
      ...diff(ownTags(desired, identity, service), tagsOf(service), 'tags'),
    ],
    foretell: (_, observed) => observed ?? { serviceName: name },
    create: (desired) => createService(aws, query, { desired, waiter }),
    update: (observed, desired, changes) => updateService(aws, query, { observed, desired, changes }),
    remove: async () => {
      await attemptToFind(`deleting ${KIND} ${name}`, ['ServiceNotFoundException', 'ServiceNotActiveException'], () =>
        aws.ecs.send(new DeleteServiceCommand({ cluster, service: name, force: true })),
      );
    },
  };
}

/** Waits until the tasks of a deleted service are gone: until then its name and its target group are in use. */
export async function waitForRemoval(aws: Aws, waiter: Waiter, reference: ServiceReference): Promise<void> {
  await waitUntil(waiter, `${KIND} ${reference.service} to be gone`, async () => {
    const service = await findService(aws, reference);
    return service === undefined
      ? { done: undefined }
      : { pending: `${service.status}, ${service.runningCount} tasks running` };
  });
}

/** The rollout that a service is in, or has come out of. */
export function primaryDeployment({ deployments = [] }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === 'PRIMARY');
}

/** What can be compared with a service as AWS shows it. Whether failures roll back is told with each rollout and not compared. */
function comparable({ own, launchType: _, ...desired }: DesiredService) {
  if (own === undefined) return desired;
  const { minimumHealthyPercent, maximumPercent, deploymentCircuitBreaker } = rolloutSettings(true);
  return {
    ...desired,
    loadBalancers: loadBalancersOf(own),
    healthCheckGracePeriodSeconds: own.healthCheckGracePeriodSeconds,
    enableExecuteCommand: own.enableExecuteCommand,
    deploymentConfiguration: {
      minimumHealthyPercent,
      maximumPercent,
      deploymentCircuitBreaker: { enable: deploymentCircuitBreaker?.enable },
    },
  };
}

/** What may change from deploy to deploy. A tag that was written once is never taken off: `none` says the same. */
function ownTags({ own }: DesiredService, { pullRequest }: Identity, service: Service | undefined): Tags {
  if (own === undefined) return {};
  const observed = service === undefined ? {} : tagsOf(service);
  const wanted = { [TTL_TAG]: own.ttl, [PULL_REQUEST_TAG]: pullRequest?.toString() };
  const tags = Object.entries(wanted).map(([name, value]) => [name, value ?? (observed[name] && 'none')]);
  return Object.fromEntries(tags.filter(([, value]) => value !== undefined)) as Tags;
}

/** A failed rollout starts no more tasks, however often the same settings are sent: it has to be forced. */
function failedRollout(service: Service): Change[] {
  const state = primaryDeployment(service)?.rolloutState;
  return state === 'FAILED' ? [{ path: 'rollout', observed: state, desired: 'COMPLETED' }] : [];
}

/** Without a rollout that once completed there is nothing to roll back to, and ECS would wait for it. */
function rolloutSettings(mayRollBack: boolean): DeploymentConfiguration {
  return {
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: mayRollBack },
  };
}

function loadBalancersOf({ targetGroupArn, container, containerPort }: OwnService) {
  return [{ targetGroupArn, containerName: container, containerPort }];
}

async function createService(
  aws: Aws,
  { reference, identity }: { reference: ServiceReference; identity: Identity },
  { desired, waiter }: { desired: DesiredService; waiter: Waiter },
): Promise<Service> {
  const { own, capacityProviderStrategy, launchType, desiredCount, ...settings } = desired;
  const { cluster, service: serviceName } = reference;
  const tags = listed({ ...ownerTags(identity), ...ownTags(desired, identity, undefined) });
  const command = new CreateServiceCommand({
    cluster,
    serviceName,
    ...settings,
    ...(capacityProviderStrategy === undefined ? { launchType } : { capacityProviderStrategy }),
    desiredCount: desiredCount ?? DEFAULT_DESIRED_COUNT,
    ...(own && {
      loadBalancers: loadBalancersOf(own),
      healthCheckGracePeriodSeconds: own.healthCheckGracePeriodSeconds,
      enableExecuteCommand: own.enableExecuteCommand,
    }),
    deploymentConfiguration: rolloutSettings(false),
    // Sent again after a lost reply, it makes AWS answer with the service that was made.
    clientToken: randomUUID(),
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    tags,
  });
  return waitUntil(waiter, `${KIND} ${serviceName} to be made`, async () => {
    try {
      const { service } = await attempt(`creating ${KIND} ${serviceName}`, () => aws.ecs.send(command));
      return { done: service ?? {} };
    } catch (error) {
      const pending = passingTrouble(error);
      if (pending === undefined) throw error;
      return { pending };
    }
  });
}

/** ECS learns of a new rule, a new role or the end of an old service a little late. Its texts are all that tells these cases apart. */
function passingTrouble(error: unknown): string | undefined {
  if (!(error instanceof AwsError)) return undefined;
  if (error.reason.includes('does not have an associated load balancer'))
    return 'ECS does not see the listener rule yet';
  if (error.reason.includes('still Draining')) return 'an earlier service of this name is still draining';
  if (error.reason.includes('Unable to assume the service linked role')) return 'the role of ECS is being made';
  return undefined;
}

async function updateService(
  aws: Aws,
  { reference, identity }: { reference: ServiceReference; identity: Identity },
  { observed, desired, changes }: { observed: Service; desired: DesiredService; changes: Change[] },
): Promise<Service> {
  const { cluster, service: name } = reference;
  const changed = new Set(changes.map(({ path }) => String(path.split('.')[0])));
  if (changed.delete('tags')) await tagService(aws, observed, ownTags(desired, identity, observed));
  if (changed.size === 0) return observed;
  const { service } = await attempt(`updating ${KIND} ${name}`, () =>
    aws.ecs.send(new UpdateServiceCommand({ cluster, service: name, ...settingsOf(desired, changed) })),
  );
  return service ?? {};
}

/** What an update sends: the settings that differ, and what AWS wants along with them. */
function settingsOf(desired: DesiredService, changed: Set<string>) {
  const settings = Object.fromEntries(Object.entries(comparable(desired)).filter(([key]) => changed.has(key)));
  // Settings of capacity and ECS Exec reach tasks only with a new rollout, and AWS refuses the first without one.
  const isForced = ['rollout', 'capacityProviderStrategy', 'enableExecuteCommand'].some((key) => changed.has(key));
  const isRollout = isForced || changed.has('taskDefinition');
  const isOwnRollout = desired.own !== undefined && (isRollout || changed.has('deploymentConfiguration'));
  return {
    ...settings,
    ...(isOwnRollout && { deploymentConfiguration: rolloutSettings(true) }),
    ...(isForced && { forceNewDeployment: true }),
  };
}

async function tagService({ ecs }: Aws, { serviceArn, serviceName }: Service, tags: Tags): Promise<void> {
  await attempt(`tagging ${KIND} ${serviceName}`, () =>
    ecs.send(new TagResourceCommand({ resourceArn: serviceArn, tags: listed(tags) })),
  );
}

function listed(tags: Tags) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
