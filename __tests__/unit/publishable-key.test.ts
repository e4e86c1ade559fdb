import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { publishableKeyIn } from '../../src/environment/proof.ts';
import { findPublishableKey } from '../../src/rollout/publishable-key.ts';
import type { World } from '../../src/world.ts';
import { stillness } from '../support/build.ts';

const ENVIRONMENT = 'acme/shop:shop pr-42';
const PRELOAD = {
  isHttpsAware: true,
  isNoindex: true,
  hasOwnSecrets: false,
  database: 'shop_pr_42',
  environment: ENVIRONMENT,
};
const QUERY = {
  url: 'https://d1.cloudfront.example',
  healthCheck: { path: '/health', codes: '200' },
  preload: PRELOAD,
};

/** Answers the probes one after another with these keys, and with the last one from then on. */
function answering(keys: (string | undefined)[], { database = 'shop_pr_42', minutes = 30 } = {}) {
  const still = stillness({ minutes });
  const rest = [...keys];
  const get = async (probe: string) => {
    const nonce = String(new URL(probe).searchParams.get('medusa-preview'));
    const digest = (claim: string) => createHash('sha256').update(`${nonce} ${claim}`).digest('hex');
    const proof = `${digest(ENVIRONMENT)} ${digest(`${ENVIRONMENT} ${database}`)}`;
    const key = rest.length > 1 ? rest.shift() : rest[0];
    const headers = { 'x-medusa-preview-proof': proof, ...(key !== undefined && { 'x-medusa-preview-key': key }) };
    return { status: 200, headers, body: 'OK' };
  };
  return { still, world: { ...still, get } as unknown as World };
}

test.each([
  ['pk_1', 'pk_1'],
  ['none', ''],
  ['', ''],
  ['sk_1', ''],
  ['pk_1 pk_2', ''],
  ['pk_$(id)', ''],
  [`pk_${'1'.repeat(200)}`, ''],
  [['pk_1'], undefined],
  [undefined, undefined],
])('of the header %j, %j is used', (value, expected) => {
  const headers = value === undefined ? {} : { 'x-medusa-preview-key': value };
  expect(publishableKeyIn({ nonce: '', headers: headers as Record<string, string> })).toBe(expected);
});

test.each([
  ['at once', ['pk_1'], 0],
  ['once the preload has looked', [undefined, undefined, 'pk_1'], 2],
])('the key is found %s', async (_, keys, pauses) => {
  const { still, world } = answering(keys);
  expect(await findPublishableKey(world, QUERY)).toBe('pk_1');
  expect(still.sleeps).toHaveLength(pauses);
});

test('where there is none, nobody waits for it', async () => {
  const { still, world } = answering(['none']);
  expect(await findPublishableKey(world, QUERY)).toBeUndefined();
  expect(still.sleeps).toEqual([]);
});

test.each([
  ['a look that does not end', [undefined], {}],
  ['a key of another database', ['pk_1'], { database: 'medusa' }],
])('%s is waited for a few seconds', async (_, keys, settings) => {
  const { still, world } = answering(keys, settings);
  expect(await findPublishableKey(world, QUERY)).toBeUndefined();
  expect(still.sleeps.reduce((sum, each) => sum + each, 0)).toBe(5000);
});

test('nor beyond the deadline of the run', async () => {
  const { still, world } = answering([undefined], { minutes: 0.01 });
  expect(await findPublishableKey(world, QUERY)).toBeUndefined();
  expect(still.sleeps.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(600);
});
