// Owns the walk of one resource: compare what is observed with what is desired, and write only what differs.
import { AwsError, OwnershipError } from '../errors.ts';
import { type Executor, type Step, stepOf } from './executor.ts';
import type { Creatable, Managed, Owned, Removable, Versioned } from './resource.ts';
import { findWithinWindow, isGoneWithinWindow, type Waiter } from './wait.ts';

type Reconcilable<Desired, Observed> =
  | Creatable<Desired, Observed>
  | Versioned<Desired, Observed>
  | Managed<Desired, Observed>;

interface Intent<Desired, Observed> {
  resource: Reconcilable<Desired, Observed>;
  desired: Desired;
  observed: Observed | undefined;
  /** Called with what is there, and with what is made as soon as it is: never with a placeholder. */
  onKnown?(observed: Observed): void;
}

/** What has to be done for the resource to be as desired. Pure. */
function planStep<Desired, Observed>({ resource, desired, observed }: Intent<Desired, Observed>): Step {
  if (observed === undefined) return stepOf(resource, 'create');
  const changes = 'diff' in resource ? resource.diff(desired, observed) : [];
  return stepOf(resource, changes.length === 0 ? 'keep' : 'update', changes);
}

/** Makes the resource as desired and returns it as it is then. */
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

/** With what a removal waits that may be done already. */
export interface Remover {
  executor: Executor;
  waiter: Waiter;
}

/** Removes the resource where there is one. */
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
 * A policy that goes by tags may refuse a removal that is made again after a lost reply: what is gone has none. Which of the
 * two AWS looks at first is not documented. What was just removed may still be shown.
 */
async function removeForCertain<Observed>(
  waiter: Waiter,
  resource: Removable<Observed>,
  observed: Observed,
): Promise<void> {
  try {
    await resource.remove(observed);
  } catch (error) {
    const isDenied = error instanceof AwsError && error.code.startsWith('AccessDenied');
    const isSame = (other: Observed) => resource.idOf(other) === resource.idOf(observed);
    const isShown = async () => (await resource.findAll()).some(isSame);
    const what = `${resource.kind} ${resource.name} to be gone`;
    if (!isDenied || !(await isGoneWithinWindow(waiter, what, isShown))) throw error;
  }
}

/** Looks for the resource; what bears its name and is not ours is refused, before anything is written. */
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
    hint: `It was left as it is. Remove that ${resource.kind} yourself, or choose another "name"; first destroy what was made under the present one, which is not found under another.`,
  });
}

/** Takes for ours what AWS says is there already, made since we looked: undefined where it is not seen within the window. */
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
