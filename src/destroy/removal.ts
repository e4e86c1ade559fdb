// Owns what the steps of a removal share: what was found to be ours, whether all of it went, and what is left.

import { allSettledOrThrow } from '../aws/parallel.ts';
import { ExplainedError, RolloutError, StoppedError } from '../errors.ts';
import type { Identity } from '../identity.ts';
import type { Executor } from '../reconcile/executor.ts';
import { type Remover, remove } from '../reconcile/reconcile.ts';
import type { Removable } from '../reconcile/resource.ts';
import { findWithinWindow } from '../reconcile/wait.ts';
import type { DestroyRequest } from '../request/request.ts';
import type { World } from '../world.ts';

/** What a removal needs of a request. */
export type Removal = Pick<DestroyRequest, 'inputs' | 'identity'>;

/** The record of a removal, with what it goes by. */
export interface RemovalRecord extends Remover {
  log: World['log'];
  /** The kinds that were looked for and are not there. */
  absent: Set<string>;
  /** How many of ours were found, by kind. */
  found: Map<string, number>;
  /** The kinds of which this very run has made one: those are there, seen or not. */
  made: Set<string>;
}

export const DATABASE = 'database';
const KINDS = ['distribution', 'listener rule', DATABASE, 'service', 'target group', 'task definition'];

/** What a removal has begun goes on after the deadline as far as it goes without waiting: the rest would serve nobody. */
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

/** All that are ours, also where there should be one. What bears our name and is not ours is left as it is: to us, it is not there. */
export async function findOurs<Observed>(
  { waiter, log, absent, found, made }: RemovalRecord,
  resource: Removable<Observed>,
): Promise<Observed[]> {
  const { kind, name } = resource;
  const look = async () => {
    const all = await resource.findAll();
    const ours = all.filter((each) => resource.notOwnedReason(each) === undefined);
    const isAwaited = made.has(kind) && !found.get(kind);
    return ours.length === 0 && isAwaited ? undefined : { all, ours };
  };
  const seen = await findWithinWindow(waiter, `${kind} ${name} to be seen`, look);
  const { all = [], ours = [] } = seen ?? {};
  found.set(kind, (found.get(kind) ?? 0) + ours.length);
  if (ours.length > 0) return ours;
  absent.add(kind);
  const [other] = all;
  if (other !== undefined) log.line(`${kind} ${name} skipped: ${resource.notOwnedReason(other)}`);
  return [];
}

/** Side by side; of several, each is told by its id. */
export async function removeEach<Observed>(
  recorder: RemovalRecord,
  resource: Removable<Observed>,
  ours: Observed[],
): Promise<void> {
  const named = (each: Observed) =>
    ours.length === 1 ? resource : { ...resource, name: `${resource.name} (${resource.idOf(each)})` };
  await allSettledOrThrow(ours.map((each) => remove(recorder, named(each), each)));
}

/** A removal that stopped half-way says what is still there. */
export function withLeftovers(error: unknown, { fullName }: Identity, recorder: RemovalRecord): unknown {
  if (!(error instanceof ExplainedError) || error instanceof StoppedError) return error;
  const left = KINDS.filter((kind) => isLeft(kind, recorder));
  return new RolloutError(`${error.message}\nMay still be there: ${left.join(', ')} of ${fullName}.`, {
    hint: error.hint ?? 'Run the job again to go on from here.',
    cause: error,
  });
}

/** What was not looked for yet may be there. */
function isLeft(kind: string, { executor, absent, found }: RemovalRecord): boolean {
  const gone = executor.steps.filter((step) => step.action === 'remove' && step.kind === kind).length;
  const count = found.get(kind) ?? 0;
  return count > 0 ? gone < count : gone === 0 && !absent.has(kind);
}
