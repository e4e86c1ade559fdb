// Owns a stage: a simulated cloud of its own, and the action run in it as a workflow runs it.
import { createClient, type SimulatorClient } from '../packages/simulator/client.ts';
import { digestOfTag } from '../packages/simulator/runtime/images.ts';
import type { Simulator } from '../packages/simulator/simulator.ts';
import { accessKeyOf } from './policies.ts';
import { PullRequest } from './pull-request.ts';
import { type ActionResult, type ActionRun, type JobEnd, runAction, runPostStep } from './runner.ts';
import { createViewer, type View } from './viewer.ts';

/** A simulator that runs, in this process or in one of its own. */
export interface Cloud extends Pick<Simulator, 'endpoint' | 'ca' | 'baseService' | 'image'> {
  stop(): Promise<unknown>;
}

export interface StageSettings {
  /** Path of what is run, from the root of the repository: the bundle, or the source that it is made from. */
  entry: string;
  /** Seconds of cloud time that pass in one. */
  timeScale: number;
  /** Cancels every run. */
  cancellation?: AbortSignal;
}

export interface Wish extends Partial<Omit<ActionRun, 'event'>>, Pick<ActionRun, 'event'> {
  /** Tag of the image that the workflow built; without one no image is given. */
  tag?: string;
}

export interface Stage extends Cloud, SimulatorClient {
  timeScale: number;
  /** Looks at the addresses that the cloud gave out. */
  view: View;
  /** Pull request 42, which is opened by its first push; a reset puts another in its place. */
  pullRequest: PullRequest;
  /** The image repository that can be pulled, with this tag. */
  imageOf(tag: string): string;
  /** The same image, named by the digest of that tag. */
  pinnedImageOf(tag: string): string;
  /** Runs the action on the base service. */
  run(wish: Wish): Promise<ActionResult>;
  /** Runs its post step when the job of such a run ends; undefined where the job's end is none of its business. */
  endJob(wish: Wish, end: JobEnd): Promise<ActionResult | undefined>;
  /** Takes the cloud back to its foundation, without anything of ours. */
  reset(): Promise<void>;
}

const NUMBER = 42;

export function createStage(cloud: Cloud, { entry, timeScale, cancellation }: StageSettings): Stage {
  const client = createClient(cloud.endpoint);
  const named = (name: string) => cloud.image.replace(/:[^/:]+$/, name);
  const runOf = ({ tag, inputs, variables, ...wish }: Wish): ActionRun => ({
    simulator: cloud,
    entry,
    ...(cancellation && { cancellation }),
    ...wish,
    variables: { AWS_ACCESS_KEY_ID: accessKeyOf(inputs ?? {}, wish.event.name), ...variables },
    inputs: {
      'base-service': cloud.baseService,
      ...(tag !== undefined && { image: stage.imageOf(tag) }),
      ...inputs,
    },
  });
  const stage: Stage = {
    ...cloud,
    ...client,
    timeScale,
    view: createViewer(cloud),
    pullRequest: new PullRequest(cloud, NUMBER),
    imageOf: (tag) => named(`:${tag}`),
    pinnedImageOf: (tag) => named(`@${digestOfTag(tag)}`),
    run: async (wish) => {
      cancellation?.throwIfAborted();
      return runAction(runOf(wish));
    },
    endJob: (wish, end) => runPostStep(runOf(wish), end),
    async reset() {
      const { status, body } = await client.control('POST', 'reset');
      if (status !== 200) throw new Error(JSON.stringify(body));
      stage.pullRequest = new PullRequest(cloud, NUMBER);
    },
  };
  return stage;
}
