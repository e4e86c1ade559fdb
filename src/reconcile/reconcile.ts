// Owns the walk of one resource: compare what is observed with what is desired, and write only what differs.
import { assertBeforeDeadline } from '../aws/deadline.ts';
import { AwsError, OwnershipError } from '../errors.ts';
import type { Log, World } from '../world.ts';
import type { Change } from './diff.ts';
import type { Findable, Reconcilable, Removable } from './resource.ts';
import { findWithinWindow, isGoneWithinWindow, type Waiter } from './wait.ts';

export type Action = 'create' | 'update' | 'keep' | 'remove' | 'run';

/** One resource created, updated, kept or removed, or one thing run. */
export interface Step {
  action: Action;
  kind: string;
  name: string;
  changes: Change[];
}

/** Keeps the steps of a run: every step is logged as it is taken, and kept for the report. */
export interface StepRecorder {
  log: Log;
  /** With what a removal waits that may be done already. */
  waiter: Waiter;
  steps: Step[];
  /** True where nothing is written: the same walk, with the writes left out. */
  isPlan: boolean;
  /** Called before each write, with what it would do: `creating listener rule shop-pr-42`. Throws after the deadline. */
  begin(doing: string): void;
}

export function createRecorder(
  { log, clock, deadline, guard, progress }: Pick<World, 'log' | 'clock' | 'deadline' | 'guard' | 'progress'>,
  { steps, isPlan }: Pick<StepRecorder, 'steps' | 'isPlan'>,
): StepRecorder {
  const begin = (doing: string) => {
    assertBeforeDeadline({ clock, deadline }, doing);
    progress.begin();
  };
  return { log, waiter: { log, clock, deadline, guard }, steps, isPlan, begin };
}

export interface Intent<Desired, Observed> {
  resource: Reconcilable<Desired, Observed>;
  desired: Desired;
  observed: Observed | undefined;
}

/** Makes the resource as desired and returns it as it is then; in a plan, as it would be. */
export async function reconcile<Desired, Observed>(
  recorder: StepRecorder,
  intent: Intent<Desired, Observed>,
): Promise<Observed> {
  const { resource, desired, observed } = intent;
  if (observed === undefined) {
    const created = await write(recorder, intent, () => resource.create(desired));
    recordStep(recorder, resource, { action: 'create', changes: [] });
    return created;
  }
  const changes = resource.diff(desired, observed);
  if (changes.length === 0) {
    recordStep(recorder, resource, { action: 'keep', changes });
    return observed;
  }
  const updated = await write(recorder, intent, () => resource.update(observed, desired, changes));
  recordStep(recorder, resource, { action: 'update', changes });
  return updated;
}

/** In a plan, what would be there. */
async function write<Desired, Observed>(
  recorder: StepRecorder,
  { resource, desired, observed }: Intent<Desired, Observed>,
  call: () => Promise<Observed>,
): Promise<Observed> {
  if (recorder.isPlan) return resource.planned(desired, observed);
  recorder.begin(`${observed === undefined ? 'creating' : 'updating'} ${resource.kind} ${resource.name}`);
  return call();
}

/** Removes the resource where there is one. */
export async function remove<Observed>(
  recorder: StepRecorder,
  resource: Removable<Observed>,
  observed: Observed | undefined,
): Promise<void> {
  if (observed === undefined) return;
  if (!recorder.isPlan) {
    recorder.begin(`removing ${resource.kind} ${resource.name}`);
    await removeForCertain(recorder, resource, observed);
  }
  recordStep(recorder, resource, { action: 'remove', changes: [] });
}

/**
 * A policy that goes by tags may refuse a removal that is made again after a lost reply: what is gone has none. Which of the
 * two AWS looks at first is not documented. What was just removed may still be shown.
 */
async function removeForCertain<Observed>(
  { waiter }: StepRecorder,
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

/** Keeps a step that was taken, and logs it. */
export function recordStep(
  recorder: StepRecorder,
  { kind, name }: { kind: string; name: string },
  taken: Pick<Step, 'action' | 'changes'>,
): void {
  const step = { kind, name, ...taken };
  recorder.steps.push(step);
  recorder.log.line(renderStepLine(step, recorder.isPlan));
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
export function renderStepLine({ action, kind, name, changes }: Step, isPlan: boolean): string {
  const verb = (isPlan ? TO_DO : DONE)[action];
  const paths = changes.map(({ path }) => path).join(', ');
  return `${MARKS[action]} ${verb} ${kind} ${name}${paths === '' ? '' : `: ${paths}`}`;
}
