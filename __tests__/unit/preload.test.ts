import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { databaseIn, describeNodeOptions } from '../../src/environment/preload.ts';

const SOURCE = textOf('src/environment/preload.mjs');
const ENVIRONMENT = 'acme/shop:shop pr-42';
const NOTHING = { isHttpsAware: false, isNoindex: false, hasOwnSecrets: false, environment: ENVIRONMENT };
const HTTPS = { isHttpsAware: true, isNoindex: false, hasOwnSecrets: false, environment: ENVIRONMENT };
const NOINDEX = { isHttpsAware: false, isNoindex: true, hasOwnSecrets: false, environment: ENVIRONMENT };
const BOTH = { isHttpsAware: true, isNoindex: true, hasOwnSecrets: false, environment: ENVIRONMENT };
/** The preload of an earlier version, with another source. */
const EARLIER = '--import data:text/javascript;base64,YWxlcnQoMSkvLw==#medusa-preview&https';
/** Somebody else's, by the same means. */
const FOREIGN = '--import data:text/javascript;base64,YWxlcnQoMSkvLw==';

function textOf(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

test('the documentation shows the file as it is', () => {
  expect(textOf('docs/preload.md')).toContain(SOURCE);
});

test('the option holds the file as it is, for everybody to decode', () => {
  const [, encoded = ''] = /base64,([^#]+)#/.exec(describeNodeOptions('', BOTH)) ?? [];
  expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(SOURCE);
});

test.each([
  ['https alone', '', HTTPS, '<preload>#medusa-preview&https&<environment>'],
  ['noindex alone', '', NOINDEX, '<preload>#medusa-preview&noindex&<environment>'],
  ['both', '', BOTH, '<preload>#medusa-preview&https&noindex&<environment>'],
  [
    'a database alone',
    '',
    { ...NOTHING, database: 'shop_pr_42' },
    '<preload>#medusa-preview&database=shop_pr_42&<environment>',
  ],
  [
    'a database whose name has signs, behind other options',
    '--inspect',
    { ...BOTH, database: 'a b&c' },
    '--inspect <preload>#medusa-preview&https&noindex&database=a%20b%26c&<environment>',
  ],
  ['nothing', '', NOTHING, ''],
  ['nothing, beside other options', '--inspect', NOTHING, '--inspect'],
  [
    'https behind other options',
    '--inspect -r ./a.js',
    HTTPS,
    '--inspect -r ./a.js <preload>#medusa-preview&https&<environment>',
  ],
  ['an earlier one replaced', EARLIER, HTTPS, '<preload>#medusa-preview&https&<environment>'],
  [
    'several earlier ones replaced',
    `${EARLIER} --inspect  ${EARLIER}`,
    HTTPS,
    '--inspect <preload>#medusa-preview&https&<environment>',
  ],
  ['an earlier one taken out', `--inspect ${EARLIER}`, NOTHING, '--inspect'],
  ['another one kept', FOREIGN, NOINDEX, `${FOREIGN} <preload>#medusa-preview&noindex&<environment>`],
])('%s', (...[, options, preload, expected]) => {
  const source = `--import data:text/javascript;base64,${Buffer.from(SOURCE).toString('base64')}`;
  expect(describeNodeOptions(options, preload).replace(source, '<preload>')).toBe(
    expected.replace('<environment>', 'environment=acme%2Fshop%3Ashop%20pr-42'),
  );
});

test('preloading what is preloaded changes nothing', () => {
  const once = describeNodeOptions('--inspect', BOTH);
  expect(describeNodeOptions(once, BOTH)).toBe(once);
});

test.each([
  ['one', { ...BOTH, database: 'shop_pr_42' }, 'shop_pr_42'],
  ['one whose name has signs', { ...NOTHING, database: 'a b&c' }, 'a b&c'],
  ['none', BOTH, undefined],
  ['none without a preload', NOTHING, undefined],
])('the options say which database they lead to: %s', (_, preload, expected) => {
  expect(databaseIn(describeNodeOptions('--inspect', preload))).toBe(expected);
  expect(databaseIn(`${describeNodeOptions('', preload)} ${FOREIGN}#other&database=theirs`)).toBe(expected);
});

test('the database of another environment gives way', () => {
  const [one, other] = ['shop_pr_1', 'shop_pr_2'].map((database) => describeNodeOptions('', { ...BOTH, database }));
  expect(describeNodeOptions(`--inspect ${one}`, { ...BOTH, database: 'shop_pr_2' })).toBe(`--inspect ${other}`);
});
