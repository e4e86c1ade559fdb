// Owns what an undisturbed life of a preview is like: the calls of each phase, and what there is after it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Inventory } from './inventory.ts';
import { begin, LIVES, type Phase } from './phase.ts';
import type { Stage } from './stage.ts';
import { lastError, type Point } from './trial.ts';

const STEP_MS = 100;

export interface Reference {
  /** Every call to AWS and every write to GitHub, in the order in which they were made. */
  points: (Point & { isRead: boolean })[];
  inventories: Record<Phase, Inventory>;
}

/** Throws when even an undisturbed life does not come to its end. */
export async function observe(stages: Stage[]): Promise<Reference> {
  const lives = LIVES.map((life, at) => observeLife(stages[at % stages.length] as Stage, life));
  const phases = new Map((await Promise.all(lives)).flat());
  return {
    points: [...phases.values()].flatMap(({ points }) => points),
    inventories: Object.fromEntries([...phases].map(([phase, { inventory }]) => [phase, inventory])),
  } as Reference;
}

interface ObservedPhase {
  points: Reference['points'];
  inventory: Inventory;
}

async function observeLife(stage: Stage, life: Phase[]): Promise<[Phase, ObservedPhase][]> {
  const observed: [Phase, ObservedPhase][] = [];
  await stage.reset();
  for (const phase of life) {
    const points = await observePhase(stage, phase);
    observed.push([phase, { points, inventory: await inventoryAtRest(stage) }]);
  }
  return observed;
}

/** A task that ends is there for some seconds after the run. */
async function inventoryAtRest(stage: Stage): Promise<Inventory> {
  for (;;) {
    const inventory = await stage.inventory();
    const isMoving = inventory.some((line) => line.startsWith('running task:') && !line.includes('"RUNNING"'));
    if (!isMoving) return inventory;
    await sleep(STEP_MS);
  }
}

/** The points of the gateway, which must have seen every call that the cloud's own journal has. */
async function observePhase(stage: Stage, phase: Phase): Promise<Reference['points']> {
  const points: Reference['points'] = [];
  let calls = 0;
  await begin(phase, stage.pullRequest);
  const before = await stage.countCalls();
  const result = await stage.act(phase, () => async ({ name, number, isAws, isRead }, when) => {
    if (when === 'after') return undefined;
    calls += 1;
    if (isAws || !isRead) points.push({ phase, name, number, isRead });
    return undefined;
  });
  if (result.exitCode !== 0) throw new Error(`An undisturbed ${phase} failed: ${lastError(result)}`);
  const journaled = (await stage.countCalls()) - before;
  if (journaled !== calls) throw new Error(`${phase}: the journal has ${journaled} calls, the gateway saw ${calls}.`);
  return points;
}
