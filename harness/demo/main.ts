// Owns the demo: the life of a pull request, on the simulated cloud, with the bundle that a workflow would run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStage } from '../stages.ts';
import { playChapters } from './chapters.ts';
import { keepOpen } from './keep.ts';
import { Narrator } from './narrator.ts';

/** At this pace a VPC origin, some nine minutes in the cloud, takes about five seconds. */
const TIME_SCALE = 100;

const isKept = readFlags();
// All that is written on the way lies in one folder, which goes however the demo ends.
const folder = mkdtempSync(join(tmpdir(), 'demo-'));
process.env.TMPDIR = folder;
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
const narrator = new Narrator(TIME_SCALE);
const startedAt = performance.now();
const stage = await openStage({ entry: 'dist/index.js', timeScale: TIME_SCALE });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
try {
  const url = await playChapters({ narrator, stage }, { mayRemove: !isKept });
  narrator.chapter('The end');
  narrator.took(performance.now() - startedAt);
  narrator.say(
    narrator.brokenPromises === 0 ? '   Every promise was kept.' : `   Promises broken: ${narrator.brokenPromises}.`,
  );
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (isKept) await keepOpen(narrator, stage, url);
} finally {
  await stage.stop();
}
process.exitCode = narrator.brokenPromises === 0 ? 0 : 1;

function stop(): void {
  narrator.say('   Stopped before its end.');
  void stage.stop().finally(() => process.exit(1));
}

/** Whether the URL is to stay open. A flag that does not exist ends the demo with a sentence. */
function readFlags(): boolean {
  try {
    return parseArgs({ options: { keep: { type: 'boolean', default: false } } }).values.keep;
  } catch (error) {
    process.stderr.write(`${(error as Error).message} The demo knows only --keep.\n`);
    process.exit(2);
  }
}
