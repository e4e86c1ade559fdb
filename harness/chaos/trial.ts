// Owns one trial: a phase of a preview's life that is disturbed at one point, run again where it did not get through, and
// compared with the same phase undisturbed.
import { type ActionResult, lastError } from '../runner.ts';
import type { Stage } from '../stage.ts';
import type { Meet } from './gateway.ts';
import { compareInventories, type Inventory, inventoryOf, type View } from './inventory.ts';
import { begin, type Phase } from './phase.ts';
import { afterReset, problemsOfSetups } from './reset.ts';
import { runPhase } from './run.ts';
import { type Answers, problemsOf, type WatchedStage } from './watch.ts';

/** One call of one run: the third `ecs:DescribeTasks`, say. */
export interface Point {
  phase: Phase;
  name: string;
  number: number;
}

export interface Disturbance {
  phase: Phase;
  /** For whoever reads of it: `throttled at ecs:CreateService 1`. */
  name: string;
  /** How many points it tries. */
  points: number;
  /** Decides about each call of the disturbed run, and says through `strike` when it disturbed one. */
  meet(run: Run): Meet;
  /** Arms what the gateway cannot do by itself. */
  arm?(stage: WatchedStage): Promise<void>;
  /** Where not everything can be as it is undisturbed. */
  view?: View;
  /** The phase that is played next where the disturbed one did not get through; undefined: the same. */
  healedBy?: Phase;
  /** The next run is played also where the disturbed one got through. */
  isRepeated?: boolean;
  /** Problems with how the disturbed run itself ended. */
  check(result: ActionResult): string[];
  /** Problems with the result beyond the inventory, of the run that got through. */
  confirm?(stage: WatchedStage, result: ActionResult): Promise<string[]>;
}

/** The run that is disturbed, as its disturbance sees it. */
export interface Run {
  kill(): void;
  strike(): void;
  fault: Stage['fault'];
  /** The address of the cloud. */
  endpoint: string;
}

export interface TrialResult {
  disturbance: Disturbance;
  outcome: 'healed by itself' | 'healed by the next run' | 'broken';
  /** How many of its points the run came by. */
  struck: number;
  /** The answers of the addresses since the trial before it. */
  answers: Answers;
  problems: string[];
}

/** How long a cloud may take to come to rest after a run, in its own time. */
const MAX_REST_SECONDS = 3_000;
const STEP_SECONDS = 10;

export async function play(stage: WatchedStage, disturbance: Disturbance, desired: Inventory): Promise<TrialResult> {
  const { phase } = disturbance;
  let struck = 0;
  await begin(phase, stage.pullRequest);
  await disturbance.arm?.(stage);
  const strike = () => {
    struck += 1;
  };
  const { fault, endpoint } = stage;
  const disturbed = await runPhase(stage, phase, (kill) => disturbance.meet({ kill, strike, fault, endpoint }));
  await stage.control('DELETE', 'faults');
  const problems = struck > 0 ? disturbance.check(disturbed) : [];
  const isThrough = disturbed.exitCode === 0 && !disturbance.isRepeated;
  const last = isThrough ? disturbed : await runPhase(stage, disturbance.healedBy ?? phase);
  if (last.exitCode !== 0) problems.push(`the ${isThrough ? 'run' : 'next run'} failed: ${lastError(last)}`);
  problems.push(...(await differences(stage, desired, viewOf(disturbance))));
  if (phase === 'reset') problems.push(...(await problemsOfSetups(stage)));
  if (problems.length === 0) problems.push(...((await disturbance.confirm?.(stage, last)) ?? []));
  const answers = await stage.watch.take();
  problems.push(...problemsOf(answers));
  const healed = isThrough ? 'healed by itself' : 'healed by the next run';
  return { disturbance, struck, answers, problems, outcome: problems.length > 0 ? 'broken' : healed };
}

function viewOf({ phase, view = (inventory) => inventory }: Disturbance): View {
  return phase === 'reset' ? (inventory) => view(afterReset(inventory)) : view;
}

/** Between what should be there and what is, once that has come to rest, as far as it is looked at. */
export async function differences(
  stage: Stage,
  desired: Inventory,
  view: View = (inventory) => inventory,
): Promise<string[]> {
  for (let waitedSeconds = 0; ; waitedSeconds += STEP_SECONDS) {
    const found = compareInventories(view(desired), view(await inventoryOf(stage)));
    if (found.length === 0 || waitedSeconds >= MAX_REST_SECONDS) return found;
    await stage.pass(STEP_SECONDS);
  }
}

export function nameOf({ name, number }: Point): string {
  return `${name} ${number}`;
}
