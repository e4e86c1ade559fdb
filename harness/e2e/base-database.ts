// Owns the database of the base service: made by Medusa's own commands, and copied once for previews that start from a template.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Postgres } from './postgres.ts';
import { run } from './run.ts';
import { MEDUSA, SERVER } from './setup.ts';

export const BASE = { name: 'medusa', user: 'shop', password: 's3cret' };
/** A copy that nobody is connected to. */
export const TEMPLATE = 'shop_template';
export const ADMIN = { email: 'admin@example.com', password: 'supersecret' };

const COMMANDS = [
  ['db:migrate', '--execute-safe-links'],
  ['exec', './src/scripts/seed.js'],
  ['user', '-e', ADMIN.email, '-p', ADMIN.password],
];

export async function prepareBaseDatabase(postgres: Postgres, signal: AbortSignal): Promise<void> {
  const { name, user, password } = BASE;
  await postgres.query(
    'postgres',
    `CREATE ROLE ${user} LOGIN CREATEDB PASSWORD '${password}'`,
    `CREATE DATABASE ${name} OWNER ${user}`,
  );
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: tmpdir(),
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url(name, user, password),
    MEDUSA_DISABLE_TELEMETRY: 'true',
  };
  const program = join(MEDUSA, 'node_modules/@medusajs/cli/cli.js');
  for (const words of COMMANDS) {
    await run({ program: process.execPath, words: [program, ...words], cwd: SERVER, env, signal });
  }
  await postgres.query('postgres', `CREATE DATABASE ${TEMPLATE} OWNER ${user} TEMPLATE ${name}`);
}
