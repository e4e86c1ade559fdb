// Owns a run of the action in the demo: its log as it goes, with what it asked of AWS and GitHub, and what GitHub shows after it.

import { digestOfTag } from '../../packages/simulator/runtime/images.ts';
import type { Simulator } from '../../packages/simulator/simulator.ts';
import { createMeter, type Stretch } from '../meter.ts';
import type { PullRequest } from '../pull-request.ts';
import { type ActionResult, type ActionRun, runAction } from '../runner.ts';
import { headlinesOf, showComment, versionsOf } from './comment.ts';
import type { Narrator } from './narrator.ts';

export interface Stage {
  narrator: Narrator;
  simulator: Simulator;
}

/** The result of a run. */
export interface Act {
  result: ActionResult;
  calls: Stretch;
  /** The headlines that the comment had, in order. */
  headlines: string[];
  /** The text that the comment has now. */
  comment: string;
}

type Happening = 'opened' | 'synchronize' | 'closed';

/** However long a run takes. GitHub allows all runs of a repository 1,000 an hour. */
const MAX_GITHUB_CALLS = 40;

/** Runs it for what happened to a pull request; `tag` is of the image that the workflow built, which it may name by digest. */
export function actFor(
  stage: Stage,
  pullRequest: PullRequest,
  { happened, tag, isPinned = false }: { happened: Happening; tag: string; isPinned?: boolean },
): Promise<Act> {
  const image = stage.simulator.image.replace(/:[^/:]+$/, isPinned ? `@${digestOfTag(tag)}` : `:${tag}`);
  return act(stage, pullRequest, { event: pullRequest.eventOf(happened), inputs: { image } });
}

/** Runs it as a workflow does once in a while; what it does to one pull request is looked at. */
export function actOnSchedule(stage: Stage, pullRequest: PullRequest): Promise<Act> {
  const event = { name: 'schedule', payload: { schedule: '0 5 * * *' } };
  return act(stage, pullRequest, { event, inputs: {} });
}

async function act(
  { narrator, simulator }: Stage,
  pullRequest: PullRequest,
  { event, inputs }: Pick<ActionRun, 'event' | 'inputs'>,
): Promise<Act> {
  const count = createMeter(simulator);
  await count();
  const result = await runAction({
    simulator,
    entry: 'dist/index.js',
    event,
    inputs: { 'base-service': simulator.baseService, ...inputs },
    onLine: (line) => narrator.quote(line),
  });
  const calls = await count();
  const { aws, github } = calls;
  const versions = versionsOf(github.writes);
  narrator.took(result.milliseconds);
  narrator.say(`   Calls to AWS:    ${aws.reads.length} reading, ${aws.writes.length} writing.`);
  narrator.say(`   Calls to GitHub: ${github.reads.length} reading, ${github.writes.length} writing.`);
  showComment(narrator, versions);
  narrator.say(`   deployments: ${await describeDeployments(pullRequest)}`);
  narrator.promise(
    `GitHub was asked little: at most ${MAX_GITHUB_CALLS} calls`,
    github.reads.length + github.writes.length <= MAX_GITHUB_CALLS,
  );
  return { result, calls, headlines: headlinesOf(versions), comment: versions.at(-1) ?? '' };
}

/** `1a2b3c4 inactive, 5d6e7f8 success` */
async function describeDeployments(pullRequest: PullRequest): Promise<string> {
  const deployments = await pullRequest.deployments();
  return deployments.map(({ sha, state }) => `${sha.slice(0, 7)} ${state}`).join(', ');
}

/** The step ended well, and says that it did this. */
export function isDone({ result }: Act, action: string): boolean {
  return result.exitCode === 0 && result.outputs.action === action;
}
