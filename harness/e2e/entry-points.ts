// Owns the check of images that do something of their own before the command: an entry point that migrates, and a configuration
// that finds its database by other variables.
import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { PullRequest } from '../pull-request.ts';
import type { Check } from './checks.ts';
import type { MedusaStage } from './medusa-stage.ts';
import { deployAs } from './start-line.ts';

const MIGRATES = ['sh', '-c', 'set -e; medusa db:migrate; exec "$@"', 'entry.sh'];
const HAS_TABLES = "SELECT count(*) > 100 FROM pg_tables WHERE schemaname = 'public'";
const EMPTY = { database: 'isolated' };
const QUIET = 'MEDUSA_DISABLE_TELEMETRY=true';

export async function checkEntryPoints(check: Check, stage: MedusaStage): Promise<void> {
  await checkOther(check, stage, new PullRequest(stage, 44));
  await checkMigrating(check, stage, new PullRequest(stage, 45));
}

async function checkOther(check: Check, stage: MedusaStage, pullRequest: PullRequest): Promise<void> {
  await pullRequest.push();
  await check('a migration that finds another database by DB_NAME ends red, and no service is made', async () => {
    await stage.postgres.query('postgres', 'CREATE DATABASE elsewhere OWNER shop');
    const variables = `${QUIET}\nDB_NAME=elsewhere`;
    await rejects(
      () => stage.act(pullRequest, 'opened', { ...EMPTY, variables }),
      /check-tables failed: exit code 52: Medusa used another database/,
    );
    deepEqual(await stage.postgres.query('elsewhere', HAS_TABLES), ['t']);
    deepEqual(await stage.postgres.query('shop_pr_44', HAS_TABLES), ['f']);
  });
  await pullRequest.close();
  await stage.act(pullRequest, 'closed');
}

async function checkMigrating(check: Check, stage: MedusaStage, pullRequest: PullRequest): Promise<void> {
  await pullRequest.push();
  await check('an entry point that migrates before it passes the command on makes its first deploy', async () => {
    const inputs = { ...EMPTY, variables: QUIET };
    const start = { entryPoint: MIGRATES, command: ['medusa', 'start'] };
    const { log, outputs } = await deployAs({ stage, pullRequest, inputs }, start);
    equal(outputs.action, 'created');
    match(log, /create-database and migrate-command run in task/);
    deepEqual(await stage.postgres.query('shop_pr_45', HAS_TABLES), ['t']);
  });
  await pullRequest.close();
  await stage.act(pullRequest, 'closed');
}
