// Owns the checks of how an environment's database is made and dropped by a real server: whose it is, what is in it, and what
// a run that was cut short leaves.
import { deepEqual, equal, match } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from './checks.ts';
import { checkConnections } from './database-connections.ts';
import type { Postgres } from './postgres.ts';
import { expectEnd, MARK, PASSWORD, type RunScript, scriptIn } from './script-run.ts';

const NAME = 'books_pr_42';
const DRAFT = `medusa_preview_${createHash('sha256').update(MARK).digest('hex').slice(0, 16)}`;
const KILLS = 8;
const MILLISECONDS_BETWEEN_KILLS = 30;

interface Bench {
  check: Check;
  postgres: Postgres;
  run: RunScript;
}

export async function checkDatabaseScript(check: Check, postgres: Postgres, programs: string): Promise<void> {
  for (const [role, may] of Object.entries({ clerk: 'CREATEDB', plain: '', other: 'CREATEDB' })) {
    await postgres.query('postgres', `CREATE ROLE ${role} LOGIN ${may} PASSWORD '${PASSWORD}'`);
  }
  for (const [database, owner] of Object.entries({ books: 'clerk', plainbase: 'plain', golden: 'clerk' })) {
    await postgres.query('postgres', `CREATE DATABASE ${database} OWNER ${owner}`);
  }
  await postgres.query('golden', 'CREATE TABLE shelf AS SELECT 8 AS height');
  const bench = {
    check: tidily(check, postgres),
    postgres,
    run: scriptIn({ url: postgres.url('books', 'clerk', PASSWORD) }),
  };
  await checkLife(bench);
  await checkSources(bench);
  await checkOwnership(bench);
  await checkInterruptions(bench);
  await checkConnections(check, postgres, programs);
}

/** Whatever a check leaves, the next begins without it. */
function tidily(check: Check, postgres: Postgres): Check {
  const tidy = async () => {
    for (const name of [NAME, DRAFT]) await postgres.query('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return (title, body) => check(title, () => body().finally(tidy));
}

async function checkLife({ check, postgres, run }: Bench): Promise<void> {
  await check('database: made, there already, dropped, gone already', async () => {
    await expectEnd(run({ action: 'create', name: NAME }), 0, /: created empty$/m);
    deepEqual(await stateOf(postgres), [`${NAME}|${MARK}|t|-1|clerk`]);
    await postgres.query(NAME, 'CREATE TABLE kept AS SELECT 7 AS x');
    await expectEnd(run({ action: 'create', name: NAME }), 0, /exists already$/m);
    deepEqual(await postgres.query(NAME, 'SELECT x FROM kept'), ['7']);
    await expectEnd(run({ action: 'drop', name: NAME }), 0, /: dropped$/m);
    await expectEnd(run({ action: 'drop', name: NAME }), 0, /does not exist$/m);
    deepEqual(await stateOf(postgres), []);
  });
  await check('database: without the preload none is made, and none is checked', async () => {
    const url = postgres.url('books', 'clerk', PASSWORD);
    const lost = scriptIn({ url, variables: { MEDUSA_PREVIEW_SERVER_URL: '', DATABASE_URL: url } });
    for (const action of ['create', 'check'] as const) {
      await expectEnd(lost({ action, name: NAME }), 50, /NODE_OPTIONS was overwritten or cleared/);
    }
    deepEqual(await stateOf(postgres), []);
  });
  await check('database: one that has no table after a migration', async () => {
    await run({ action: 'create', name: NAME });
    await expectEnd(run({ action: 'tables', name: NAME }), 52, /Medusa used another database$/m);
    await postgres.query(NAME, 'CREATE TABLE product (id text)');
    equal((await run({ action: 'tables', name: NAME })).exitCode, 0);
  });
  await check('database: a name and a mark that need quoting', async () => {
    const odd = { name: `od"d-näme'; x`, mark: `medusa-preview o'dd\\"/pr` };
    await expectEnd(run({ action: 'create', ...odd }), 0, /created/);
    await expectEnd(run({ action: 'drop', ...odd }), 0, /dropped/);
  });
  await check("database: a superuser's connection is in the way of dropping it", async () => {
    await run({ action: 'create', name: NAME });
    const sleeping = postgres.query(NAME, 'SET ROLE clerk', 'SELECT pg_sleep(30)').catch(() => undefined);
    await untilConnected(postgres, NAME);
    await expectEnd(run({ action: 'drop', name: NAME }), 46, /must be a superuser to terminate superuser process/);
    await postgres.query(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${NAME}'`,
    );
    await sleeping;
    await expectEnd(run({ action: 'drop', name: NAME }), 0, /dropped/);
  });
  await check('database: three at once make one', async () => {
    const ends = await Promise.all([1, 2, 3].map(() => run({ action: 'create', name: NAME, template: 'golden' })));
    deepEqual(
      ends.map(({ exitCode }) => exitCode),
      [0, 0, 0],
    );
    equal(ends.filter(({ output }) => output.includes('created')).length, 1);
  });
}

async function checkSources({ check, postgres, run }: Bench): Promise<void> {
  const byOther = scriptIn({ url: postgres.url('books', 'other', PASSWORD) });
  await check('database: a copy of a template has its data', async () => {
    await expectEnd(run({ action: 'create', name: NAME, template: 'golden' }), 0, /created from "golden"$/m);
    deepEqual(await postgres.query(NAME, 'SELECT height FROM shelf'), ['8']);
  });
  await check("database: a copy of the base's own, to which nobody is connected", () =>
    expectEnd(run({ action: 'create', name: NAME, isAddressCopied: true }), 0, /created from "books"$/m),
  );
  await check('database: the base in use is not copied, and nobody waits long for it', async () => {
    const sleeping = postgres.query('books', 'SELECT pg_sleep(60)').catch(() => undefined);
    await untilConnected(postgres, 'books');
    for (const source of [{ isAddressCopied: true }, { template: 'books' }] as const) {
      await expectEnd(run({ action: 'create', name: NAME, ...source }), 47, /is being accessed by other users/);
    }
    await expectEnd(run({ action: 'create', name: NAME }), 0, /: created empty$/m);
    await postgres.query('postgres', "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'books'");
    await sleeping;
  });
  await check('database: a template that is not there', () =>
    expectEnd(run({ action: 'create', name: NAME, template: 'nope' }), 48, /template database "nope" does not exist/),
  );
  await check("database: somebody else's template", () =>
    expectEnd(byOther({ action: 'create', name: NAME, template: 'golden' }), 46, /permission denied to copy/),
  );
  await check('database: a base that may not be copied', () =>
    expectEnd(byOther({ action: 'create', name: NAME, isAddressCopied: true }), 46, /permission denied to copy/),
  );
  await check('database: no permission to make one', () => {
    const byPlain = scriptIn({ url: postgres.url('plainbase', 'plain', PASSWORD) });
    return expectEnd(byPlain({ action: 'create', name: NAME }), 46, /permission denied to create database/);
  });
}

async function checkOwnership({ check, postgres, run }: Bench): Promise<void> {
  const refused = async (name: string) => {
    for (const action of ['create', 'drop'] as const) {
      await expectEnd(run({ action, name }), 49, /does not belong to this environment, and was not changed/);
    }
    deepEqual(await postgres.query('postgres', `SELECT datname FROM pg_database WHERE datname = '${name}'`), [name]);
  };
  await check("database: one without a mark, one with another's, and the base itself are left alone", async () => {
    await postgres.query('postgres', 'CREATE DATABASE theirs OWNER clerk');
    await refused('theirs');
    await postgres.query('postgres', "COMMENT ON DATABASE theirs IS 'medusa-preview acme/shop:shop pr-4'");
    await refused('theirs');
    await refused('books');
  });
}

async function checkInterruptions({ check, postgres, run }: Bench): Promise<void> {
  const healed = async () => {
    await expectEnd(run({ action: 'create', name: NAME }), 0, /: created/);
    deepEqual(await stateOf(postgres), [`${NAME}|${MARK}|t|-1|clerk`]);
  };
  await check('database: made but not marked, or marked but not named, is made anew', async () => {
    await postgres.query('postgres', `CREATE DATABASE ${DRAFT} OWNER clerk ALLOW_CONNECTIONS false`);
    await healed();
    await run({ action: 'drop', name: NAME });
    await postgres.query('postgres', `CREATE DATABASE ${DRAFT} OWNER clerk`);
    await postgres.query('postgres', `COMMENT ON DATABASE ${DRAFT} IS '${MARK}'`);
    await expectEnd(run({ action: 'drop', name: NAME }), 0, /does not exist/);
    deepEqual(await stateOf(postgres), []);
  });
  await check('database: one that nobody is let into, or half dropped, is made anew', async () => {
    await run({ action: 'create', name: NAME });
    await postgres.query('postgres', `ALTER DATABASE ${NAME} ALLOW_CONNECTIONS false`);
    await healed();
    await postgres.query('postgres', `UPDATE pg_database SET datconnlimit = -2 WHERE datname = '${NAME}'`);
    await healed();
    await postgres.query('postgres', `UPDATE pg_database SET datconnlimit = -2 WHERE datname = '${NAME}'`);
    await expectEnd(run({ action: 'drop', name: NAME }), 0, /dropped/);
  });
  await check('database: killed at any moment, the next run heals what is left', async () => {
    const url = postgres.url('books', 'clerk', PASSWORD);
    for (let kill = 0; kill < KILLS; kill++) {
      const action = kill % 2 === 0 ? 'create' : 'drop';
      const signal = AbortSignal.timeout(90 + kill * MILLISECONDS_BETWEEN_KILLS);
      await scriptIn({ url, signal })({ action, name: NAME }).catch(() => undefined);
      match((await run({ action: 'create', name: NAME })).output, /created|exists already/);
      deepEqual(await stateOf(postgres), [`${NAME}|${MARK}|t|-1|clerk`]);
    }
  });
}

/** The environment's database and its draft: name, mark, whether anybody is let in, limit of connections, owner. */
function stateOf(postgres: Postgres): Promise<string[]> {
  return postgres.query(
    'postgres',
    `SELECT datname, shobj_description(oid, 'pg_database'), datallowconn, datconnlimit, pg_get_userbyid(datdba)
     FROM pg_database WHERE datname IN ('${NAME}', '${DRAFT}')`,
  );
}

async function untilConnected(postgres: Postgres, database: string): Promise<void> {
  const asked = `SELECT 1 FROM pg_stat_activity WHERE datname = '${database}'`;
  while ((await postgres.query('postgres', asked)).length === 0) await sleep(50);
}
