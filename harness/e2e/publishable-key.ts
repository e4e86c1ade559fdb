// Owns the checks of the publishable key that a run returns: the store answers to it, and of several it is the right one.
import { deepEqual, equal, match } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Check } from './checks.ts';
import type { MedusaStage } from './medusa-stage.ts';
import { ask, type Shops } from './shop.ts';

/** The query of the preload. */
const [, QUERY = ''] =
  /const KEY = `([^`]+)`/.exec(readFileSync(new URL('../../src/environment/preload.mjs', import.meta.url), 'utf8')) ??
  [];

/** Token, type, age in days, and days since it was revoked and deleted. */
type Row = [token: string, type: 'publishable' | 'secret', age: number, revoked?: number | undefined, deleted?: number];

const KEYS: Row[] = [
  ['sk_secret', 'secret', 9],
  ['pk_revoked', 'publishable', 8, 1],
  ['pk_deleted', 'publishable', 7, undefined, 1],
  ['pk_revoked_tomorrow', 'publishable', 6, -1],
  ['pk_valid', 'publishable', 5],
];

export async function checkPublishableKeys(check: Check, { view, postgres }: MedusaStage, shops: Shops): Promise<void> {
  await check('each run returns the publishable key of its own database, and the store answers to it', async () => {
    for (const [{ url, key }, database] of [
      [shops.one, 'shop_pr_42'],
      [shops.other, 'shop_pr_43'],
    ] as const) {
      match(key, /^pk_[\da-f]{64}$/);
      deepEqual(await postgres.query(database, QUERY), [key]);
      equal((await ask(view, `${url}/store/products`, { key })).status, 200);
      equal((await ask(view, `${url}/store/products`)).status, 400);
    }
  });
  await check('of several keys it is the oldest that is valid', async () => {
    const statements = ['BEGIN', ...KEYS.map(insert), QUERY, "DELETE FROM api_key WHERE token = 'pk_revoked_tomorrow'"];
    const found = await postgres.query('shop_pr_43', ...statements, QUERY, 'ROLLBACK');
    deepEqual(found, ['pk_revoked_tomorrow', 'pk_valid']);
  });
  await check('a table of the first Medusa 2, which deletes no keys, will do', async () => {
    const alter = 'ALTER TABLE api_key DROP COLUMN deleted_at CASCADE';
    deepEqual(await postgres.query('shop_pr_43', 'BEGIN', alter, QUERY, 'ROLLBACK'), [shops.other.key]);
  });
}

function insert([token, type, age, revoked, deleted]: Row): string {
  const ago = (days: number | undefined) => (days === undefined ? 'NULL' : `now() - interval '1 day' * ${days}`);
  const values = [
    `'${token}'`,
    `'${token}'`,
    "''",
    "''",
    "''",
    `'${type}'`,
    "''",
    ago(age),
    ago(revoked),
    ago(deleted),
  ];
  return `INSERT INTO api_key (id, token, salt, redacted, title, type, created_by, created_at, revoked_at, deleted_at) VALUES (${values})`;
}
