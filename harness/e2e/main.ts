// Owns the command `npm run e2e`: real Medusas with a real PostgreSQL and Redis, deployed by the bundled action, visited by a real browser.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyBundle } from '../bundle-copy.ts';
import { prepareBaseDatabase } from './base-database.ts';
import { openBrowser } from './browser.ts';
import { createChecks } from './checks.ts';
import { checkDatabaseScript } from './database-script.ts';
import { checkGate } from './gate.ts';
import { openMedusaStage } from './medusa-stage.ts';
import { startPostgres } from './postgres.ts';
import { checkPreviews } from './previews.ts';
import { findPrograms, MissingError } from './programs.ts';
import { startRedis } from './redis.ts';
import { SERVER, setUp } from './setup.ts';
import { checkStorefront } from './storefront.ts';

/** Those that `--only` takes, parted by commas. */
const GROUPS = ['database', 'sealed', 'previews', 'sleep', 'gate', 'storefront'];
const ENDS = { failed: 1, missing: 2, interrupted: 130 };

const { bundle, only } = parseArgs({
  options: { bundle: { type: 'string', default: 'dist/index.js' }, only: { type: 'string', default: GROUPS.join() } },
}).values;
const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => interruption.abort(new Error(`Interrupted by ${name}.`)));
}
const { check, count } = createChecks(say, interruption.signal);
const startedAt = performance.now();
try {
  await play();
  const { passed, failed } = count();
  say(
    `${passed} passed, ${failed} failed, in ${Math.round((performance.now() - startedAt) / 1000)} s. Pictures: build/e2e`,
  );
  if (failed > 0) process.exitCode = ENDS.failed;
} catch (error) {
  const isInterrupted = interruption.signal.aborted;
  say((isInterrupted ? interruption.signal.reason : error).message);
  process.exitCode = isInterrupted ? ENDS.interrupted : endOf(error);
}

/** However it ends, everything that was started is stopped, the last first. */
async function play(): Promise<void> {
  const { signal } = interruption;
  const asked = only.split(',');
  const unknown = asked.find((group) => !GROUPS.includes(group));
  if (unknown !== undefined) throw new Error(`--only does not know ${unknown}; there are ${GROUPS.join(', ')}.`);
  const isAsked = (group: string) => asked.includes(group);
  const programs = findPrograms();
  const entry = copyBundle(bundle, 'build/e2e-bundle');
  await setUp(say, signal);
  await using started = new AsyncDisposableStack();
  const postgres = await startPostgres(programs.postgres);
  started.defer(() => postgres.stop());
  if (isAsked('database')) await checkDatabaseScript(check, postgres, programs.postgres);
  if (asked.every((group) => group === 'database')) return;
  say('Preparing the database of the base service …');
  await prepareBaseDatabase(postgres, signal);
  const redis = await startRedis(programs.redis);
  started.defer(() => redis.stop());
  const stage = await openMedusaStage({ postgres, redisUrl: redis.url, entry, interruption: signal });
  started.defer(async () => void (await stage.stop()));
  // Uploads of all previews, since they share this folder.
  started.defer(() => rmSync(join(SERVER, 'static'), { recursive: true, force: true }));
  const browser = await openBrowser(programs.chromium, stage);
  started.defer(() => browser.close());
  signal.addEventListener('abort', () => void browser.close());
  if (['sealed', 'previews', 'sleep'].some(isAsked)) {
    say('Deploying two previews …');
    await checkPreviews({ stage, check, browser, say, isAsked });
  }
  if (isAsked('gate')) {
    say('Deploying a preview with a gate …');
    await checkGate({ stage, check, browser });
  }
  if (!isAsked('storefront')) return;
  say('Deploying a backend and its storefront …');
  await checkStorefront({ stage, check, browser, interruption: signal });
}

function endOf(error: unknown): number {
  return error instanceof MissingError ? ENDS.missing : ENDS.failed;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
