import { expect, test } from '@jest/globals';
import { credentialsIn } from '../../src/environment/credentials.ts';
import { passwordsIn } from '../../src/text/addresses.ts';

const found = (text: string) => passwordsIn(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['postgres://medusa:hunter2@db:5432/shop', ['hunter2']],
  ['redis://:hunter2@cache', ['hunter2']],
  ['redis://default:Zm9vL2Jh/cjEyMzQ1@cache:6379', ['Zm9vL2Jh/cjEyMzQ1']],
  ['redis://:/hunter2@cache', ['/hunter2']],
  ['redis://://hunter2@cache', ['//hunter2']],
  ['postgres://medusa:p?a#b:c@d@db', ['p?a#b:c@d']],
  ['postgres://medusa@server:hunter2@server.azure.example/shop', ['hunter2']],
  ['https://shop:hunter2@search.example/x', ['hunter2']],
  ['https://shop:hunt/er2@search.example', ['hunt/er2']],
  ['HTTPS://shop:hunter2@npm.example/@scope/package', ['hunter2']],
  ['https://a.example,https://shop:hunter2@b.example', ['hunter2']],
  ['https://a:one@b.example/,redis://:two@cache', ['one', 'two']],
  // Where it is not of the web, an @ behind the host is taken for one of the password.
  ['redis://cache:6379/0?mail=a@b', ['6379/0?mail=a']],
])('%s has a password', (text, passwords) => {
  expect(found(text)).toEqual(passwords);
});

test.each([
  ['https://host/path?mail=a@b'],
  ['https://host:8080/path?mail=a@b'],
  ['https://host:/path?mail=a@b'],
  ['https://cdn.example:443/@acme/theme'],
  ['https://me@host:8080/@medusajs/medusa'],
  ['http://[::1]:9000/a@b'],
  ['https://host/a:b@c'],
  ['https://a.example,https://b.example:8080/c@d'],
  ['ssh://git@github.com:acme/shop'],
  ['redis://cache:6379/0'],
  ['redis://:@cache'],
  ['mailto:a:b@c'],
])('%s has none', (text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ['redis://:hunt@er2/x@cache', ['hunt@er2/x', 'hunt', 'hunt']],
  ['postgres://medusa:hunter2@db/shop?mail=a@b', ['hunter2@db/shop?mail=a', 'hunter2', 'hunter2']],
  ['postgres://medusa:hunter"2@db', ['hunter"2']],
  ['--store https://shop:hunter2@search.example', ['hunter2']],
  ['arn:aws:secretsmanager:x://a:b@c', []],
])('of %s, the password is kept as each reading has it', (value, passwords) => {
  expect(credentialsIn('STORE_URL', value)).toEqual(passwords);
});
