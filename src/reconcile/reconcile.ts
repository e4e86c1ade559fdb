// Owns reconciling one resource: compares observed with desired, and writes only what differs.
import { AwsError, OwnershipError } from '../errors.ts';
import { type Executor, type Step, stepOf } from './executor.ts';
import type { Creatable, Managed, Owned, Removable, Versioned } from './resource.ts';
import { findWithinWindow, readWithinWindow, type Waiter } from './wait.ts';

type Reconcilable<Desired, Observed> =
  | Creatable<Desired, Observed>
  | Versioned<Desired, Observed>
  | Managed<Desired, Observed>;

interface Intent<Desired, Observed> {
  resource: Reconcilable<Desired, Observed>;
  desired: Desired;
  observed: Observed | undefined;
  /** Called with the observed resource, and with the created or updated one, but never with a placeholder. */
  onKnown?(observed: Observed): void;
}

/** The step that makes the resource as desired. Pure. */
function planStep<Desired, Observed>({ resource, desired, observed }: Intent<Desired, Observed>): Step {
  if (observed === undefined) return stepOf(resource, 'create');
  const changes = 'diff' in resource ? resource.diff(desired, observed) : [];
  return stepOf(resource, changes.length === 0 ? 'keep' : 'update', changes);
}

/** Makes the resource as desired, and returns it. */
export async function reconcile<Desired, Observed>(
  executor: Executor,
  intent: Intent<Desired, Observed>,
): Promise<Observed> {
  const { observed, onKnown } = intent;
  const step = planStep(intent);
  if (observed !== undefined) onKnown?.(observed);
  const made = await apply(executor, step, intent);
  executor.record(step);
  return made;
}

async function apply<Desired, Observed>(executor: Executor, step: Step, intent: Intent<Desired, Observed>) {
  const { resource, desired, observed, onKnown } = intent;
  if (step.action === 'keep' && observed !== undefined) return observed;
  const update = 'update' in resource && observed !== undefined ? { observed, resource } : undefined;
  const write = async () => {
    executor.begin(`${step.action === 'create' ? 'creating' : 'updating'} ${resource.kind} ${resource.name}`);
    const made = await (update === undefined
      ? resource.create(desired)
      : update.resource.update(update.observed, desired, step.changes));
    onKnown?.(made);
    return made;
  };
  return executor.run(write, update?.observed ?? resource.placeholder);
}

export interface Remover {
  executor: Executor;
  waiter: Waiter;
}

/** Removes the resource if it exists. */
export async function remove<Observed>(
  { executor, waiter }: Remover,
  resource: Removable<Observed>,
  observed: Observed | undefined,
): Promise<void> {
  if (observed === undefined) return;
  await executor.run(async () => {
    executor.begin(`removing ${resource.kind} ${resource.name}`);
    await removeForCertain(waiter, resource, observed);
  }, undefined);
  executor.record(stepOf(resource, 'remove'));
}

/**
 * If a reply is lost and the SDK retries, a policy with a condition on tags may deny the second call, because the deleted resource
 * has no tags. AWS does not document which error comes first. The deleted resource may still be visible for a while.
 */
export async function removeForCertain<Observed>(
  waiter: Waiter,
  resource: Removable<Observed>,
  observed: Observed,
): Promise<void> {
  try {
    await resource.remove(observed);
  } catch (error) {
    const isDenied = error instanceof AwsError && error.code.startsWith('AccessDenied');
    if (!isDenied) throw error;
    const isSame = (other: Observed) => resource.idOf(other) === resource.idOf(observed);
    const isShown = await readWithinWindow(waiter, `${resource.kind} ${resource.name} to be gone`, {
      read: async () => (await resource.findAll()).some(isSame),
      isComplete: (isSeen) => !isSeen,
    });
    if (isShown) throw error;
  }
}

/** Finds the resource. Throws an OwnershipError if it has our name but not our tags, before anything is written. */
export async function observe<Observed>(
  resource: Owned<Observed> & Pick<Creatable<never, Observed>, 'find'>,
): Promise<Observed | undefined> {
  return assertOwned(resource, await resource.find());
}

export function assertOwned<Observed>(resource: Owned<Observed>, observed: Observed | undefined): Observed | undefined {
  if (observed === undefined) return undefined;
  const notOwnedReason = resource.notOwnedReason(observed);
  if (notOwnedReason === undefined) return observed;
  throw new OwnershipError(`${resource.kind} ${resource.name} exists and is not ours: ${notOwnedReason}`, {
    hint: `It was not changed. Remove that ${resource.kind} yourself, or choose another "name". In the latter case run "mode: destroy" first, because environments are not found under another name.`,
  });
}

/** Adopts a resource that exists according to AWS, created since it was last read. Undefined if it is not visible in time. */
export async function adoptMade<Desired, Observed>(
  waiter: Waiter,
  resource: Managed<Desired, Observed>,
  desired: Desired,
): Promise<Observed | undefined> {
  const found = await findWithinWindow(waiter, `${resource.kind} ${resource.name} to be seen`, () => resource.find());
  const made = assertOwned(resource, found);
  if (made === undefined) return undefined;
  const changes = resource.diff(desired, made);
  return changes.length === 0 ? made : resource.update(made, desired, changes);
}
