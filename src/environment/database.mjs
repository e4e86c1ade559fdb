// Owns creating, checking and dropping an environment's database. Node runs it in a one-off task of the backend's image, and its
// last argument is the request: {"action":…,"name":…,"mark":…}. The actions are
//   create, drop  create or drop the database of that name. A new one is empty, or copied from the one that "template" names,
//                 or with "isAddressCopied" from the one in DATABASE_URL.
//   check   before a migration: DATABASE_URL must lead to that database.
//   tables  after a migration: that database must have tables, otherwise Medusa has used another one.
// The comment on a database is the mark of its owner. A database without exactly this mark is never changed.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

// Bun ignores NODE_OPTIONS, and does not pass on the last argument.
if (process.versions.bun) {
  console.error('node is Bun in this image: it ignores NODE_OPTIONS, so Medusa would use another database');
  process.exit(51);
}

const { action, name, mark, template, isAddressCopied } = JSON.parse(process.argv.at(-1));
const { DATABASE_URL = '', MEDUSA_PREVIEW_SERVER_URL } = process.env;

const MIN_POSTGRES_VERSION = 13;
/** The exit codes for errors of PostgreSQL: permission denied, database in use, template does not exist. */
const EXIT_CODES = { 42501: 46, 55006: 47, '3D000': 48 };
/** The same while connecting: too many connections, and a server that stops, has crashed, or starts. */
const CONNECTION_EXIT_CODES = { 53300: 55, '57P01': 55, '57P02': 55, '57P03': 55 };
/** A server that does not respond must not delay the end of the script. */
const MAX_CLOSE_MILLISECONDS = 1000;

function refuse(exitCode, message) {
  throw Object.assign(new Error(message), { exitCode });
}

/** The preload sets both variables. Without it, Medusa would use the database of the base service. */
function refuseWithoutPreload() {
  const [, database] = /^postgres(?:ql)?:\/\/[^/?#]*\/([^?#]+)/.exec(DATABASE_URL) ?? [];
  if (MEDUSA_PREVIEW_SERVER_URL && database === name) return;
  const lost = /#medusa-preview&/.test(process.env.NODE_OPTIONS) ? 'DATABASE_URL' : 'NODE_OPTIONS';
  refuse(50, `${lost} was overwritten or cleared, so DATABASE_URL does not lead to this database`);
}

/** Medusa includes pg since 2.11.0; before that it was a dependency of the application. */
function loadClient() {
  const require = createRequire(import.meta.url);
  const paths = [process.cwd(), `${process.cwd()}/.medusa/server`];
  for (const source of ['@medusajs/framework/pg', 'pg']) {
    try {
      return require(require.resolve(source, { paths })).Client;
    } catch {}
  }
  return refuse(42, `neither Medusa nor pg was found in ${process.cwd()}, the working directory of the image`);
}

/** True if the reason is TLS. Quoted names may contain anything, and the last words say only that a connection was by TLS. */
function isAboutTls({ message, code, syscall }) {
  const words = `${message} ${code}`.replace(/"[^"]*"|, SSL (?:encryption|on)\b/g, '');
  // Without a connection it cannot be; any other file that is not found is a certificate.
  return !['connect', 'getaddrinfo'].includes(syscall) && /ssl|tls|secur|encrypt|certificate|ENOENT/i.test(words);
}

/**
 * Without TLS, as Medusa by default, and with it if the first failure is about that: a configuration of Medusa may ask for TLS
 * where the address does not. An address that says something about TLS decides, in both attempts.
 */
async function connect(Client) {
  // DATABASE_URL leads to a database that may not exist yet; the preload keeps the original value.
  const connectionString = action === 'tables' ? DATABASE_URL : (MEDUSA_PREVIEW_SERVER_URL ?? DATABASE_URL);
  if (!/^postgres(ql)?:\/\/[^/?#]*\/[^/?#]/.test(connectionString)) {
    refuse(41, 'DATABASE_URL must be an address such as postgres://user:password@host:5432/medusa');
  }
  const open = async (ssl) => {
    const client = new Client({ connectionString, ssl, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {});
    await client.connect().catch((error) => Promise.reject(error.errors?.[0] ?? error));
    return client;
  };
  return open(false).catch((first) => {
    if (!isAboutTls(first) && first.code !== '28000') return refuseConnection(first);
    return open({ rejectUnauthorized: false }).catch((second) => {
      // Then pg_hba.conf admits nobody from here, with TLS or without.
      const isServerWithoutTls = first.code === '28000' && /not support SSL/.test(second.message);
      return isServerWithoutTls ? refuseConnection(first) : refuseConnection(second, { isWithTls: true });
    });
  });
}

/** PostgreSQL's own errors have a severity, and those of pg about a password begin with SASL; any other one ends a handshake. */
function refuseConnection(error, { isWithTls = false } = {}) {
  const { message, code, severity } = error;
  const isTls = isWithTls && ((!severity && !/^SASL/.test(message)) || isAboutTls(error));
  refuse(isTls ? 44 : (CONNECTION_EXIT_CODES[code] ?? 43), `no connection: ${message || code}`);
}

/** A new database gets its comment in a second statement. Until then it has this name, which nothing else would use. */
function draftName() {
  return `medusa_preview_${createHash('sha256').update(mark).digest('hex').slice(0, 16)}`;
}

/** An interrupted CREATE or DROP leaves a database that does not accept connections, so `is_usable` is false. */
async function find(client) {
  const { rows } = await client.query(
    `SELECT shobj_description(oid, 'pg_database') = $2 AS is_ours, datconnlimit <> -2 AND datallowconn AS is_usable
     FROM pg_database WHERE datname = $1`,
    [name, mark],
  );
  const [found] = rows;
  if (found && !found.is_ours) refuse(49, 'does not belong to this environment, and was not changed');
  return found;
}

async function drop(client, database) {
  await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
}

/** Connections are allowed only at the end, because a database with connections cannot be renamed. */
async function create(client) {
  const [from, to] = [draftName(), name].map((database) => `DATABASE ${client.escapeIdentifier(database)}`);
  const source = template ?? (isAddressCopied ? client.database : undefined);
  const original = client.escapeIdentifier(source ?? 'template0');
  await client.query(`CREATE ${from} ALLOW_CONNECTIONS false TEMPLATE ${original}`);
  await client.query(`COMMENT ON ${from} IS ${client.escapeLiteral(mark)}`);
  await client.query(`ALTER ${from} RENAME TO ${client.escapeIdentifier(name)}`);
  await client.query(`ALTER ${to} ALLOW_CONNECTIONS true`);
  return source === undefined ? 'created empty' : `created from "${source}"`;
}

async function settle(client) {
  const { rows } = await client.query('SHOW server_version');
  const [{ server_version: version }] = rows;
  if (Number.parseInt(version, 10) < MIN_POSTGRES_VERSION)
    refuse(45, `PostgreSQL ${version} is too old; 13 or newer is required`);
  // Two tasks of one environment run one after the other. The lock is released when the connection closes.
  await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [mark]);
  const found = await find(client);
  if (action === 'create' && found?.is_usable) return 'exists already';
  await drop(client, draftName());
  if (found) await drop(client, name);
  if (action === 'drop') return found ? 'dropped' : 'does not exist';
  return create(client);
}

/** A migration that succeeds and creates no tables has migrated another database. */
async function checkTables(client) {
  const { rows } = await client.query(
    "SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') LIMIT 1",
  );
  if (rows.length === 0) refuse(52, 'has no tables after the migration: Medusa used another database');
}

async function carryOut() {
  if (action !== 'drop') refuseWithoutPreload();
  if (action === 'check') return undefined;
  const client = await connect(loadClient());
  const close = () =>
    Promise.race([client.end(), new Promise((resolve) => setTimeout(resolve, MAX_CLOSE_MILLISECONDS))]);
  return (action === 'tables' ? checkTables : settle)(client).finally(close);
}

// A failed connection may keep Node alive, so the process exits explicitly.
try {
  const step = await carryOut();
  if (step) console.log(`database "${name}": ${step}`);
  process.exit(0);
} catch ({ message, detail, code, exitCode = EXIT_CODES[code] ?? 1 }) {
  console.error(`database "${name}": ${[message, detail].filter(Boolean).join('. ')}`);
  process.exit(exitCode);
}
