// Owns the ECS service of one environment.

import {
  DeleteServiceCommand,
  type Deployment,
  type Service,
  TagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { callAws, findOrUndefined } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { RolloutError } from '../errors.ts';
import { findService, listedTags, tagsOf } from '../foundation/services.ts';
import {
  ASLEEP_TAG,
  type Identity,
  ownershipMismatch,
  type ServiceReference,
  SLEPT_TAG,
  type Tags,
} from '../identity.ts';
import { type Change, diff } from '../reconcile/diff.ts';
import { adoptMade } from '../reconcile/reconcile.ts';
import type { Resource } from '../reconcile/resource.ts';
import { type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { createService } from './service-creation.ts';
import { comparable, type DesiredService, ownTags, rolloutSettings } from './service-settings.ts';

const KIND = 'service';

export function serviceResource(
  aws: Aws,
  query: { reference: ServiceReference; identity: Identity; isAdopted: boolean },
  waiter: Waiter,
): Resource<DesiredService, Service> {
  const { reference, identity, isAdopted } = query;
  const { cluster, service: name } = reference;
  const resource: Resource<DesiredService, Service> = {
    kind: KIND,
    name,
    find: () => findService(aws, reference),
    findAll: async () => [(await findService(aws, reference)) ?? []].flat(),
    idOf: ({ serviceArn = name }) => serviceArn,
    notOwnedReason: (service) => (isAdopted ? undefined : ownershipMismatch(identity, tagsOf(service))),
    diff: (desired, service) => [
      ...diff(comparable(desired), service),
      ...failedRollout(service),
      ...diff(ownTags(desired, identity, service), tagsOf(service), 'tags'),
    ],
    placeholder: { serviceName: name },
    create: async (desired) =>
      (await createService(aws, query, { desired, waiter })) ??
      (await adoptMade(waiter, resource, desired)) ??
      refuseVanished(name),
    update: (observed, desired, changes) => updateService(aws, query, { observed, desired, changes }),
    remove: async () => {
      await findOrUndefined(`deleting ${KIND} ${name}`, ['ServiceNotFoundException', 'ServiceNotActiveException'], () =>
        aws.ecs.send(new DeleteServiceCommand({ cluster, service: name, force: true })),
      );
    },
  };
  return resource;
}

function refuseVanished(name: string): never {
  throw new RolloutError(`creating ${KIND} ${name}: another run created it, and it has been deleted since`, {
    hint: 'Re-run the job.',
  });
}

/** Changes the number of tasks alone, which starts no deployment. */
export async function scaleService(
  { ecs }: Aws,
  { cluster, service }: ServiceReference,
  desiredCount: number,
): Promise<Service> {
  const scaled = await callAws(`updating ${KIND} ${service}`, () =>
    ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount })),
  );
  return required(scaled.service, 'UpdateService.service');
}

/** Waits until a deleted service has drained, because its name and its target group are in use until then. */
export async function waitForRemoval(aws: Aws, waiter: Waiter, reference: ServiceReference): Promise<void> {
  await waitUntil(waiter, `${KIND} ${reference.service} to be gone`, async () => {
    const service = await findService(aws, reference);
    return service === undefined
      ? { done: undefined }
      : { pending: `${service.status}, tasks running: ${service.runningCount}` };
  });
}

/** The deployment in progress, or the last one. */
export function primaryDeployment({ deployments = [] }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === 'PRIMARY');
}

/** The last deployment that completed, whose tasks serve requests. */
export function completedDeployment({ deployments = [] }: Service): Deployment | undefined {
  return deployments.find(({ rolloutState }) => rolloutState === 'COMPLETED');
}

/** After a failed rollout ECS starts no tasks when it gets the same settings again, so a new deployment must be forced. */
function failedRollout(service: Service): Change[] {
  const state = primaryDeployment(service)?.rolloutState;
  return state === 'FAILED' ? [{ path: 'rollout', observed: state, desired: 'COMPLETED' }] : [];
}

async function updateService(
  aws: Aws,
  { reference, identity }: { reference: ServiceReference; identity: Identity },
  { observed, desired, changes }: { observed: Service; desired: DesiredService; changes: Change[] },
): Promise<Service> {
  const { [ASLEEP_TAG]: mark, [SLEPT_TAG]: slept, ...tags } = ownTags(desired, identity, observed);
  const isMark = ({ path }: Change) => path === `tags.${ASLEEP_TAG}` || path === `tags.${SLEPT_TAG}`;
  const changed = new Set(changes.filter((each) => !isMark(each)).map(({ path }) => path.replace(/\..*$/s, '')));
  if (changed.delete('tags')) await tagService(aws, observed, changedTags(tags, changes));
  const updated = changed.size === 0 ? observed : await writeSettings(aws, reference, { observed, desired, changed });
  // Without its mark and without tasks nobody would wake it, so it is awake first.
  const marks = { ...(mark && { [ASLEEP_TAG]: mark }), ...(slept && { [SLEPT_TAG]: slept }) };
  if (changes.some(isMark)) await tagService(aws, observed, marks);
  return updated;
}

/** The others are left alone: a comment may have set how long it is kept since the service was read. */
function changedTags(tags: Tags, changes: Change[]): Tags {
  const paths = new Set(changes.map(({ path }) => path));
  return Object.fromEntries(Object.entries(tags).filter(([name]) => paths.has(`tags.${name}`)));
}

async function writeSettings(
  aws: Aws,
  { cluster, service: name }: ServiceReference,
  { observed, desired, changed }: { observed: Service; desired: DesiredService; changed: Set<string> },
): Promise<Service> {
  const isRollback = await mayRollBack(aws, { cluster, service: name }, observed);
  const settings = settingsOf(desired, changed, isRollback);
  const { service } = await callAws(`updating ${KIND} ${name}`, () =>
    aws.ecs.send(new UpdateServiceCommand({ cluster, service: name, ...settings })),
  );
  return required(service, 'UpdateService.service');
}

/** If no deployment had completed, one may have since, because a migration takes minutes. */
async function mayRollBack(aws: Aws, reference: ServiceReference, observed: Service): Promise<boolean> {
  const service = completedDeployment(observed) ? observed : await findService(aws, reference);
  return service !== undefined && completedDeployment(service) !== undefined;
}

/** The settings that differ, and those that AWS requires with them. */
function settingsOf(desired: DesiredService, changed: Set<string>, isRollback: boolean) {
  const settings = Object.fromEntries(Object.entries(comparable(desired)).filter(([key]) => changed.has(key)));
  // Capacity and ECS Exec settings take effect only with a new deployment, and AWS refuses the former without one.
  const isForced = ['rollout', 'capacityProviderStrategy', 'enableExecuteCommand'].some((key) => changed.has(key));
  const isRollout = isForced || changed.has('taskDefinition');
  const isOwnRollout = desired.own !== undefined && (isRollout || changed.has('deploymentConfiguration'));
  return {
    ...settings,
    ...(isOwnRollout && { deploymentConfiguration: rolloutSettings(isRollback) }),
    ...(isForced && { forceNewDeployment: true }),
  };
}

export async function tagService({ ecs }: Aws, { serviceArn, serviceName }: Service, tags: Tags): Promise<void> {
  await callAws(`tagging ${KIND} ${serviceName}`, () =>
    ecs.send(new TagResourceCommand({ resourceArn: serviceArn, tags: listedTags(tags) })),
  );
}
