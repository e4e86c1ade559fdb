// Owns the chapters of a night: a preview that nobody visits is put to sleep by the sweep, woken by a visit, and updated asleep.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceRow } from '../../packages/simulator/ecs/tables.ts';
import { OPENS_PAGE, type ViewerAnswer } from '../viewer.ts';
import { deployWaker } from '../waker.ts';
import { act, actFor, actOnSchedule, type Demo, isDone } from './act.ts';
import { nameOf, namesCommit, namesOf, type Preview } from './pushes.ts';
import { answeringTag } from './visit.ts';

/** The workflow of the preview has it among its inputs. It is short, so that the night is. */
export const IDLE = { 'sleep-after': '5m' };

/** Until a request counts as a visit; and as long again, until that visit is longer ago than a preview may be idle. */
const PAUSE_SECONDS = 600;
/** A waking is over long before. */
const MAX_RELOADS = 120;

/** An administrator deploys the waker once. Returns the inputs of what puts to sleep. */
export async function prepareNight({ stage }: Demo): Promise<Record<string, string>> {
  return { waker: await deployWaker(stage, mkdtempSync(join(tmpdir(), 'waker-'))) };
}

/** `inputs` are those of what puts to sleep. */
export async function playNight(demo: Demo, preview: Preview, inputs: Record<string, string>): Promise<void> {
  await leaveAlone(demo, preview, inputs);
  await visitAsleep(demo, preview);
  await pushAsleep(demo, preview, inputs);
}

async function leaveAlone(demo: Demo, preview: Preview, inputs: Record<string, string>): Promise<void> {
  const { narrator, stage } = demo;
  const { pullRequest, url, view } = preview;
  narrator.chapter('The night: nobody visits it');
  narrator.say(
    `   It may be left alone for ${IDLE['sleep-after']}. Somebody looks at it once more, and then nobody does.`,
  );
  await stage.pass(PAUSE_SECONDS);
  await view(url);
  await stage.pass(PAUSE_SECONDS);
  const sweep = await actOnSchedule(demo, pullRequest, inputs);
  narrator.promise(
    'the sweep puts it to sleep, and says since when nobody visited it',
    isDone(sweep, 'swept') && /Nobody visited it since \d/.test(sweep.result.log),
  );
  narrator.promise('it is to have no task', (await countTasks(preview, demo)) === 0);
  narrator.promise(
    'the comment says that it is asleep, and that a visit wakes it',
    sweep.headlines.at(-1) === `💤 ${nameOf(pullRequest)} is asleep` && sweep.comment.includes('A visit wakes it'),
  );
}

async function visitAsleep(demo: Demo, preview: Preview): Promise<void> {
  const { narrator, stage } = demo;
  const { url, view } = preview;
  narrator.chapter('The morning: a browser visits it');
  narrator.say('   Its rule leads to the waker, which an administrator has made with examples/aws/wake.yaml.');
  const asked = await view(`${url}/store/products`);
  narrator.promise('a program gets 503 with "Retry-After", in JSON', isForLater(asked) && stateOf(asked) === 'asleep');
  narrator.promise('it wakes nothing', (await countTasks(preview, demo)) === 0);
  const startedAt = performance.now();
  const open = () => view(`${url}/app`, { headers: OPENS_PAGE });
  let page = await open();
  narrator.promise(
    'the browser gets a page that says that it is waking up, and is closed to search engines',
    isForLater(page) && page.body.includes('is waking up') && page.headers['x-robots-tag'] === 'noindex',
  );
  for (let reloads = 0; page.status === 503 && reloads < MAX_RELOADS; reloads++) {
    await stage.pass(Number(page.headers['retry-after'] ?? 1));
    page = await open();
  }
  narrator.took(performance.now() - startedAt);
  narrator.promise('reloaded as it says, it becomes the preview', page.status === 200);
  narrator.promise('the same image answers at the same address', (await answeringTag(view, url)) === 'v1');
}

async function pushAsleep(demo: Demo, preview: Preview, inputs: Record<string, string>): Promise<void> {
  const { narrator } = demo;
  const { pullRequest, url, view } = preview;
  narrator.chapter('Asleep again, by hand');
  const event = pullRequest.eventOf('synchronize');
  const sleep = await act(demo, pullRequest, { event, inputs: { mode: 'sleep', ...inputs } });
  narrator.promise('the action says "asleep"', isDone(sleep, 'asleep') && (await countTasks(preview, demo)) === 0);
  narrator.chapter('Pushed while it is asleep');
  await pullRequest.push();
  const update = await actFor(demo, pullRequest, { happened: 'synchronize', tag: 'v2', inputs: IDLE });
  const written = namesOf(update.calls.aws.writes).split(',');
  narrator.promise('the action says "updated"', isDone(update, 'updated'));
  narrator.promise(
    'one change of its service wakes it with the new version',
    written.filter((name) => name === 'UpdateService').length === 1,
  );
  narrator.promise('the new image answers at the same address', (await answeringTag(view, url)) === 'v2');
  narrator.promise(
    'the comment names the new commit, and says no more that it is asleep',
    namesCommit(update, pullRequest.sha) && !/asleep/i.test(update.comment),
  );
}

function isForLater({ status, headers }: ViewerAnswer): boolean {
  return status === 503 && Number(headers['retry-after']) > 0;
}

/** In the answer to a program. */
function stateOf({ body }: ViewerAnswer): string {
  return (JSON.parse(body) as { state: string }).state;
}

/** How many tasks its service is to have. */
async function countTasks({ pullRequest }: Preview, { stage }: Demo): Promise<number | undefined> {
  const { ecs } = await stage.state<{ ecs: { services: Record<string, ServiceRow> } }>('ecs');
  return Object.values(ecs.services).find(({ name }) => name === `shop-pr-${pullRequest.number}`)?.desiredCount;
}
