// Owns a stage of the bench: a simulator of its own, and the bundle run against it as a workflow runs it.

import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { type Simulator, startSimulator } from '../../packages/simulator/simulator.ts';
import type { PullRequest } from '../pull-request.ts';
import { type ActionResult, type ActionRun, runAction } from '../runner.ts';
import type { Turns } from './turns.ts';

/** The settings that all groups of figures share. */
export interface Bench {
  /** Path of the bundle that is measured, from the root of the repository. */
  bundle: string;
  /** The time scale of what is measured in the cloud's own time; 1 is real time. */
  timeScale: number;
  turns: Turns;
  cancellation: AbortSignal;
}

export interface Stage {
  bench: Bench;
  simulator: Simulator;
  timeScale: number;
}

export interface StageSettings {
  timeScale: number;
  latencyMilliseconds?: number;
  hasVpcOrigin?: boolean;
}

/** Plays on a simulator that is there for this alone, and takes it down however the play ends. */
export async function onStage<Result>(
  bench: Bench,
  { timeScale, latencyMilliseconds = 0, hasVpcOrigin = true }: StageSettings,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  bench.cancellation.throwIfAborted();
  const simulator = await startSimulator({
    port: 0,
    timeScale,
    latencyMilliseconds,
    region: 'eu-west-1',
    scenario: { ...SHOP, hasVpcOrigin },
  });
  try {
    return await play({ bench, simulator, timeScale });
  } finally {
    await simulator.close();
  }
}

export interface Wish extends Pick<ActionRun, 'event' | 'inputs'> {
  /** Tag of the image that the workflow built. */
  tag: string;
  onStart?: ActionRun['onStart'];
}

export interface Run extends ActionResult {
  /** Wall clock of its process, in the cloud's time. */
  cloudSeconds: number;
  /** When its process had ended, by this machine's clock. */
  endedAtMilliseconds: number;
}

type Ending = 'created' | 'updated' | 'unchanged' | 'destroyed' | 'failed';

/** Runs the action. Throws where it comes to another end than this one: then nothing was measured. */
export async function act(stage: Stage, ending: Ending, { event, inputs, tag, onStart }: Wish): Promise<Run> {
  const { bench, simulator, timeScale } = stage;
  bench.cancellation.throwIfAborted();
  const result = await runAction({
    simulator,
    entry: bench.bundle,
    event,
    inputs: {
      'base-service': simulator.baseService,
      image: simulator.image.replace(/:[^/:]+$/, `:${tag}`),
      ...inputs,
    },
    cancellation: bench.cancellation,
    ...(onStart && { onStart }),
  });
  const endedAtMilliseconds = Date.now();
  const seen = result.exitCode === 0 ? result.outputs.action : 'failed';
  if (seen !== ending) throw new Error(`a run came to "${seen}" instead of "${ending}": ${lastWords(result)}`);
  return { ...result, cloudSeconds: (result.milliseconds / 1000) * timeScale, endedAtMilliseconds };
}

function lastWords({ log }: ActionResult): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => line.startsWith('::error')) ?? lines.at(-1) ?? 'it said nothing';
}

/** The bench measures the action beside the cloud, not how long somebody's migrations take. */
const SHARED = { database: 'shared' };

/** The run of a pull request's workflow, with comment and deployment. */
export function forPullRequest(
  pullRequest: PullRequest,
  { happened, tag }: { happened: 'opened' | 'synchronize' | 'closed'; tag: string },
): Wish {
  return { event: pullRequest.eventOf(happened), inputs: SHARED, tag };
}

/** The run of a workflow without a pull request: GitHub is not asked anything. */
export function forEnvironment(environment: string, inputs: Record<string, string> = {}): Wish {
  const event = { name: 'workflow_dispatch', payload: {} };
  return { event, inputs: { ...SHARED, mode: 'deploy', environment, ...inputs }, tag: 'v1' };
}
