// Owns playing many trials side by side: each life of a preview takes the next trial of each of its phases.
import type { Phase } from './phase.ts';
import type { Reference } from './reference.ts';
import { playUndisturbed } from './run.ts';
import { type Disturbance, play, type TrialResult } from './trial.ts';
import type { WatchedStage } from './watch.ts';

export interface Plan {
  lives: Phase[][];
  disturbances: Disturbance[];
  reference: Reference;
  /** Called with each result as it comes. */
  onResult(result: TrialResult): void;
  /** Once it is aborted, no further trial begins. */
  cancellation: AbortSignal;
}

/** Resolves when every disturbance was tried, or none is to be tried any more. */
export async function playLives(stages: WatchedStage[], plan: Plan): Promise<void> {
  const { lives } = plan;
  const waiting = new Map(lives.flat().map((phase) => [phase, ofPhase(plan.disturbances, phase)]));
  await Promise.all(
    stages.map(async (stage) => {
      for (let life = nextLife(lives, waiting); life !== undefined; life = nextLife(lives, waiting)) {
        if (plan.cancellation.aborted) return;
        await playLife(stage, life, { ...plan, waiting });
      }
    }),
  );
}

type Waiting = Map<Phase, Disturbance[]>;

function ofPhase(disturbances: Disturbance[], phase: Phase): Disturbance[] {
  return disturbances.filter((disturbance) => disturbance.phase === phase);
}

/** The one that ends in the phase of which more is waiting; cut after the last phase of which anything is. */
function nextLife(lives: Phase[][], waiting: Waiting): Phase[] | undefined {
  const count = (phase: Phase | undefined) => (phase === undefined ? 0 : (waiting.get(phase)?.length ?? 0));
  const [life = []] = [...lives].sort((one, other) => count(other.at(-1)) - count(one.at(-1)));
  const last = life.findLastIndex((phase) => count(phase) > 0);
  return last < 0 ? undefined : life.slice(0, last + 1);
}

async function playLife(stage: WatchedStage, life: Phase[], plan: Plan & { waiting: Waiting }): Promise<void> {
  const { reference, waiting, onResult, cancellation } = plan;
  await stage.reset();
  for (const phase of life) {
    if (cancellation.aborted) return;
    const disturbance = waiting.get(phase)?.shift();
    if (disturbance === undefined) {
      await playUndisturbed(stage, phase);
      continue;
    }
    const result = await play(stage, disturbance, reference.inventories[phase]);
    // A terminal passes its Ctrl-C to the runs of the action as well.
    if (cancellation.aborted) return;
    onResult(result);
    // The trials after it would be blamed for what it left behind.
    if (result.outcome === 'broken') return;
  }
}
