import { expect, test } from '@jest/globals';
import { masking } from '../../src/rollout/mask.ts';

type Shown = { line: string; as: string };

test.each<[string, Record<string, string>, Shown]>([
  ['a value whose name tells', { JWT_SECRET: 'supersecret' }, { line: 'jwt is supersecret.', as: 'jwt is ***.' }],
  ['each time it stands there', { API_TOKEN: 'abcdef' }, { line: 'abcdef abcdef', as: '*** ***' }],
  [
    'the password in a URL, and no more of it',
    { DATABASE_URL: 'postgres://medusa:p4ssword@db/shop' },
    { line: 'to postgres://medusa:p4ssword@db/shop', as: 'to postgres://medusa:***@db/shop' },
  ],
  [
    'such a password as it is without its encoding',
    { DATABASE_URL: 'postgres://medusa:p%40ssword@db/shop' },
    { line: 'p@ssword is wrong for postgres://medusa:p%40ssword@db', as: '*** is wrong for postgres://medusa:***@db' },
  ],
  [
    'an odd encoding',
    { REDIS_URL: 'redis://:100%sure@cache' },
    { line: 'auth 100%sure failed', as: 'auth *** failed' },
  ],
  ['the lines of a key', { PRIVATE_KEY: '-----BEGIN\nMIIEvQ' }, { line: 'read MIIEvQ', as: 'read ***' }],
  ['the longer of two first', { A_SECRET: 'abcdef', B_SECRET: 'abcdefghi' }, { line: 'abcdefghi', as: '***' }],
  ['nothing that is plain', { STORE_NAME: 'clothes' }, { line: 'clothes', as: 'clothes' }],
  ['nothing short', { ADMIN_PASSWORD: 'admin' }, { line: 'the admin is ready', as: 'the admin is ready' }],
  ['no ARN', { A_SECRET: 'arn:aws:secret' }, { line: 'read arn:aws:secret', as: 'read arn:aws:secret' }],
])('masks %s', (_, variables, { line, as }) => {
  const environment = Object.entries(variables).map(([name, value]) => ({ name, value }));
  expect(masking(environment)(line)).toBe(as);
});

test('a container without variables has nothing to mask', () => {
  expect(masking()('as it is')).toBe('as it is');
});

test('a password in an address is masked wherever it came from', () => {
  const mask = masking([]);
  expect(mask('cannot connect to postgres://medusa:se:cret@db:5432/medusa')).toBe(
    'cannot connect to postgres://medusa:***@db:5432/medusa',
  );
  expect(mask('GET https://shop.example/a:b@c')).toBe('GET https://shop.example/a:b@c');
});
