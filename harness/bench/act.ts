// Owns the runs that the bench measures: the bundle on a stage, and what a workflow asks of it.
import type { Happening, PullRequest } from '../pull-request.ts';
import { type ActionResult, lastError } from '../runner.ts';
import type { Stage, Wish } from '../stage.ts';
import { type OwnStageSettings, onStage } from '../stages.ts';

/** The settings that all groups of figures share. */
export interface Bench {
  /** Path of the bundle that is measured, from the root of the repository. */
  bundle: string;
  /** The time scale of what is measured in the cloud's own time; 1 is real time. */
  timeScale: number;
  cancellation: AbortSignal;
}

/** Plays on a load balancer that a VPC origin leads to, where the settings do not say otherwise. */
export function onBench<Result>(
  { bundle, timeScale, cancellation }: Bench,
  settings: Partial<OwnStageSettings>,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const scenario = { hasVpcOrigin: true };
  return onStage({ entry: bundle, timeScale, cancellation, scenario, ...settings }, play);
}

export interface Run extends ActionResult {
  /** Wall clock of its process, in the cloud's time. */
  cloudSeconds: number;
  /** When its process had ended, by this machine's clock. */
  endedAtMilliseconds: number;
}

type Ending = 'prepared' | 'created' | 'updated' | 'unchanged' | 'destroyed' | 'asleep' | 'swept' | 'failed';

/** Runs the action. Throws where it comes to another end than this one: then nothing was measured. */
export async function act(stage: Stage, ending: Ending, wish: Wish): Promise<Run> {
  const result = await stage.run(wish);
  const endedAtMilliseconds = Date.now();
  const seen = result.exitCode === 0 ? result.outputs.action : 'failed';
  if (seen !== ending) throw new Error(`a run came to "${seen}" instead of "${ending}": ${lastError(result)}`);
  return { ...result, cloudSeconds: (result.milliseconds / 1000) * stage.timeScale, endedAtMilliseconds };
}

/** The bench measures the action beside the cloud, not how long somebody's migrations take. */
const SHARED = { database: 'shared' };

/** The run of a pull request's workflow, with comment and deployment. */
export function forPullRequest(pullRequest: PullRequest, happened: Happening, tag: string): Wish {
  return { event: pullRequest.eventOf(happened), inputs: SHARED, tag };
}

/** The run of a workflow without a pull request: GitHub is not asked anything. */
export function forEnvironment(environment: string, inputs: Record<string, string> = {}): Wish {
  const event = { name: 'workflow_dispatch', payload: {} };
  return { event, inputs: { ...SHARED, mode: 'deploy', environment, ...inputs }, tag: 'v1' };
}

/** The run before there is an image, of what a later one deploys. */
export function preparation(pullRequest: PullRequest, deploy: Partial<Wish> = {}): Wish {
  const { image: _image, ...inputs } = deploy.inputs ?? {};
  return { ...deploy, event: pullRequest.eventOf('opened'), inputs: { ...inputs, mode: 'prepare' } };
}
