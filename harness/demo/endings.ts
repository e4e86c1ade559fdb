// Owns the chapters in which a pull request ends: one that the action sees close, and one whose end only a sweep finds.
import { isDeepStrictEqual } from 'node:util';
import { findLeftovers, type Leftovers } from '../leftovers.ts';
import { type Act, actFor, actOnSchedule, type Demo, isDone } from './act.ts';
import { nameOf, type Preview } from './pushes.ts';
import { answersUntil, isSilent } from './visit.ts';

/** Lists what is in the cloud, of the base service and of every preview. */
export function findStanding({ stage }: Demo): Promise<Leftovers> {
  return findLeftovers(stage, ['medusa', 'shop-pr-42', 'shop-storefront-pr-42', 'shop-pr-43']);
}

/** `before` is what stood before the pull request was opened. */
export async function close(demo: Demo, preview: Preview, before: Leftovers): Promise<void> {
  const { narrator } = demo;
  const { pullRequest } = preview;
  narrator.chapter('Closed');
  await pullRequest.close();
  const removal = await watchEnding(demo, preview, () => actFor(demo, pullRequest, { happened: 'closed', tag: 'v3' }));
  narrator.promise('the action says "destroyed"', isDone(removal, 'destroyed'));
  await checkGone(demo, preview, { before, removal });
}

/** The run that GitHub starts for a closed pull request is lost, and nobody notices. */
export async function sweep(demo: Demo, preview: Preview, before: Leftovers): Promise<void> {
  const { narrator } = demo;
  const { pullRequest, url, view } = preview;
  narrator.chapter('Swept: what a lost run left behind goes by schedule');
  await pullRequest.close();
  narrator.say(`   Pull request ${pullRequest.number} closes, and no run hears of it.`);
  narrator.promise('its preview still stands', !(await isSilent(view, url)));
  const removal = await watchEnding(demo, preview, () => actOnSchedule(demo, pullRequest));
  narrator.promise('the action says "swept"', isDone(removal, 'swept'));
  await checkGone(demo, preview, { before, removal });
}

/** Looks at the address for as long as the preview is removed. */
async function watchEnding({ narrator }: Demo, { url, view }: Preview, remove: () => Promise<Act>): Promise<Act> {
  const isOver = new AbortController();
  const answers = answersUntil(view, url, isOver.signal);
  const removal = await remove().finally(() => isOver.abort());
  const seen = await answers;
  narrator.say(`   Meanwhile these answered at the address, one after another: ${seen.join(', ')}.`);
  narrator.promise(
    'the address answered 404 once the preview was taken away, and then not at all; nobody else ever answered',
    seen.join() === 'the preview,404,nobody',
  );
  return removal;
}

async function checkGone(
  demo: Demo,
  { pullRequest, url, view }: Preview,
  { before, removal }: { before: Leftovers; removal: Act },
): Promise<void> {
  const { narrator } = demo;
  narrator.promise('the address answers no more', await isSilent(view, url));
  narrator.promise('nothing stands but what stood before', isDeepStrictEqual(await findStanding(demo), before));
  narrator.promise(
    'the comment says that it was destroyed',
    removal.headlines.at(-1) === `${nameOf(pullRequest)} was destroyed`,
  );
  const deployments = await pullRequest.deployments();
  narrator.promise(
    'all its deployments are inactive',
    deployments.length > 0 && deployments.every(({ states }) => states.at(-1) === 'inactive'),
  );
}
