// Shows what functions do at the edge: the event that they get, what they may return, and what runtime 2.0 has.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { simulatedCloud } from './support/simulated-cloud.ts';
import { view } from './support/viewer.ts';

const folder = mkdtempSync(join(tmpdir(), 'edge-functions-'));
const scenario = join(folder, 'scenario.json');
const distribution = { comment: 'Shop', vpcOrigin: 'shop' };
writeFileSync(scenario, JSON.stringify({ distribution, loadBalancer: { admits: ['cloudfront'] } }));
afterAll(() => rmSync(folder, { recursive: true }));
const cloud = simulatedCloud(['--time-scale', '1000', '--scenario', scenario]);

/** The path chooses what is done. */
const ON_REQUEST = `
  const crypto = require('crypto');
  const querystring = require('querystring');
  const ACTIONS = {
    '/event': (event) => ({ statusCode: 200, body: JSON.stringify({ event, raw: event.request.rawQueryString() }) }),
    '/pass': ({ request }) => request,
    '/change': ({ request }) => {
      request.uri = '/changed';
      request.querystring = 'a=1&a=2';
      request.headers['x-added'] = { value: 'yes' };
      delete request.headers['x-secret'];
      delete request.cookies.secret;
      return request;
    },
    '/hash': () => ({
      statusCode: 200,
      body: {
        encoding: 'text',
        data: [
          crypto.createHash('md5').update('a').digest('hex'),
          crypto.createHmac('sha256', 'key').update('a').digest('base64url'),
          querystring.stringify({ b: 'c d' }),
          String(Buffer.from('e').length),
        ].join(' '),
      },
    }),
    '/globals': () => ({ statusCode: 200, body: Object.getOwnPropertyNames(globalThis).sort().join(' ') }),
    '/eval': () => new Function('return 1')(),
    '/module': () => require('fs'),
    '/sha512': () => crypto.createHmac('sha512', 'key'),
    '/throw': () => { throw new Error('broken'); },
    '/endless': () => { for (;;); },
    '/nothing': () => undefined,
    '/number': () => 1,
    '/status': () => ({ statusCode: 1000 }),
    '/method': ({ request }) => Object.assign(request, { method: 'POST' }),
    '/host': ({ request }) => { request.headers.host = { value: 'example.com' }; return request; },
    '/proto': ({ request }) => { request.headers['x-forwarded-proto'] = { value: 'https' }; return request; },
    '/response-header': () => ({ statusCode: 200, headers: { connection: { value: 'close' } } }),
    '/answer': () => ({
      statusCode: 401,
      headers: { 'x-robots-tag': { value: 'noindex' } },
      cookies: { one: { value: '1', attributes: 'Path=/; Secure' }, two: { value: '2' } },
      body: 'Who are you?',
    }),
  };
  async function handler(event) {
    return (ACTIONS[event.request.uri] || ACTIONS['/pass'])(event);
  }`;
const ON_RESPONSE = `
  function handler(event) {
    const response = event.response;
    response.headers['x-seen'] = { value: event.request.uri + ' ' + response.statusCode };
    return response;
  }`;

let host: string;

beforeAll(async () => {
  const { cloudfront } = cloud.aws;
  const publish = async (Name: string, code: string) => {
    const FunctionConfig = { Comment: '', Runtime: 'cloudfront-js-2.0' } as const;
    const FunctionCode = new TextEncoder().encode(code);
    const { ETag, FunctionSummary } = await cloudfront.createFunction({ Name, FunctionConfig, FunctionCode });
    await cloudfront.publishFunction({ Name, IfMatch: ETag });
    return FunctionSummary?.FunctionMetadata?.FunctionARN;
  };
  const Items = [
    { EventType: 'viewer-request', FunctionARN: await publish('on-request', ON_REQUEST) },
    { EventType: 'viewer-response', FunctionARN: await publish('on-response', ON_RESPONSE) },
  ] as const;
  const { DistributionList } = await cloudfront.listDistributions({});
  const { Id = '', DomainName = '' } = DistributionList?.Items?.[0] ?? {};
  const { DistributionConfig, ETag } = await cloudfront.getDistributionConfig({ Id });
  const FunctionAssociations = { Quantity: 2, Items: [...Items] };
  const DefaultCacheBehavior = { ...DistributionConfig?.DefaultCacheBehavior, FunctionAssociations } as never;
  const changed = { ...DistributionConfig, DefaultCacheBehavior } as never;
  await cloudfront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: changed });
  await cloud.simulator.pass(600);
  host = DomainName;
});

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  view(cloud.simulator, `https://${host}${path}`, { method, headers });

test('the event has what is documented, as it was sent', async () => {
  const sent = { cookie: 'a=1; b=x=y; a=2', 'X-Asked': 'Yes', 'x-forwarded-proto': 'http', connection: 'keep-alive' };
  const { body } = await ask('/event?q=a%20b&none&q=c', sent);
  const { event, raw } = JSON.parse(body);
  expect(raw).toBe('q=a%20b&none&q=c');
  expect(event).toEqual({
    version: '1.0',
    context: {
      distributionDomainName: host,
      distributionId: expect.stringMatching(/^E/),
      eventType: 'viewer-request',
      requestId: expect.any(String),
    },
    viewer: { ip: expect.any(String) },
    request: {
      method: 'GET',
      uri: '/event',
      querystring: {
        q: { value: 'a%20b', multiValue: [{ value: 'a%20b' }, { value: 'c' }] },
        none: { value: '' },
      },
      headers: { host: { value: host }, 'x-asked': { value: 'Yes' } },
      cookies: { a: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] }, b: { value: 'x=y' } },
    },
  });
});

test('a request that is returned as it came passes as it was written', async () => {
  const { body, headers } = await ask('/pass%2F/x?b=1&a&b=2', { cookie: 'b=2;a=1', 'x-odd-Case': '1' });
  expect(JSON.parse(body)).toMatchObject({ path: '/pass%2F/x', rawQuery: 'b=1&a&b=2', cookies: { a: '1', b: '2' } });
  expect(headers['x-seen']).toBe('/pass%2F/x 200');
});

test('a request can be changed: path, query, headers and cookies', async () => {
  const { body } = await ask('/change?b=1', { 'x-secret': '1', cookie: 'kept=1; secret=2' });
  const seen = JSON.parse(body);
  expect(seen).toMatchObject({ path: '/changed', rawQuery: 'a=1&a=2', headers: { 'x-added': 'yes' } });
  expect(seen.cookies).toEqual({ kept: '1' });
  expect(seen.headers).not.toHaveProperty('x-secret');
});

test('an answer of its own reaches the viewer, and no origin', async () => {
  const { status, headers, body } = await ask('/answer');
  expect({ status, body }).toEqual({ status: 401, body: 'Who are you?' });
  expect(headers).toMatchObject({
    'x-cache': 'FunctionGeneratedResponse from cloudfront',
    'set-cookie': ['one=1; Path=/; Secure', 'two=2'],
    'x-robots-tag': 'noindex',
  });
  expect(headers).not.toHaveProperty('x-seen');
  expect(await ask('/answer', {}, 'HEAD')).toMatchObject({ status: 401, body: '' });
});

test('the modules are those of the runtime', async () => {
  expect((await ask('/hash')).body).toBe(
    '0cc175b9c0f1b6a831c399e269772661 eAw9tM495bnlWBb7qY9ZBjHZbAdScbJpdiONX0REIZs b=c%20d 1',
  );
});

test('there is nothing of Node and nothing of the simulator', async () => {
  const names = (await ask('/globals')).body.split(' ');
  expect(names).toContain('JSON');
  expect(names.filter((name) => /^(eval|process|set|fetch|Map|WebAssembly|surroundings|global)/.test(name))).toEqual([
    'globalThis',
  ]);
});

test.each(['/eval', '/module', '/sha512', '/throw', '/endless'])('%s is an error of the function', async (path) => {
  const { status, headers, body } = await ask(path);
  expect([status, headers['x-cache']]).toEqual([503, 'FunctionExecutionError from cloudfront']);
  expect(body).toContain(
    'The CloudFront function associated with the CloudFront distribution is invalid or could not run.',
  );
});

test.each(['/nothing', '/number', '/status', '/method', '/host', '/proto', '/response-header'])(
  '%s returns what CloudFront does not take',
  async (path) => {
    const { status, headers } = await ask(path);
    expect([status, headers['x-cache']]).toEqual([502, 'FunctionValidationError from cloudfront']);
  },
);
