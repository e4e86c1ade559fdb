// Owns the chapters in which a pull request is open: its first deploy, the same once more, and pushes good and bad.

import type { PullRequest } from '../pull-request.ts';
import type { View } from '../viewer.ts';
import { type Act, actFor, type Demo, isDone } from './act.ts';
import { answeringTag } from './visit.ts';

/** A pull request with its preview. */
export interface Preview {
  pullRequest: PullRequest;
  url: string;
  view: View;
}

export async function open(
  demo: Demo,
  { pullRequest, view, title, inputs = {} }: Omit<Preview, 'url'> & { title: string; inputs?: Record<string, string> },
): Promise<Preview> {
  const { narrator } = demo;
  narrator.chapter(title);
  const first = await actFor(demo, pullRequest, { happened: 'opened', tag: 'v1', inputs });
  const url = first.result.outputs.url ?? '';
  narrator.promise('the action says "created" and gives an HTTPS address', isDone(first, 'created') && isAddress(url));
  narrator.promise(
    'the comment follows the run, and ends with the address and the commit',
    first.headlines.join() === `⏳ ${nameOf(pullRequest)} is being deployed,✅ ${nameOf(pullRequest)} is up` &&
      first.comment.includes(`**${url}**`) &&
      namesCommit(first, pullRequest.sha),
  );
  return { pullRequest, url, view };
}

export async function runAgain(demo: Demo, { pullRequest }: Preview): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Run again: nothing changed');
  const again = await actFor(demo, pullRequest, { happened: 'opened', tag: 'v1' });
  const { aws, github } = again.calls;
  narrator.promise('the action says "unchanged"', isDone(again, 'unchanged'));
  narrator.promise('it wrote nothing to AWS', aws.writes.length === 0);
  narrator.promise('it wrote to GitHub once: the comment', namesOf(github.writes) === 'issues/updateComment');
}

export async function pushImage(demo: Demo, { pullRequest, url, view }: Preview): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Pushed: a new commit, and a new image');
  await pullRequest.push();
  const update = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'v2' });
  narrator.promise('the action says "updated"', isDone(update, 'updated'));
  narrator.promise('the address is the same', update.result.outputs.url === url);
  narrator.promise('the new image answers', (await answeringTag(view, url)) === 'v2');
  const written = namesOf(update.calls.aws.writes);
  narrator.promise(
    'only a revision, its migration and its rollout were written',
    written === 'RegisterTaskDefinition,RunTask,UpdateService',
  );
  narrator.promise('the comment names the new commit', namesCommit(update, pullRequest.sha));
}

export async function pushSameTag(demo: Demo, { pullRequest }: Preview): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Pushed: a new commit, and another image under the same tag');
  await pullRequest.push();
  const push = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'v2' });
  narrator.promise('the action says "updated"', isDone(push, 'updated'));
  narrator.promise(
    'the tag was rolled out anew, after its migration',
    namesOf(push.calls.aws.writes) === 'RegisterTaskDefinition,RunTask,UpdateService',
  );
  narrator.promise('the comment names the new commit', namesCommit(push, pullRequest.sha));
}

/** By its digest an image is known to be the same. */
export async function pushSameDigest(demo: Demo, { pullRequest }: Preview): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Pushed: a new commit, and an image named by its digest');
  const first = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'v2', isPinned: true });
  narrator.promise('the action says "updated"', isDone(first, 'updated'));
  narrator.chapter('Pushed: a new commit, and the very same image');
  const { sha } = pullRequest;
  await pullRequest.push();
  const push = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'v2', isPinned: true });
  narrator.promise('the action says "unchanged"', isDone(push, 'unchanged'));
  narrator.promise('it wrote nothing to AWS', push.calls.aws.writes.length === 0);
  narrator.promise(
    'the comment says since which commit the image runs, and names no other',
    push.comment.includes(`Image unchanged since [\`${sha.slice(0, 7)}\`]`) && !push.comment.includes(pullRequest.sha),
  );
  const [newest] = await pullRequest.deployments();
  narrator.promise('the deployment of that commit stays', newest?.sha === sha && newest.states.at(-1) === 'success');
}

export async function pushCrash(demo: Demo, { pullRequest, url, view }: Preview): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Pushed: a commit that crashes');
  // The image that answers came with the commit before the last one.
  const good = pullRequest.commits.at(-2) ?? '';
  await pullRequest.push();
  const { result, comment, headlines } = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'crash' });
  narrator.promise('the step fails, and says why', result.exitCode === 1 && result.log.includes('exit code 1'));
  narrator.promise('the last good version still answers', (await answeringTag(view, url)) === 'v2');
  narrator.promise(
    'the comment says that it failed, and holds the reason',
    headlines.at(-1) === `❌ ${nameOf(pullRequest)} failed` && comment.includes('exit code 1'),
  );
  narrator.promise(
    'the comment says which older commit is still shown',
    comment.includes(`It still shows [\`${good.slice(0, 7)}\`]`),
  );
}

export async function pushFixed(demo: Demo, { pullRequest, url, view }: Preview): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Pushed: a commit that fixes it');
  await pullRequest.push();
  const fixed = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'v3' });
  narrator.promise('the action says "updated"', isDone(fixed, 'updated'));
  narrator.promise('the fixed image answers', (await answeringTag(view, url)) === 'v3');
  narrator.promise(
    'the comment names the new commit, and nothing older',
    namesCommit(fixed, pullRequest.sha) && !fixed.comment.includes('still shows'),
  );
  narrator.promise('all this stood in one comment', (await pullRequest.comments()).length === 1);
  const [newest, ...older] = (await pullRequest.deployments()).map(({ states }) => states.at(-1));
  narrator.promise(
    'of its deployments only the newest is active',
    newest === 'success' && older.every((state) => state === 'inactive'),
  );
}

/** How the comment calls its preview. */
export function nameOf({ number }: PullRequest): string {
  return `Preview \`pr-${number}\``;
}

export function namesOf(calls: { operation: string }[]): string {
  return calls.map(({ operation }) => operation).join();
}

export function namesCommit({ comment }: Act, sha: string): boolean {
  return comment.includes(`Commit [\`${sha.slice(0, 7)}\`]`);
}

export function isAddress(url: string): boolean {
  return /^https:\/\/d[a-z0-9]+\.cloudfront\.net$/.test(url);
}
