import { describe, expect, test } from '@jest/globals';
import { headerOf, isGateName, tokenOf } from '../../src/environment/gate.ts';
import { ACCESS_KEY, askGate, COOKIE, DOMAIN, GATE, gateOf, HEADER, openAmong, TOKEN } from '../support/gate.ts';
import { fc, tries } from '../support/property-runs.ts';

/** CloudFront takes 10 KB. */
const MAX_BYTES = 5_000;
const PUBLIC = ['/health', '/store', '/auth/customer', '/hooks', '/static', '/auth/session', '/auth/token/refresh'];
const value = (text: string) => ({ value: text });
const twice = (...texts: string[]) => ({ value: texts[0] ?? '', multiValue: texts.map(value) });

describe('the function', () => {
  test('is small, whole, and in the language of the runtime', () => {
    expect(Buffer.byteLength(GATE.code)).toBeLessThan(MAX_BYTES);
    expect(GATE.code).not.toMatch(/'\{\w+\}'|\bimport\b|\?\.|\?\?|\.\.\.\w|\bclass\b|for \(const|\bconst \{/);
    expect(GATE.comment).toBe('Medusa preview acme/shop:shop gate admin');
  });

  test('gives the key of nobody away', () => {
    expect([GATE.code, GATE.name, TOKEN].filter((text) => text.includes(ACCESS_KEY))).toEqual([]);
  });

  test('is another one for another key and another scope, and the same for the same', () => {
    const gates = [GATE, gateOf({ accessKey: `${ACCESS_KEY}!` }), gateOf({ protect: 'all' })];
    expect(new Set(gates.map(({ name }) => name)).size).toBe(3);
    expect(gates.every(({ name }) => isGateName(name))).toBe(true);
    expect(gateOf().name).toBe(GATE.name);
    expect(['medusa-preview-', 'medusa-preview-waker', 'my-medusa-preview-0f'].filter(isGateName)).toEqual([]);
  });
});

describe('with the key', () => {
  test.each([
    ['header', { headers: { [HEADER]: value(TOKEN), accept: value('*/*') }, cookies: { cart: value('1') } }],
    ['cookie', { cookies: { [COOKIE]: value(TOKEN), cart: value('1') }, headers: { accept: value('*/*') } }],
  ])('in a %s, a request goes on without it and otherwise as it was', (_, asked) => {
    const querystring = { q: value('a%20b') };
    const passed = askGate({ ...asked, uri: '/app/orders', method: 'POST', querystring });
    const rest = { headers: { accept: value('*/*') }, cookies: { cart: value('1') } };
    expect(passed).toEqual({ method: 'POST', uri: '/app/orders', querystring, ...rest });
  });

  test('in a link, a browser gets a cookie and is led to the same place without it', () => {
    const querystring = { 'preview-key': value(TOKEN) };
    const answer = askGate({
      uri: '/app/x%2Fy',
      querystring,
      rawQuery: `b=1&preview-key=${TOKEN}&a=%2F&b=2&preview-keys=3`,
    });
    expect(answer).toMatchObject({
      statusCode: 307,
      cookies: { [COOKIE]: { value: TOKEN, attributes: 'Path=/; Secure; HttpOnly; SameSite=Lax' } },
      headers: {
        location: value(`https://${DOMAIN}/app/x%2Fy?b=1&a=%2F&b=2&preview-keys=3`),
        'cache-control': value('no-store'),
        'referrer-policy': value('no-referrer'),
      },
    });
  });

  test.each(['//elsewhere.example', '/\\elsewhere.example', '/https://elsewhere.example', '/@elsewhere.example'])(
    'in a link to %s, it is led to no other host',
    (uri) => {
      const answer = askGate({ uri, querystring: { 'preview-key': value(TOKEN) }, rawQuery: `preview-key=${TOKEN}` });
      const location = answer.headers?.location?.value ?? '';
      expect(location).toBe(`https://${DOMAIN}${uri}`);
      expect(new URL(location).host).toBe(DOMAIN);
    },
  );
});

describe('without the key', () => {
  const other = tokenOf(gateOf({ accessKey: `${ACCESS_KEY}!` }), DOMAIN);
  test.each([
    ['none', {}],
    ['a wrong one', { headers: { [HEADER]: value('x') } }],
    ['an empty one', { headers: { [HEADER]: value('') }, cookies: { [COOKIE]: value('') } }],
    ['one that goes on', { headers: { [HEADER]: value(`${TOKEN}x`) } }],
    ['one that ends early', { headers: { [HEADER]: value(TOKEN.slice(0, -1)) } }],
    ['one in another case', { headers: { [HEADER]: value(TOKEN.toUpperCase()) } }],
    ['that of another address', { headers: { [HEADER]: value(tokenOf(GATE, 'd222222abcdef8.cloudfront.net')) } }],
    ['that of another access-key', { headers: { [HEADER]: value(other) } }],
    ['the line for machines in the place of the key', { headers: { [HEADER]: value(headerOf(TOKEN)) } }],
    ['two in the query', { querystring: { 'preview-key': twice(TOKEN, TOKEN) } }],
    ['a wrong one before it in the query', { querystring: { 'preview-key': twice('x', TOKEN) } }],
    ['two headers', { headers: { [HEADER]: twice(TOKEN, 'x') } }],
    ['two cookies', { cookies: { [COOKIE]: twice('x', TOKEN) } }],
    ['the name of the parameter encoded', { querystring: { 'preview%2Dkey': value(TOKEN) } }],
    ['the name of the parameter in upper case', { querystring: { 'PREVIEW-KEY': value(TOKEN) } }],
    [
      'the key encoded',
      { querystring: { 'preview-key': value(TOKEN.replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`)) } },
    ],
    [
      'a cookie that any page of the domain may set',
      { cookies: { preview: value(TOKEN), '__host-preview': value(TOKEN) } },
    ],
    ['the key in the path', { uri: `/app/preview-key=${TOKEN}` }],
    ['HEAD', { method: 'HEAD' }],
    ['POST', { method: 'POST' }],
  ])('%s: a form, and nothing goes on', (_, asked) => {
    const answer = askGate(asked);
    expect(answer).toMatchObject({
      statusCode: 401,
      headers: { 'cache-control': value('no-store'), 'x-robots-tag': value('noindex') },
    });
    expect(answer.body).toContain('<input name="preview-key"');
    expect(answer).not.toHaveProperty('uri');
  });

  test('OPTIONS passes, whatever it brings', () => {
    const passed = askGate({ method: 'OPTIONS', uri: '/admin/products', querystring: { 'preview-key': value(TOKEN) } });
    expect(passed).toMatchObject({ method: 'OPTIONS', uri: '/admin/products', querystring: {} });
  });

  test('a key of before a rotation is not handed on by a path that is open', () => {
    const querystring = { 'preview-key': value('old'), q: value('a') };
    expect(askGate({ uri: '/store/products', querystring })).toMatchObject({ querystring: { q: value('a') } });
  });
});

const OPEN = [
  ...PUBLIC,
  ...PUBLIC.map((path) => `${path}/`),
  '/store/products/prod_01',
  '/auth/customer/emailpass/register',
  '/hooks/payment/stripe_stripe',
  '/static/1712-My%20Image.PNG',
  '/static/%C3%A9t%C3%A9.png',
  '/static/%E0%B8%81.png',
];
const CLOSED = [
  ...[
    '/',
    '/app',
    '/admin/products',
    '/auth',
    '/auth/user/emailpass',
    '/auth/token',
    '/storefront',
    '/healthz',
    '/stores',
  ],
  ...['/STORE/products', '/Store', '/store%2F', '/%73tore', '//store', '/./store', '/app/store', '/auth/customers'],
  ...['/store/../admin', '/store/..', '/store//admin', '/store/..;/admin', '/store;/../admin', '/store\\..\\admin'],
  ...[
    '/store/%2e%2e/admin',
    '/store/.%2E/admin',
    '/store/%252e%252e/admin',
    '/store/..%2fadmin',
    '/store/%5c..%5cadmin',
  ],
  ...['/static/%c0%ae%c0%ae/admin', '/static/%e0%80%ae%e0%80%ae/admin', '/static/%00', '/static/%', '/static/%zz'],
  ...['//admin', '/\\store', '/store/a b', '/store/\u00e9', '/store/;jsessionid=1'],
];

describe('protect', () => {
  test('admin leaves open what is public in production', () => {
    expect(openAmong([...OPEN, ...CLOSED])).toEqual(OPEN);
  });

  test('all closes that as well', () => {
    expect(openAmong([...OPEN, ...CLOSED], gateOf({ protect: 'all' }))).toEqual([]);
  });

  test('of an open path too, neither header nor cookie goes on', () => {
    const passed = askGate({ uri: '/store', headers: { [HEADER]: value('x') }, cookies: { [COOKIE]: value('x') } });
    expect(passed).toMatchObject({ uri: '/store', headers: {}, cookies: {} });
  });
});

const PARTS = [
  ...[
    'store',
    'admin',
    'app',
    'auth',
    'customer',
    'session',
    'token',
    'refresh',
    'user',
    'emailpass',
    'hooks',
    'static',
  ],
  ...[
    'health',
    'storefront',
    'Store',
    'ADMIN',
    'st%6Fre',
    '.',
    '..',
    '...',
    '%2e',
    '%2E%2e',
    '.%2e',
    '%252e%252e',
    '..;',
  ],
  ...[
    '..;x=1',
    ';',
    '%3b',
    '',
    '%20',
    'a b',
    '%C3%A9',
    '%c0%ae%c0%ae',
    '%e0%80%ae',
    '%ef%bc%8e',
    '%00',
    '%',
    '%zz',
    '~',
    '*',
  ],
];
const SEPARATORS = ['/', '/', '/', '/', '//', '\\', '%2f', '%2F', '%5c', '%252f', '/./', '/../', ';/'];
const path = fc
  .tuple(
    fc.constantFrom('', '', '', ...PUBLIC, ...PUBLIC.map((each) => each.toUpperCase())),
    fc.array(
      fc.tuple(fc.constantFrom(...SEPARATORS), fc.oneof(fc.constantFrom(...PARTS), fc.string({ maxLength: 4 }))),
      {
        maxLength: 5,
      },
    ),
  )
  .map(([start, rest]) => `${start}${rest.flat().join('')}`.replace(/^(?!\/)/, '/'));

/** The ways in which a proxy, a framework or a file system may read a path, each after each, until nothing changes. */
const READINGS: ((text: string) => string)[] = [
  (text) => text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  (text) =>
    text.replace(/\u00c0\u00ae|\u00e0\u0080\u00ae|\u00f0\u0080\u0080\u00ae/g, '.').replaceAll('\u00c0\u00af', '/'),
  (text) => text.replaceAll('\\', '/'),
  (text) => text.replace(/;[^/]*/g, ''),
  (text) => text.replaceAll('\0', ''),
  (text) => text.replace(/\/{2,}/g, '/'),
  (text) => new URL(text.replace(/[?#]/g, '_'), 'http://h/').pathname,
  (text) => text.toLowerCase(),
];

/** More than a path of this length has. */
const MAX_READINGS = 200;

/** Everything that the path could be taken for. */
function readingsOf(sent: string): Set<string> {
  const seen = new Set([sent]);
  for (const text of seen) {
    for (const read of READINGS) {
      try {
        if (seen.size < MAX_READINGS) seen.add(read(text));
      } catch {
        // No URL.
      }
    }
  }
  return seen;
}

test('of 10,000 paths none is public by accident: whoever reads an open one, it stays below what is public', () => {
  const found = fc.sample(path, { ...tries(10_000), seed: 42 });
  const open: string[] = [];
  for (let at = 0; at < found.length; at += 500) open.push(...openAmong(found.slice(at, at + 500)));
  const isPublic = (text: string) => PUBLIC.some((each) => text === each || text.startsWith(`${each}/`));
  const byAccident = open.filter((sent) => [...readingsOf(sent)].some((text) => !isPublic(text)));
  expect(byAccident).toEqual([]);
  expect(open.length).toBeGreaterThan(300);
  expect(found.length - open.length).toBeGreaterThan(3_000);
});
