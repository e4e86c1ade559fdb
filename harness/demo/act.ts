// Owns a run of the action in the demo: its log as it goes, with what it asked of AWS and GitHub, and what GitHub shows after it.
import { createMeter, type Stretch } from '../meter.ts';
import type { Happening, PullRequest } from '../pull-request.ts';
import type { ActionResult } from '../runner.ts';
import type { Stage, Wish } from '../stage.ts';
import { headlinesOf, showComment, versionsOf } from './comment.ts';
import type { Narrator } from './narrator.ts';

export interface Demo {
  narrator: Narrator;
  stage: Stage;
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

/** However long a run takes. GitHub allows all runs of a repository 1,000 an hour. */
const MAX_GITHUB_CALLS = 40;

export interface Push {
  happened: Happening;
  /** That of the image which the workflow built. */
  tag: string;
  /** Whether the workflow names the image by its digest. */
  isPinned?: boolean;
  /** Those that the workflow gives besides the image. */
  inputs?: Record<string, string>;
}

/** Runs it for what happened to a pull request. */
export function actFor(
  demo: Demo,
  pullRequest: PullRequest,
  { happened, tag, isPinned = false, inputs = {} }: Push,
): Promise<Act> {
  const image = isPinned ? demo.stage.pinnedImageOf(tag) : demo.stage.imageOf(tag);
  return act(demo, pullRequest, { event: pullRequest.eventOf(happened), inputs: { image, ...inputs } });
}

/** Runs it as a workflow does once in a while; what it does to one pull request is looked at. */
export function actOnSchedule(demo: Demo, pullRequest: PullRequest, inputs: Record<string, string> = {}): Promise<Act> {
  return act(demo, pullRequest, { event: { name: 'schedule', payload: { schedule: '0 5 * * *' } }, inputs });
}

/** Runs it, with what it wrote to GitHub. */
export async function act({ narrator, stage }: Demo, pullRequest: PullRequest, wish: Wish): Promise<Act> {
  const count = createMeter(stage);
  await count();
  const result = await stage.run({ ...wish, onLine: (line) => narrator.quote(line) });
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
  const newestFirst = await pullRequest.deployments();
  return newestFirst
    .map(({ sha, states }) => `${sha.slice(0, 7)} ${states.at(-1) ?? 'none'}`)
    .reverse()
    .join(', ');
}

/** The step ended well, and says that it did this. */
export function isDone({ result }: Act, action: string): boolean {
  return result.exitCode === 0 && result.outputs.action === action;
}
