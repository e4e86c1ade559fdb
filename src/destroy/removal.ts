// Owns the record that the steps of a removal share: what was found, what was removed, and what is left.

import { allSettledOrThrow } from '../aws/parallel.ts';
import { ExplainedError, RolloutError, StoppedError } from '../errors.ts';
import type { Identity } from '../identity.ts';
import type { Executor } from '../reconcile/executor.ts';
import { type Remover, remove } from '../reconcile/reconcile.ts';
import type { Removable } from '../reconcile/resource.ts';
import { readWithinWindow } from '../reconcile/wait.ts';
import type { DestroyRequest } from '../request/request.ts';
import type { World } from '../world.ts';

/** The part of a request that a removal needs. */
export type Removal = Pick<DestroyRequest, 'inputs' | 'identity'>;

export interface RemovalRecord extends Remover {
  log: World['log'];
  /** The kinds that do not exist. */
  absent: Set<string>;
  /** How many of our resources were found, by kind. */
  found: Map<string, number>;
  /** The kinds that this run has created itself, which exist even if they are not visible yet. */
  made: Set<string>;
}

export const DATABASE = 'database';
const KINDS = ['distribution', 'listener rule', DATABASE, 'service', 'target group', 'task definition'];

/** Unlike a deploy, a removal continues after the deadline as far as it needs no waiting. */
export function openRecord(world: World, executor: Executor): RemovalRecord {
  const made = executor.steps.filter(({ action }) => action === 'create').map(({ kind }) => kind);
  return {
    executor: { ...executor, begin: world.progress.begin },
    waiter: world,
    log: world.log,
    absent: new Set(),
    found: new Map(),
    made: new Set(made),
  };
}

/** Finds all resources with our tags, of which there may be several. A foreign one with our name is kept, and counts as absent. */
export async function findOurs<Observed>(
  { waiter, log, absent, found, made }: RemovalRecord,
  resource: Removable<Observed>,
): Promise<Observed[]> {
  const { kind, name } = resource;
  const isOurs = (each: Observed) => resource.notOwnedReason(each) === undefined;
  const isAwaited = made.has(kind) && !found.get(kind);
  const all = await readWithinWindow(waiter, `${kind} ${name} to be seen`, {
    read: () => resource.findAll(),
    isComplete: (seen) => !isAwaited || seen.some(isOurs),
  });
  const ours = all.filter(isOurs);
  found.set(kind, (found.get(kind) ?? 0) + ours.length);
  if (ours.length > 0) return ours;
  absent.add(kind);
  const [other] = all;
  if (other !== undefined) log.line(`${kind} ${name} skipped: ${resource.notOwnedReason(other)}`);
  return [];
}

/** Removes them in parallel. If there are several, the log names each by its id. */
export async function removeEach<Observed>(
  recorder: RemovalRecord,
  resource: Removable<Observed>,
  ours: Observed[],
): Promise<void> {
  const named = (each: Observed) =>
    ours.length === 1 ? resource : { ...resource, name: `${resource.name} (${resource.idOf(each)})` };
  await allSettledOrThrow(ours.map((each) => remove(recorder, named(each), each)));
}

/** Adds what may be left to the error of an incomplete removal. */
export function withLeftovers(error: unknown, { fullName }: Identity, recorder: RemovalRecord): unknown {
  if (!(error instanceof ExplainedError) || error instanceof StoppedError) return error;
  const left = KINDS.filter((kind) => isLeft(kind, recorder));
  return new RolloutError(`${error.message}\nMay still exist: ${left.join(', ')} of ${fullName}.`, {
    hint: error.hint ?? 'Re-run the job to resume.',
    cause: error,
  });
}

/** True also for a kind that was not read yet. */
function isLeft(kind: string, { executor, absent, found }: RemovalRecord): boolean {
  const gone = executor.steps.filter((step) => step.action === 'remove' && step.kind === kind).length;
  const count = found.get(kind) ?? 0;
  return count > 0 ? gone < count : gone === 0 && !absent.has(kind);
}
