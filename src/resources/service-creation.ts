// Owns making an environment's ECS service, and waiting for what ECS learns of a little late.

import { randomUUID } from 'node:crypto';
import { CreateServiceCommand, type Service } from '@aws-sdk/client-ecs';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { AwsError } from '../errors.ts';
import type { ServiceReference } from '../identity.ts';
import { type Identity, ownerTags } from '../identity.ts';
import { type Waiter, waitUntil } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { type DesiredService, listed, loadBalancersOf, ownTags, rolloutSettings } from './service-settings.ts';

const DEFAULT_DESIRED_COUNT = 1;
/** AWS makes the role with the first service of an account. One that somebody took away never comes. */
const MAX_ROLE_WAIT_MS = 120_000;

/** Undefined where AWS has such a service by now: another run made it since we looked. */
export async function createService(
  aws: Aws,
  { reference, identity }: { reference: ServiceReference; identity: Identity },
  { desired, waiter }: { desired: DesiredService; waiter: Waiter },
): Promise<Service | undefined> {
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
  const startedAt = waiter.clock.nowMilliseconds();
  return waitUntil(waiter, `service ${serviceName} to be made`, async () => {
    try {
      const { service } = await callAws(`creating service ${serviceName}`, () => aws.ecs.send(command));
      return { done: required(service, 'CreateService.service') };
    } catch (error) {
      if (error instanceof AwsError && error.reason.includes('not idempotent')) return { done: undefined };
      const pending = passingTrouble(error, waiter.clock.nowMilliseconds() - startedAt);
      if (pending === undefined) throw error;
      return { pending };
    }
  });
}

/** ECS learns of a new rule, a new role or the end of an old service a little late. Its texts are all that tells these cases apart. */
function passingTrouble(error: unknown, waitedMilliseconds: number): string | undefined {
  if (!(error instanceof AwsError)) return undefined;
  if (error.reason.includes('does not have an associated load balancer'))
    return 'ECS does not see the listener rule yet';
  if (error.reason.includes('still Draining')) return 'an earlier service of this name is still draining';
  const isRoleMissing = error.reason.includes('Unable to assume the service linked role');
  return isRoleMissing && waitedMilliseconds < MAX_ROLE_WAIT_MS ? 'the role of ECS is being made' : undefined;
}
