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
  ['a password as JSON has it', { A_PASSWORD: 'say "hi"' }, { line: '{"a":"say \\"hi\\""}', as: '{"a":"***"}' }],
  ['a password as a URL has it', { A_PASSWORD: 'p@ss/word' }, { line: 'u:p%40ss%2Fword', as: 'u:***' }],
  ['what cannot be encoded', { A_PASSWORD: 'half \ud83d' }, { line: 'half \ud83d', as: '***' }],
  ['the lines of a key', { PRIVATE_KEY: '-----BEGIN\nMIIEvQ' }, { line: 'read MIIEvQ', as: 'read ***' }],
  ['the longer of two first', { A_SECRET: 'abcdef', B_SECRET: 'abcdefghi' }, { line: 'abcdefghi', as: '***' }],
  ['nothing that is plain', { STORE_NAME: 'clothes' }, { line: 'clothes', as: 'clothes' }],
  ['nothing short', { ADMIN_PASSWORD: 'admin' }, { line: 'the admin is ready', as: 'the admin is ready' }],
  ['no ARN', { A_SECRET: 'arn:aws:secret' }, { line: 'read arn:aws:secret', as: 'read arn:aws:secret' }],
])('masks %s', (_, variables, { line, as }) => {
  const environment = Object.entries(variables).map(([name, value]) => ({ name, value }));
  expect(masking(environment)(line)).toBe(as);
});

test('what a container gets by ARN, and we never read, loses what can be told by its form', () => {
  expect(masking()("{ jwtSecret: 'battery-staple', port: 9000 }")).toBe('{ jwtSecret: ***, port: 9000 }');
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
