import { expect, test } from '@jest/globals';
import { masking, maskOf } from '../../src/environment/mask.ts';

type Shown = { line: string; as: string };

test.each<[string, Record<string, string>, Shown]>([
  ['a value whose name says so', { JWT_SECRET: 'supersecret' }, { line: 'jwt is supersecret.', as: 'jwt is ***.' }],
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
  ['such a password in lower case', { A_PASSWORD: 'p@ss/word' }, { line: 'u:p%40ss%2fword', as: 'u:***' }],
  [
    'such a password in lower case, which was given in upper case',
    { DATABASE_URL: 'postgres://medusa:p%40ss%2Fword@db/shop' },
    { line: 'p%40ss%2fword', as: '***' },
  ],
  [
    'a password with a slash, which was not encoded',
    { REDIS_URL: 'redis://default:Zm9vL2Jh/cjEyMzQ1@cache:6379' },
    { line: 'auth Zm9vL2Jh/cjEyMzQ1 failed', as: 'auth *** failed' },
  ],
  [
    'the password before an address that has an @ of its own',
    { DATABASE_URL: 'postgres://medusa:hunter2@db/shop?mail=a@b' },
    { line: 'auth hunter2 failed', as: 'auth *** failed' },
  ],
  ['a password in base64', { A_PASSWORD: 'Tr0ub4dor&3xyz?' }, { line: 'VHIwdWI0ZG9yJjN4eXo/ .', as: '*** .' }],
  ['one that does not fill it', { A_PASSWORD: 'Tr0ub4dor&3xyz' }, { line: 'b64 VHIwdWI0ZG9yJjN4eXo=', as: 'b64 ***=' }],
  ['a password in base64 for URLs', { A_PASSWORD: 'Tr0ub4dor&3xyz?' }, { line: 'VHIwdWI0ZG9yJjN4eXo_', as: '***' }],
  ['a password within HTML', { A_PASSWORD: `<a&b's"` }, { line: '<p>&lt;a&amp;b&#39;s&quot;</p>', as: '<p>***</p>' }],
  ['one whose quotes were left', { A_PASSWORD: `<a&b's"` }, { line: `<p>&lt;a&amp;b's"</p>`, as: '<p>***</p>' }],
  ['one whose quote is hexadecimal', { A_PASSWORD: `<a&b's"` }, { line: '&lt;a&amp;b&#x27;s&quot;', as: '***' }],
  ['a password in JSON for HTML', { A_PASSWORD: `<a&b>'s` }, { line: `\\u003ca\\u0026b\\u003e's`, as: '***' }],
  ['one in capitals', { A_PASSWORD: `<a&b>'s` }, { line: `\\u003Ca\\u0026b\\u003E's`, as: '***' }],
  ['one with its quote', { A_PASSWORD: `<a&b>'s` }, { line: '\\u003ca\\u0026b\\u003e\\u0027s', as: '***' }],
  ['what cannot be encoded', { A_PASSWORD: 'half \ud83d' }, { line: 'half \ud83d', as: '***' }],
  ['the lines of a key', { PRIVATE_KEY: '-----BEGIN\nMIIEvQ' }, { line: 'read MIIEvQ', as: 'read ***' }],
  ['the longer of two first', { A_SECRET: 'abcdef', B_SECRET: 'abcdefghi' }, { line: 'abcdefghi', as: '***' }],
  ...[
    'STRIPE_KEY',
    'SENDGRID_KEY',
    'MEILISEARCH_MASTER_KEY',
    'ALGOLIA_ADMIN_KEY',
    'S3_ACCESS_KEY',
    'PGPASSWORD',
    'DBPASSWORD',
    'SIGNING_KEY',
    'SESSION_KEY',
    'PASSPHRASE',
    'JWT_SECRET_V2',
    'REDIS_AUTH',
    'HASH_SALT',
    'GOOGLE_JSON',
    'SENTRY_DSN',
    'SMTP_PASS',
  ].map((name): [string, Record<string, string>, Shown] => [
    `the value of ${name}`,
    { [name]: 'correct-horse' },
    { line: 'it is correct-horse', as: 'it is ***' },
  ]),
  ['a random text of any name', { A: 'q7Zr2LmX9pTb4WsK8vNd' }, { line: 'q7Zr2LmX9pTb4WsK8vNd', as: '***' }],
  [
    'a random number',
    { A: '9f86d081884c7d659a2feaa0c55ad015' },
    { line: '9f86d081884c7d659a2feaa0c55ad015', as: '***' },
  ],
  ['no commit', { GIT_SHA: 'c0ffee'.repeat(6) }, { line: 'c0ffee'.repeat(6), as: 'c0ffee'.repeat(6) }],
  [
    'no publishable key',
    { STRIPE_KEY: 'pk_test_51Habcdefgh' },
    { line: 'pk_test_51Habcdefgh', as: 'pk_test_51Habcdefgh' },
  ],
  ['no key that says so', { PUBLISHABLE_KEY: 'clothes-1' }, { line: 'clothes-1', as: 'clothes-1' }],
  ['no place of a secret', { SECRET_FILE: '/run/secret' }, { line: 'read /run/secret', as: 'read /run/secret' }],
  ['nothing short by its value alone', { A: 'aB3dE6gH9jK2mN' }, { line: 'aB3dE6gH9jK2mN', as: 'aB3dE6gH9jK2mN' }],
  ['nothing that is plain', { STORE_NAME: 'clothes' }, { line: 'clothes', as: 'clothes' }],
  ['nothing short', { ADMIN_PASSWORD: 'admin' }, { line: 'the admin is ready', as: 'the admin is ready' }],
  ['no ARN', { A_SECRET: 'arn:aws:secret' }, { line: 'read arn:aws:secret', as: 'read arn:aws:secret' }],
])('masks %s', (_, variables, { line, as }) => {
  const environment = Object.entries(variables).map(([name, value]) => ({ name, value }));
  expect(masking(environment)(line)).toBe(as);
});

test('what a container gets by ARN, and we never read, loses what its form gives away', () => {
  expect(masking()("{ jwtSecret: 'battery-staple', port: 9000 }")).toBe('{ jwtSecret: ***, port: 9000 }');
});

test('what one container logs is masked by the variables of all', () => {
  const containerDefinitions = [{ name: 'proxy' }, { environment: [{ name: 'JWT_SECRET', value: 'correct-horse' }] }];
  expect(maskOf({ containerDefinitions })('jwt is correct-horse')).toBe('jwt is ***');
  expect(maskOf({})('jwt is correct-horse')).toBe('jwt is correct-horse');
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
