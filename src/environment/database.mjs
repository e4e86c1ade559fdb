// Owns an environment's database, from within the backend's own image: Node runs this in a one-off task, and its last word
// says what is asked for: {"action":…,"name":…,"mark":…,"template":…,"base":…}. The actions are
//   create, drop  the database of that name.
//   check   before anything is migrated: DATABASE_URL leads to that database.
//   tables  after a migration: that database has tables, else Medusa found another one.
// The comment of a database says whose it is. One that has not exactly this mark is left alone.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

// It ignores NODE_OPTIONS, and does not even hand over the last word.
if (process.versions.bun) {
  console.error('node is Bun in this image: it ignores NODE_OPTIONS, which leads Medusa to its database');
  process.exit(51);
}

const { action, name, mark, template, base } = JSON.parse(process.argv.at(-1));
const { DATABASE_URL = '', MEDUSA_PREVIEW_SERVER_URL } = process.env;

const MIN_POSTGRES_VERSION = 13;
/** How Node ends where PostgreSQL will not: it is not permitted, somebody is connected, there is no such template. */
const EXIT_CODES = { 42501: 46, 55006: 47, '3D000': 48 };
/** A server that does not answer must not hold up what is told of it. */
const MAX_FAREWELL_MILLISECONDS = 1000;

function refuse(exitCode, message) {
  throw Object.assign(new Error(message), { exitCode });
}

/** The preload sets both: where it is lost, Medusa would go on with the database of the base service. */
function refuseWithoutPreload() {
  const [, led] = /^postgres(?:ql)?:\/\/[^/?#]*\/([^?#]+)/.exec(DATABASE_URL) ?? [];
  if (MEDUSA_PREVIEW_SERVER_URL && led === name) return;
  const lost = /#medusa-preview&/.test(process.env.NODE_OPTIONS) ? 'DATABASE_URL' : 'NODE_OPTIONS';
  refuse(50, `${lost} was set anew or cleared on the way, so DATABASE_URL does not lead to this database`);
}

/** From 2.11.0 on Medusa brings pg along; before that its application had to. */
function loadClient() {
  const require = createRequire(import.meta.url);
  const paths = [process.cwd(), `${process.cwd()}/.medusa/server`];
  for (const source of ['@medusajs/framework/pg', 'pg']) {
    try {
      return require(require.resolve(source, { paths })).Client;
    } catch {}
  }
  return refuse(42, `Medusa was not found in ${process.cwd()}, where the image starts, nor was pg`);
}

/** What the address says about TLS holds. Where it says nothing, TLS is tried if PostgreSQL will not do without. */
async function connect(Client) {
  // The preload leads DATABASE_URL to the database that may not be there, and keeps what it was.
  const connectionString = action === 'tables' ? DATABASE_URL : (MEDUSA_PREVIEW_SERVER_URL ?? DATABASE_URL);
  if (!/^postgres(ql)?:\/\/[^/?#]*\/[^/?#]/.test(connectionString)) {
    refuse(41, 'DATABASE_URL is no address such as postgres://user:password@host:5432/medusa');
  }
  const open = async (ssl) => {
    const client = new Client({ connectionString, ssl, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  try {
    return await open(false).catch((error) => {
      if (error.code !== '28000') throw error;
      return open({ rejectUnauthorized: false }).catch((other) => Promise.reject(other.code ? other : error));
    });
  } catch (error) {
    const { code = '', message } = error.errors?.[0] ?? error;
    return refuse(/cert|ssl|tls|verify|issuer/i.test(code || message) ? 44 : 43, `no connection: ${message || code}`);
  }
}

/** PostgreSQL comments a database in a second step. Until then it has this name, which nobody else would give. */
function draftName() {
  return `medusa_preview_${createHash('sha256').update(mark).digest('hex').slice(0, 16)}`;
}

/** Making or dropping it that was cut short leaves a database that nobody can use. */
async function find(client) {
  const { rows } = await client.query(
    `SELECT shobj_description(oid, 'pg_database') = $2 AS is_ours, datconnlimit <> -2 AND datallowconn AS is_usable
     FROM pg_database WHERE datname = $1`,
    [name, mark],
  );
  const [found] = rows;
  if (found && !found.is_ours) refuse(49, "is not this environment's, and is left alone");
  return found;
}

async function drop(client, database) {
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
}

/** A copy of the template; else of the base's own, where nobody is connected to that and it may be copied; else empty. */
async function copy(client) {
  const make = (source) =>
    client.query(
      `CREATE DATABASE ${client.escapeIdentifier(draftName())} ALLOW_CONNECTIONS false TEMPLATE ${client.escapeIdentifier(source)}`,
    );
  if (template) return make(template).then(() => `created from "${template}"`);
  const source = base ?? client.database;
  try {
    await make(source);
    return `created from "${source}"`;
  } catch (error) {
    if (!['55006', '42501'].includes(error.code)) throw error;
    await make('template0');
    return `created empty, because ${error.message}`;
  }
}

/** Nobody is let in before it has its mark and its name: it could not be renamed any more. */
async function create(client) {
  const [from, to] = [draftName(), name].map((database) => `DATABASE ${client.escapeIdentifier(database)}`);
  const step = await copy(client);
  await client.query(`COMMENT ON ${from} IS ${client.escapeLiteral(mark)}`);
  await client.query(`ALTER ${from} RENAME TO ${client.escapeIdentifier(name)}`);
  await client.query(`ALTER ${to} ALLOW_CONNECTIONS true`);
  return step;
}

async function settle(client) {
  const { rows } = await client.query('SHOW server_version');
  const [{ server_version: version }] = rows;
  if (Number.parseInt(version, 10) < MIN_POSTGRES_VERSION)
    refuse(45, `PostgreSQL ${version} is too old, 13 or newer is needed`);
  // Two tasks of one environment come one after the other. The lock ends with the connection.
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [mark]);
  const found = await find(client);
  if (action === 'create' && found?.is_usable) return 'is there already';
  await drop(client, draftName());
  if (found) await drop(client, name);
  if (action === 'drop') return found ? 'dropped' : 'is gone already';
  return create(client);
}

/** A migration that ends well and leaves none has migrated another database. */
async function lookForTables(client) {
  const { rows } = await client.query(
    "SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1",
  );
  if (rows.length === 0) refuse(52, 'has no table after the migration: Medusa found another database');
}

async function carryOut() {
  if (action !== 'drop') refuseWithoutPreload();
  if (action === 'check') return undefined;
  const client = await connect(loadClient());
  const farewell = () =>
    Promise.race([client.end(), new Promise((resolve) => setTimeout(resolve, MAX_FAREWELL_MILLISECONDS))]);
  return (action === 'tables' ? lookForTables : settle)(client).finally(farewell);
}

// A connection that came to nothing would keep Node alive for as long as the server lets it.
try {
  const step = await carryOut();
  if (step) console.log(`database "${name}": ${step}`);
  process.exit(0);
} catch ({ message, detail, code, exitCode = EXIT_CODES[code] ?? 1 }) {
  console.error(`database "${name}": ${[message, detail].filter(Boolean).join('. ')}`);
  process.exit(exitCode);
}
