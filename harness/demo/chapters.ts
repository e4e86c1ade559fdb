// Owns the chapters of the demo: the life of a pull request, chapter by chapter, and that of a second one whose end is missed.

import { PullRequest } from '../pull-request.ts';
import type { Demo } from './act.ts';
import { close, findStanding, sweep } from './endings.ts';
import { IDLE, playNight, prepareNight } from './night.ts';
import { open, pushCrash, pushFixed, pushImage, pushSameDigest, pushSameTag, runAgain } from './pushes.ts';
import { closeStorefront, openStorefront, prepare } from './shop.ts';
import { answeringTag, lookThroughUrl } from './visit.ts';

/** Returns the URL of the first pull request's preview, which is left standing where it may not be removed. */
export async function playChapters(demo: Demo, { mayRemove }: { mayRemove: boolean }): Promise<string> {
  const { narrator, stage } = demo;
  const { view } = stage;
  narrator.say(
    `A simulated AWS runs at ${stage.endpoint}: cluster "shop" with the service "medusa" behind an internal load balancer.`,
  );
  narrator.say('A simulated GitHub has the pull requests, and the action runs as a workflow runs it: dist/index.js.');

  const base = await findStanding(demo);
  const { pullRequest } = stage;
  const address = await prepare(demo, pullRequest);
  const preview = await open(demo, { pullRequest, view, title: 'The image is built: the first deploy' });
  narrator.promise('the address is the one that was prepared', preview.url === address);
  narrator.chapter('A request through the URL');
  await lookThroughUrl(narrator, view, preview.url);
  await runAgain(demo, preview);
  await pushImage(demo, preview);
  await pushSameTag(demo, preview);
  await pushSameDigest(demo, preview);
  await pushCrash(demo, preview);
  await pushFixed(demo, preview);
  const storefront = await openStorefront(demo, preview);
  if (mayRemove) {
    await closeStorefront(demo, preview, storefront);
    await close(demo, preview, base);
  }

  const night = await prepareNight(demo);
  const before = await findStanding(demo);
  const other = new PullRequest(stage, 43);
  await other.push();
  const second = await open(demo, { pullRequest: other, view, title: 'Opened: a second pull request', inputs: IDLE });
  await playNight(demo, second, night);
  await sweep(demo, second, before);
  if (!mayRemove) {
    narrator.promise(
      'the preview of pull request 42, which is open, stays',
      (await answeringTag(view, preview.url)) === 'v3',
    );
  }
  return preview.url;
}
