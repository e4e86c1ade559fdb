// Owns what an undisturbed life of a preview is like: the calls of each phase, and what there is after it.
import { setTimeout as sleep } from 'node:timers/promises';
import { lastError } from '../runner.ts';
import type { Meet } from './gateway.ts';
import { type Inventory, inventoryOf } from './inventory.ts';
import { begin, LIVES, type Phase } from './phase.ts';
import { runPhase } from './run.ts';
import type { Point } from './trial.ts';
import { problemsOf, type WatchedStage } from './watch.ts';

const STEP_MS = 100;

export interface Reference {
  /** Every call to AWS and every write to GitHub, in the order in which they were made. */
  points: (Point & { isRead: boolean })[];
  inventories: Record<Phase, Inventory>;
}

/** Decides what becomes of the calls of one phase. */
type Disturb = (phase: Phase) => Meet;

const undisturbed: Disturb = () => async () => undefined;

/** Throws when even an undisturbed life does not come to its end, or somebody else answers at its address. */
export async function observe(
  stages: WatchedStage[],
  { lives = LIVES, disturb = undisturbed }: { lives?: Phase[][]; disturb?: Disturb } = {},
): Promise<Reference> {
  const observed = stages.map(async (stage, at) => {
    const phases: [Phase, ObservedPhase][] = [];
    const own = lives.filter((_, index) => index % stages.length === at);
    // In a life with several nights one is like the other.
    for (const life of own) phases.push(...(await observeLife(stage, [...new Set(life)], disturb)));
    return phases;
  });
  const phases = new Map((await Promise.all(observed)).flat());
  return {
    points: [...phases.values()].flatMap(({ points }) => points),
    inventories: Object.fromEntries([...phases].map(([phase, { inventory }]) => [phase, inventory])),
  } as Reference;
}

interface ObservedPhase {
  points: Reference['points'];
  inventory: Inventory;
}

async function observeLife(stage: WatchedStage, life: Phase[], disturb: Disturb): Promise<[Phase, ObservedPhase][]> {
  const observed: [Phase, ObservedPhase][] = [];
  await stage.reset();
  for (const phase of life) {
    const points = await observePhase(stage, phase, disturb(phase));
    observed.push([phase, { points, inventory: await inventoryAtRest(stage) }]);
  }
  const problems = problemsOf(await stage.watch.take());
  if (problems.length > 0) throw new Error(`The life that was to be observed: ${problems.join('; ')}`);
  return observed;
}

/** A task that ends is there for some seconds after the run, and an address that was prepared is deployed some minutes after it. */
async function inventoryAtRest(stage: WatchedStage): Promise<Inventory> {
  for (;;) {
    const inventory = await inventoryOf(stage);
    if (!inventory.some(isMoving)) return inventory;
    await sleep(STEP_MS);
  }
}

function isMoving(line: string): boolean {
  if (line.startsWith('distribution:')) return line.includes('"status":"InProgress"');
  return line.startsWith('running task:') && !line.includes('"RUNNING"');
}

/** The points of the gateway, which must have seen every call that the cloud's own journal has. */
async function observePhase(stage: WatchedStage, phase: Phase, meet: Meet): Promise<Reference['points']> {
  const points: Reference['points'] = [];
  let calls = 0;
  await begin(phase, stage.pullRequest);
  const before = (await stage.journal()).length;
  const result = await runPhase(stage, phase, () => async (call, when) => {
    const { name, number, isAws, isRead } = call;
    if (when === 'before') calls += 1;
    if (when === 'before' && (isAws || !isRead)) points.push({ phase, name, number, isRead });
    return meet(call, when);
  });
  if (result.exitCode !== 0) throw new Error(`The ${phase} that was to be observed failed: ${lastError(result)}`);
  const journaled = (await stage.journal()).length - before;
  // The waker's own calls are in it as well.
  if (journaled !== calls && !stage.hasWaker)
    throw new Error(`${phase}: the journal has ${journaled} calls, the gateway saw ${calls}.`);
  return points;
}
