// Owns the walk of one resource: compare what is observed with what is desired, and write only what differs.
import { assertBeforeDeadline } from '../deadline.ts';
import { AwsError, OwnershipError } from '../errors.ts';
import type { Log, World } from '../world.ts';
import type { Change } from './diff.ts';
import type { Findable, Reconcilable, Removable } from './resource.ts';
import { findWithinWindow, isGoneWithinWindow, type Waiter } from './wait.ts';

export type Action = 'create' | 'update' | 'keep' | 'remove' | 'run';

/** What became of one resource. */
export interface Outcome {
  action: Action;
  kind: string;
  name: string;
  changes: Change[];
}

/** The record of a run: every outcome is told to the log as it comes, and kept for the report. */
export interface Ledger {
  log: Log;
  /** With what a removal waits that may be done already. */
  waiter: Waiter;
  outcomes: Outcome[];
  /** True where nothing is written: the same walk, with the writes left out. */
  isPlan: boolean;
  /** Called before each write, with what it would do: `creating listener rule shop-pr-42`. Throws after the deadline. */
  begin(doing: string): void;
}

export function openLedger(
  { log, clock, deadline, guard, progress }: Pick<World, 'log' | 'clock' | 'deadline' | 'guard' | 'progress'>,
  { outcomes, isPlan }: Pick<Ledger, 'outcomes' | 'isPlan'>,
): Ledger {
  const begin = (doing: string) => {
    assertBeforeDeadline({ clock, deadline }, doing);
    progress.begin();
  };
  return { log, waiter: { log, clock, deadline, guard }, outcomes, isPlan, begin };
}

export interface Intent<Desired, Observed> {
  resource: Reconcilable<Desired, Observed>;
  desired: Desired;
  observed: Observed | undefined;
}

/** Makes the resource as desired and returns it as it is then; in a plan, as it would be. */
export async function reconcile<Desired, Observed>(
  ledger: Ledger,
  intent: Intent<Desired, Observed>,
): Promise<Observed> {
  const { resource, desired, observed } = intent;
  if (observed === undefined) {
    const created = await write(ledger, intent, () => resource.create(desired));
    record(ledger, resource, { action: 'create', changes: [] });
    return created;
  }
  const changes = resource.diff(desired, observed);
  if (changes.length === 0) {
    record(ledger, resource, { action: 'keep', changes });
    return observed;
  }
  const updated = await write(ledger, intent, () => resource.update(observed, desired, changes));
  record(ledger, resource, { action: 'update', changes });
  return updated;
}

/** In a plan, what would be there. */
async function write<Desired, Observed>(
  ledger: Ledger,
  { resource, desired, observed }: Intent<Desired, Observed>,
  call: () => Promise<Observed>,
): Promise<Observed> {
  if (ledger.isPlan) return resource.foretell(desired, observed);
  ledger.begin(`${observed === undefined ? 'creating' : 'updating'} ${resource.kind} ${resource.name}`);
  return call();
}

/** Removes the resource where there is one. */
export async function remove<Observed>(
  ledger: Ledger,
  resource: Removable<Observed>,
  observed: Observed | undefined,
): Promise<void> {
  if (observed === undefined) return;
  if (!ledger.isPlan) {
    ledger.begin(`removing ${resource.kind} ${resource.name}`);
    await removeForCertain(ledger, resource, observed);
  }
  record(ledger, resource, { action: 'remove', changes: [] });
}

/**
 * A policy that goes by tags may refuse a removal that is made again after a lost reply: what is gone has none. Which of the
 * two AWS looks at first is not documented. What was just removed may still be shown.
 */
async function removeForCertain<Observed>(
  { waiter }: Ledger,
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
export async function observe<Observed>(resource: Findable<Observed>): Promise<Observed | undefined> {
  return assertOwned(resource, await resource.find());
}

export function assertOwned<Observed>(
  resource: Findable<Observed>,
  observed: Observed | undefined,
): Observed | undefined {
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
  resource: Reconcilable<Desired, Observed>,
  desired: Desired,
): Promise<Observed | undefined> {
  const found = await findWithinWindow(waiter, `${resource.kind} ${resource.name} to be seen`, () => resource.find());
  const made = assertOwned(resource, found);
  if (made === undefined) return undefined;
  const changes = resource.diff(desired, made);
  return changes.length === 0 ? made : resource.update(made, desired, changes);
}

/** Writes a step down that was taken. */
export function record(
  ledger: Ledger,
  { kind, name }: { kind: string; name: string },
  step: Pick<Outcome, 'action' | 'changes'>,
): void {
  const outcome = { kind, name, ...step };
  ledger.outcomes.push(outcome);
  ledger.log.line(renderOutcome(outcome, ledger.isPlan));
}

const MARKS: Record<Action, string> = { create: '+', update: '~', keep: '=', remove: '-', run: '>' };
const DONE: Record<Action, string> = {
  create: 'created',
  update: 'updated',
  keep: 'kept   ',
  remove: 'removed',
  run: 'ran    ',
};
const TO_DO: Record<Action, string> = {
  create: 'create',
  update: 'update',
  keep: 'keep  ',
  remove: 'remove',
  run: 'run   ',
};

/** `~ updated target group shop-pr-42: HealthCheckPath`. Names of what changed, not values: they may be secret. */
export function renderOutcome({ action, kind, name, changes }: Outcome, isPlan: boolean): string {
  const verb = (isPlan ? TO_DO : DONE)[action];
  const paths = changes.map(({ path }) => path).join(', ');
  return `${MARKS[action]} ${verb} ${kind} ${name}${paths === '' ? '' : `: ${paths}`}`;
}
