// Owns creating an environment's ECS service, and retrying while ECS does not yet see what it depends on.

import { randomUUID } from 'node:crypto';
import { CreateServiceCommand, type Service } from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { askedPlacement } from '../environment/placement.ts';
import { AwsError } from '../errors.ts';
import { listedTags } from '../foundation/services.ts';
import { type Identity, ownerTags, type ServiceReference } from '../identity.ts';
import { type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { type DesiredService, ownSettings, ownTags, rolloutSettings } from './service-settings.ts';

const DEFAULT_DESIRED_COUNT = 1;
/** ECS sees a new rule or the service-linked role within seconds. If somebody deleted it, waiting does not help. */
const MAX_UNSEEN_MS = 120_000;

/** Undefined if another run has created the service in the meantime. */
export async function createService(
  aws: Aws,
  { reference, identity }: { reference: ServiceReference; identity: Identity },
  { desired, waiter }: { desired: DesiredService; waiter: Waiter },
): Promise<Service | undefined> {
  const { own, capacityProviderStrategy, launchType, desiredCount, ...settings } = desired;
  const { cluster, service: serviceName } = reference;
  const tags = listedTags({ ...ownerTags(identity), ...ownTags(desired, identity, undefined) });
  const command = new CreateServiceCommand({
    cluster,
    serviceName,
    ...settings,
    ...(capacityProviderStrategy === undefined ? { launchType } : { capacityProviderStrategy }),
    desiredCount: desiredCount ?? DEFAULT_DESIRED_COUNT,
    ...(own && { ...askedPlacement(own.placement), ...ownSettings(own) }),
    deploymentConfiguration: rolloutSettings(false),
    // If the reply is lost and the SDK retries, AWS returns the service that it has created.
    clientToken: randomUUID(),
    enableECSManagedTags: true,
    propagateTags: 'SERVICE',
    tags,
  });
  const startedAt = waiter.clock.nowMilliseconds();
  return waitUntil(waiter, `service ${serviceName} to be made`, async () => {
    try {
      const { service } = await callAws(`creating service ${serviceName}`, () => aws.ecs.send(command));
      return { done: required(service, 'CreateService.service') };
    } catch (error) {
      if (error instanceof AwsError && error.reason.includes('not idempotent')) return { done: undefined };
      const pending = transientReason(error, waiter.clock.nowMilliseconds() - startedAt);
      if (pending === undefined) throw error;
      return { pending };
    }
  });
}

/** ECS sees a new rule, a new role and the end of a former service with a delay; only the messages show which it is. */
function transientReason(error: unknown, waitedMilliseconds: number): string | undefined {
  if (!(error instanceof AwsError)) return undefined;
  if (error.reason.includes('still Draining')) return 'an earlier service of this name is still draining';
  if (waitedMilliseconds >= MAX_UNSEEN_MS) return undefined;
  if (error.reason.includes('does not have an associated load balancer'))
    return 'ECS does not see the listener rule yet';
  return error.reason.includes('Unable to assume the service linked role')
    ? 'the role of ECS is being made'
    : undefined;
}
