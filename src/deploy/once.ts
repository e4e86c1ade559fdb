// Owns what a load balancer needs once and all environments share: VPC origin, guard rule and ingress rule. What is missing is
// created before everything else, so that a role that may not create it has written nothing.

import { AwsError, ExplainedError } from '../errors.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { DEPLOYED } from '../resources/distribution-reading.ts';
import { desiredVpcOrigin, resourcesOf } from '../resources/resources.ts';
import { type ObservedVpcOrigin, waitForVpcOrigin } from '../resources/vpc-origin.ts';
import type { Deploy } from './scope.ts';

const BOTH_WAYS =
  'A load balancer needs this once. Either run "mode: prepare" or "mode: deploy" once under a role that has docs/iam-policy-once.json of this action as well, or have an administrator deploy examples/aws/edge.yaml.';

/** CloudFront's way to the load balancer. A VPC origin that was created just now is not deployed yet. */
export async function ensureShared(shared: Deploy): Promise<ObservedVpcOrigin> {
  const vpcOrigin = await explained(() => ensureVpcOrigin(shared));
  if (!shared.environment.isAdopted && !isBehindGuard(shared)) await ensureGuard(shared);
  if (vpcOrigin.status === DEPLOYED) await ensureIngress(shared);
  return vpcOrigin;
}

/** The security group of CloudFront, which the ingress rule names, exists only once the first VPC origin of a VPC is deployed. */
export async function completeShared(shared: Deploy, vpcOrigin: ObservedVpcOrigin): Promise<void> {
  if (vpcOrigin.status === DEPLOYED) return;
  const { world, executor } = shared;
  await executor.run(async () => {
    await waitForVpcOrigin(world.aws, world, vpcOrigin);
    await world.guard();
  }, undefined);
  await ensureIngress(shared);
}

/** True for a rule of the environment that has to be moved first: from behind the guard rule its requests would get 404. */
export function isBehindGuard({ observed: { rule } }: Pick<Deploy, 'observed'>): boolean {
  return rule?.mustPrecede !== undefined;
}

export async function ensureGuard({ world, environment, observed, executor }: Deploy): Promise<void> {
  const { guard: resource } = resourcesOf(world, environment);
  await explained(() => reconcile(executor, { resource, desired: undefined, observed: observed.guard }));
}

function ensureVpcOrigin({ world, environment, observed, executor, onFound }: Deploy): Promise<ObservedVpcOrigin> {
  return reconcile(executor, {
    resource: resourcesOf(world, environment).vpcOrigin,
    desired: desiredVpcOrigin(environment),
    observed: observed.vpcOrigin,
    onKnown: ({ id }) => onFound({ vpcOriginId: id }),
  });
}

async function ensureIngress(shared: Deploy): Promise<void> {
  await explained(async () => shared.ingress?.ensureIngress(shared));
}

/** AWS lets nobody ask beforehand what a role may do. */
async function explained<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsError) || error.missingAction === undefined) throw error;
    throw new ExplainedError(error.message, { hint: BOTH_WAYS, cause: error });
  }
}
