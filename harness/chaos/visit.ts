// Owns a visitor of a preview that sleeps behind the waker: a browser that opens its address, and again as its page reloads itself.
import type { ActionResult } from '../runner.ts';
import { OPENS_PAGE } from '../viewer.ts';
import { addressesOf } from './inventory.ts';
import type { WatchedStage } from './watch.ts';

const RELOAD_SECONDS = 2;
/** Far more than a waking takes. */
const MAX_RELOADS = 300;
/** No measure of anything: it ends a question that nobody answers. */
const MAX_ANSWER_MS = 10_000;

/** In the form of a run: it comes to a good end when the preview has answered. */
export async function visit(stage: WatchedStage): Promise<ActionResult> {
  const startedAt = performance.now();
  const [address = ''] = await addressesOf(stage);
  const isWoken = await isReached(stage, `${address}/app`);
  const log = isWoken ? '' : `::error::${address} did not answer a visitor.\n`;
  const milliseconds = performance.now() - startedAt;
  return { exitCode: isWoken ? 0 : 1, log, outputs: {}, summary: '', state: {}, milliseconds };
}

async function isReached(stage: WatchedStage, url: string): Promise<boolean> {
  for (let reloads = 0; reloads < MAX_RELOADS; reloads += 1) {
    if ((await statusOf(stage, url)) === 200) return true;
    // Nobody reloads a page that is not the waker's.
    await stage.pass(RELOAD_SECONDS);
  }
  return false;
}

/** Undefined where the answer breaks off, as it does when its task is killed. */
async function statusOf(stage: WatchedStage, url: string): Promise<number | undefined> {
  const options = { headers: OPENS_PAGE, signal: AbortSignal.timeout(MAX_ANSWER_MS) };
  const answer = await stage.view(url, options).catch(() => undefined);
  return answer?.status;
}
