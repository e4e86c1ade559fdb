// Owns the chapters of the demo: the life of a pull request, chapter by chapter, and that of a second one whose end is missed.

import { PullRequest } from '../pull-request.ts';
import { createViewer } from '../viewer.ts';
import type { Stage } from './act.ts';
import { close, findStanding, sweep } from './endings.ts';
import { open, pushCrash, pushFixed, pushImage, pushSameDigest, pushSameTag, runAgain } from './pushes.ts';
import { answeringTag, lookThroughUrl } from './visit.ts';

/** Returns the URL of the first pull request's preview, which is left standing where it may not be removed. */
export async function playChapters(stage: Stage, { mayRemove }: { mayRemove: boolean }): Promise<string> {
  const { narrator, simulator } = stage;
  const view = createViewer(simulator);
  narrator.say(
    `A simulated AWS runs at ${simulator.endpoint}: cluster "shop" with the service "medusa" behind an internal load balancer.`,
  );
  narrator.say('A simulated GitHub has the pull requests, and the action runs as a workflow runs it: dist/index.js.');

  const base = await findStanding(stage);
  const pullRequest = new PullRequest(simulator, 42);
  const preview = await open(stage, { pullRequest, view, title: 'Opened: the first deploy' });
  narrator.chapter('A request through the URL');
  await lookThroughUrl(narrator, view, preview.url);
  await runAgain(stage, preview);
  await pushImage(stage, preview);
  await pushSameTag(stage, preview);
  await pushSameDigest(stage, preview);
  await pushCrash(stage, preview);
  await pushFixed(stage, preview);
  if (mayRemove) await close(stage, preview, base);

  const before = await findStanding(stage);
  const second = await open(stage, {
    pullRequest: new PullRequest(simulator, 43),
    view,
    title: 'Opened: a second pull request',
  });
  await sweep(stage, second, before);
  if (!mayRemove) {
    narrator.promise(
      'the preview of pull request 42, which is open, stays',
      (await answeringTag(view, preview.url)) === 'v3',
    );
  }
  return preview.url;
}
