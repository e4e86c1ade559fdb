// Owns the command line of the stand-in: the few commands of Medusa's that a deployment runs, with as much of a database behind them as the stand-in has.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import process from 'node:process';

/** Like Medusa's own command: `start` runs for production, everything else for development, unless NODE_ENV is set. */
const DEFAULT_MODES = { start: 'production' };

const COMMANDS = {
  start: async () => {
    // Held as long as the process lives. The stand-in does without, where it can have none.
    const client = await connect().catch(() => undefined);
    if (client !== undefined) await makeKey(client);
    const { startBackend } = await import('./backend.mjs');
    startBackend();
  },
  'db:migrate': async () => {
    requireDatabase();
    await makeTables();
    say('Running migrations...');
    for (const name of ['product', 'pricing', 'cart', 'order', 'user']) say(`MODULE: ${name}  ✔ Migrated`);
    say('Syncing links...');
    say('Database already up-to-date');
    say('Migrations completed');
  },
  user: (words) => {
    requireDatabase();
    const at = words.findIndex((word) => word === '-e' || word === '--email');
    if (at < 0) fail('You must specify an email.');
    say(`User ${words[at + 1]} created successfully.`);
  },
  exec: (words) => {
    requireDatabase();
    say(`Executing script at ${words[0]}...`);
    say('Finished executing script.');
  },
};

const [name, ...words] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) fail(`Unknown command: ${name ?? ''}`);
process.env.NODE_ENV ??= DEFAULT_MODES[name] ?? 'development';
await command(words);

function requireDatabase() {
  if (!process.env.DATABASE_URL) fail('Could not connect to the database: DATABASE_URL is not set.');
}

async function makeTables() {
  if (!process.env.STAND_IN_DATABASES) return;
  const client = await connect().catch(({ message }) => fail(message));
  await client.query('CREATE TABLE IF NOT EXISTS product ()');
  await client.end();
}

/** Where there is none, Medusa makes the first one before it serves. */
async function makeKey(client) {
  if (process.env.STAND_IN_KEYS === 'none') return;
  const { rows } = await client
    .query("SELECT token FROM api_key WHERE type = 'publishable'")
    .catch(() => ({ rows: [{}] }));
  if (rows.length > 0) return;
  const token = `pk_${randomBytes(32).toString('hex')}`;
  await client.query("INSERT INTO api_key (token, type) VALUES ($1, 'publishable')", [token]);
}

/** Puts the address together from parts, where there are any, like the configuration of some applications. */
async function connect() {
  const { DATABASE_URL, DB_NAME } = process.env;
  const address = new URL(DATABASE_URL);
  if (DB_NAME) address.pathname = `/${DB_NAME}`;
  const { Client } = createRequire(import.meta.url)('@medusajs/framework/pg');
  const client = new Client({ connectionString: address.href });
  await client.connect();
  return client;
}

function say(message) {
  console.log(`info:    ${message}`);
}

function fail(message) {
  console.error(`error:   ${message}`);
  process.exit(1);
}
