import { describe, expect, test } from '@jest/globals';
import { describeVariables, type VariableSources } from '../../src/environment/variables.ts';

const URL = 'https://d111111abcdef8.cloudfront.net';
const NO_PRELOAD = { isHttpsAware: false, isNoindex: false, hasOwnSecrets: false, environment: 'acme/shop:shop pr-42' };
const PRELOAD = { isHttpsAware: true, isNoindex: false, hasOwnSecrets: false, environment: 'acme/shop:shop pr-42' };

function sources(over: Partial<VariableSources> = {}): VariableSources {
  return {
    base: {},
    variables: [],
    secrets: [],
    url: URL,
    environment: 'pr-42',
    preload: NO_PRELOAD,
    isStorefront: false,
    isSealed: false,
    hasDatabaseScript: false,
    ...over,
  };
}

/** Variables and secrets by name, as the container gets them. */
function describedBy(over: Partial<VariableSources>) {
  const { environment, secrets } = describeVariables(sources(over));
  return {
    variables: new Map(environment.map(({ name, value }) => [name, value])),
    secrets: new Map(secrets.map(({ name, valueFrom }) => [name, valueFrom])),
  };
}

test('a container without anything gets the URL as its address and as the origin that may call it', () => {
  expect(describeVariables(sources())).toEqual({
    environment: [
      { name: 'ADMIN_CORS', value: URL },
      { name: 'AUTH_CORS', value: URL },
      { name: 'MEDUSA_BACKEND_URL', value: URL },
      { name: 'STORE_CORS', value: URL },
    ],
    secrets: [],
  });
});

describe('origins', () => {
  test.each([
    ['that the base admits stay', 'https://a.example', `https://a.example,${URL}`],
    [
      'of a list stay as they are written',
      'https://a.example, https://b.example',
      `https://a.example, https://b.example,${URL}`,
    ],
    ['of a pattern stay', '/vercel\\.app$/', `/vercel\\.app$/,${URL}`],
    ['of a pattern with a comma stay', '/a{1,2}/', `/a{1,2}/,${URL}`],
    ['with the URL among them get it no second time', `${URL},https://a.example`, `${URL},https://a.example`],
    ['of an empty list are the URL alone', '', URL],
    ['of a list of nothing are the URL alone', ' , ,', URL],
  ])('%s', (_, value, expected) => {
    const { variables } = describedBy({ base: { environment: [{ name: 'STORE_CORS', value }] } });
    expect(variables.get('STORE_CORS')).toBe(expected);
  });

  test('that come from a secret are left to it', () => {
    const { variables, secrets } = describedBy({ base: { secrets: [{ name: 'STORE_CORS', valueFrom: 'arn:s' }] } });
    expect(variables.has('STORE_CORS')).toBe(false);
    expect(secrets.get('STORE_CORS')).toBe('arn:s');
  });
});

describe('of base, URL and user', () => {
  const base = {
    environment: [
      { name: 'MEDUSA_BACKEND_URL', value: 'https://shop.example' },
      { name: 'NODE_ENV', value: 'production' },
    ],
    secrets: [{ name: 'DATABASE_URL', valueFrom: 'arn:base' }],
  };

  test('the base has its say where nobody else does', () => {
    const { variables, secrets } = describedBy({ base });
    expect(variables.get('NODE_ENV')).toBe('production');
    expect(secrets.get('DATABASE_URL')).toBe('arn:base');
  });

  test('the URL comes before the base', () => {
    expect(describedBy({ base }).variables.get('MEDUSA_BACKEND_URL')).toBe(URL);
  });

  test('the URL comes before a secret of the base, which knows the address of the base only', () => {
    const { variables, secrets } = describedBy({
      base: { secrets: [{ name: 'MEDUSA_BACKEND_URL', valueFrom: 'arn:base' }] },
    });
    expect(variables.get('MEDUSA_BACKEND_URL')).toBe(URL);
    expect(secrets.has('MEDUSA_BACKEND_URL')).toBe(false);
  });

  test('the user comes before the URL', () => {
    const variables = [{ name: 'MEDUSA_BACKEND_URL', value: 'https://mine.example' }];
    expect(describedBy({ base, variables }).variables.get('MEDUSA_BACKEND_URL')).toBe('https://mine.example');
  });

  test('a variable of the user takes the place of a secret of the base', () => {
    const described = describedBy({ base, variables: [{ name: 'DATABASE_URL', value: 'postgres://x' }] });
    expect(described.variables.get('DATABASE_URL')).toBe('postgres://x');
    expect(described.secrets.has('DATABASE_URL')).toBe(false);
  });

  test('a secret of the user takes the place of a variable of the base', () => {
    const described = describedBy({ base, secrets: [{ name: 'NODE_ENV', value: 'arn:mine' }] });
    expect(described.secrets.get('NODE_ENV')).toBe('arn:mine');
    expect(described.variables.has('NODE_ENV')).toBe(false);
  });
});

describe('placeholders', () => {
  test.each([
    ['{url}/static', `${URL}/static`],
    ['{host}', 'd111111abcdef8.cloudfront.net'],
    ['shop_{environment}', 'shop_pr-42'],
    ['{url},{url}', `${URL},${URL}`],
    ['{unknown} {URL} {} {{url}}', `{unknown} {URL} {} {${URL}}`],
    ['{"json": "{host}"}', '{"json": "d111111abcdef8.cloudfront.net"}'],
    ['{constructor}', '{constructor}'],
  ])('%s becomes %s', (value, expected) => {
    expect(describedBy({ variables: [{ name: 'A', value }] }).variables.get('A')).toBe(expected);
  });

  test('of the base are not ours to fill in', () => {
    const base = { environment: [{ name: 'A', value: '{url}' }] };
    expect(describedBy({ base }).variables.get('A')).toBe('{url}');
  });

  test('of an environment whose name looks like one are filled in once', () => {
    const variables = [{ name: 'A', value: '{environment}' }];
    expect(describedBy({ variables, environment: '{url}' }).variables.get('A')).toBe('{url}');
  });
});

test('a variable of the base without a value is an empty one', () => {
  expect(describedBy({ base: { environment: [{ name: 'A' }] } }).variables.get('A')).toBe('');
});

describe('NODE_OPTIONS', () => {
  const heap = '--max-old-space-size=512';
  const base = { environment: [{ name: 'NODE_OPTIONS', value: heap }] };

  test.each<[string, Partial<VariableSources>, RegExp]>([
    ['is the preload where there is no other', {}, /^--import data:\S+$/],
    ['of the base stays, before the preload', { base }, /^--max-old-space-size=512 --import data:\S+$/],
    [
      'of the user takes the place of the base, before the preload',
      { base, variables: [{ name: 'NODE_OPTIONS', value: '--enable-source-maps' }] },
      /^--enable-source-maps --import data:\S+$/,
    ],
  ])('%s', (_, over, expected) => {
    expect(describedBy({ ...over, preload: PRELOAD }).variables.get('NODE_OPTIONS')).toMatch(expected);
  });

  test('is not there where nothing is preloaded and nobody names it', () => {
    expect(describedBy({}).variables.has('NODE_OPTIONS')).toBe(false);
  });

  test.each([
    ['base', { base: { secrets: [{ name: 'NODE_OPTIONS', valueFrom: 'arn:s' }] } }],
    ['user', { base, secrets: [{ name: 'NODE_OPTIONS', value: 'arn:s' }] }],
  ])('that is a secret of the %s is left to it', (_, over) => {
    const { variables, secrets } = describedBy({ ...over, preload: PRELOAD });
    expect(variables.has('NODE_OPTIONS')).toBe(false);
    expect(secrets.get('NODE_OPTIONS')).toBe('arn:s');
  });

  test('of a base that was preloaded by us loses that again', () => {
    const value = describedBy({ base, preload: PRELOAD }).variables.get('NODE_OPTIONS') ?? '';
    expect(
      describedBy({ base: { environment: [{ name: 'NODE_OPTIONS', value }] } }).variables.get('NODE_OPTIONS'),
    ).toBe(heap);
  });
});

test('a variable by the name of what every object has is a variable', () => {
  const { variables } = describedBy({
    base: { environment: [{ name: 'constructor', value: '1' }] },
    variables: [{ name: '__proto__', value: '2' }],
  });
  expect(variables.get('constructor')).toBe('1');
  expect(variables.get('__proto__')).toBe('2');
});

test('the order is that of the names, whatever the order in which they come', () => {
  const named = (names: string[]) => names.map((name) => ({ name, value: name }));
  const one = describeVariables(sources({ base: { environment: named(['B', 'A']) }, variables: named(['D', 'C']) }));
  const other = describeVariables(sources({ base: { environment: named(['A', 'B']) }, variables: named(['C', 'D']) }));
  expect(one).toEqual(other);
  expect(one.environment.map(({ name }) => name)).toEqual([
    'A',
    'ADMIN_CORS',
    'AUTH_CORS',
    'B',
    'C',
    'D',
    'MEDUSA_BACKEND_URL',
    'STORE_CORS',
  ]);
});
