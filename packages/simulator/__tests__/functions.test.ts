// Shows functions as targets of a load balancer: their event, their answer, and what is refused of them.
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { cloudWithAddress } from './support/edge-viewer.ts';
import {
  addFunction,
  changeFunction,
  createFunctionGroup,
  createRule,
  INVOKER,
  STAND_IN,
} from './support/functions.ts';

const cloud = cloudWithAddress();

let visits = 0;

/** Each asks for another path, since the edge keeps errors for some seconds. */
function visit(way: string) {
  visits += 1;
  return cloud.view(`/${visits}`, { headers: { 'X-Way': way } });
}

/** The event that the stand-in answers with. */
async function eventOf(way: string, path: string, { headers = {}, ...options }: Parameters<typeof cloud.view>[1] = {}) {
  const answer = await cloud.view(path, { ...options, headers: { ...headers, 'X-Way': way } });
  return JSON.parse(answer.body.toString()) as Record<string, unknown>;
}

test('a function gets the request as an event', async () => {
  const { targetGroupArn } = await addFunction(cloud, 'event');
  const event = await eventOf('event', '/a%20b?x=1&x=2&y=%C3%A4&z', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Twice': ['one', 'two'] },
    body: '{"a":1}',
  });
  expect(event).toEqual({
    requestContext: { elb: { targetGroupArn } },
    httpMethod: 'POST',
    path: '/a%20b',
    queryStringParameters: { x: '2', y: '%C3%A4', z: '' },
    headers: expect.objectContaining({
      'content-type': 'application/json',
      host: expect.stringContaining('cloudfront.net'),
      'x-amzn-trace-id': expect.stringMatching(/^Root=1-/),
      'x-forwarded-for': expect.any(String),
      'x-forwarded-port': '80',
      'x-forwarded-proto': 'http',
      'x-twice': 'two',
      'x-way': 'event',
    }),
    body: '{"a":1}',
    isBase64Encoded: false,
  });
});

test('with multi-value headers, names and values come as lists', async () => {
  const { targetGroupArn: TargetGroupArn } = await addFunction(cloud, 'lists');
  const Attributes = [{ Key: 'lambda.multi_value_headers.enabled', Value: 'true' }];
  await cloud.aws.loadBalancing.modifyTargetGroupAttributes({ TargetGroupArn, Attributes });
  const answer = {
    isBase64Encoded: false,
    statusCode: 200,
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'], 'Content-Type': ['text/plain'] },
  };
  await changeFunction(cloud, { name: 'lists', variables: { ANSWER: JSON.stringify(answer) } });
  const { headers } = await visit('lists');
  expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
  await changeFunction(cloud, { name: 'lists', variables: {} });
  expect(await eventOf('lists', '/?x=1&x=2', { headers: { 'X-Twice': ['one', 'two'] } })).toMatchObject({
    multiValueQueryStringParameters: { x: ['1', '2'] },
    multiValueHeaders: { 'x-twice': ['one', 'two'], 'x-way': ['lists'] },
  });
});

const bodies: [string, Record<string, string>, boolean][] = [
  ['text', { 'Content-Type': 'text/csv' }, false],
  ['XML', { 'Content-Type': 'application/xml; charset=utf-8' }, false],
  ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, true],
  ['text that is encoded', { 'Content-Type': 'text/plain', 'Content-Encoding': 'gzip' }, true],
  ['anything without a type', {}, true],
];

test.each(bodies)('a body of %s travels as it should', async (_, headers, isBase64Encoded) => {
  await changeFunction(cloud, { name: 'event' });
  const event = await eventOf('event', '/', { method: 'POST', headers, body: 'grün' });
  const body = isBase64Encoded ? Buffer.from('grün').toString('base64') : 'grün';
  expect(event).toMatchObject({ body, isBase64Encoded });
});

test('the answer becomes the response, decoded where it is encoded', async () => {
  const answer = {
    isBase64Encoded: true,
    statusCode: 418,
    statusDescription: '418 Short and Stout',
    headers: { 'X-Own': 'yes', Connection: 'close', 'Content-Length': '1' },
    body: Buffer.from([0, 255]).toString('base64'),
  };
  await addFunction(cloud, 'encoded', { variables: { ANSWER: JSON.stringify(answer) } });
  const { status, headers, body } = await visit('encoded');
  expect([status, headers['x-own'], headers['content-length'], [...body]]).toEqual([418, 'yes', '2', [0, 255]]);
});

const whole = { isBase64Encoded: false, statusCode: 200, headers: {}, body: '' };
const failures: [string, object][] = [
  ['throws', { variables: { FAILURE: 'throws' } }],
  ['ends', { variables: { FAILURE: 'ends' } }],
  ['takes too long', { variables: { FAILURE: 'hangs' }, timeoutSeconds: 1 }],
  ['answers with nothing', { variables: { ANSWER: 'null' } }],
  ['leaves out its status', { variables: { ANSWER: JSON.stringify({ ...whole, statusCode: undefined }) } }],
  ['leaves out its headers', { variables: { ANSWER: JSON.stringify({ ...whole, headers: undefined }) } }],
  [
    'does not say how it is encoded',
    { variables: { ANSWER: JSON.stringify({ ...whole, isBase64Encoded: undefined }) } },
  ],
  ['answers with more than a megabyte', { variables: { LENGTH: String(1024 * 1024) } }],
  ['has no such export', { handler: 'nothing' }],
];

test.each(failures)('a function that %s makes a 502', async (_, change) => {
  await changeFunction(cloud, { name: 'event', handler: 'handler', timeoutSeconds: 3, variables: {}, ...change });
  expect(await visit('event')).toMatchObject({ status: 502 });
  await changeFunction(cloud, { name: 'event', handler: 'handler', variables: {} });
  expect(await visit('event')).toMatchObject({ status: 200 });
});

test('no more than a megabyte goes in, and no WebSocket', async () => {
  const headers = { 'X-Way': 'event', 'Content-Type': 'text/plain' };
  const send = async (bytes: number) =>
    (await cloud.view('/', { method: 'POST', headers, body: 'x'.repeat(bytes) })).status;
  expect([await send(1024 * 1024 + 1), await send(500_000)]).toEqual([413, 200]);
  const handshake = { 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' };
  const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', ...handshake };
  expect((await cloud.view('/', { headers: { ...upgrade, 'X-Way': 'event' } })).status).toBe(400);
});

test('a process that has served an event serves the next', async () => {
  const instance = async () => (await visit('event')).headers['x-instance'];
  const first = await instance();
  expect(first).toMatch(/^\d+$/);
  expect(await instance()).toBe(first);
  await Promise.all([instance(), instance(), instance()]);
});

test('what a function writes is in its log group', async () => {
  await cloud.aws.logs.createLogGroup({ logGroupName: '/aws/lambda/event' });
  await cloud.view('/logged', { headers: { 'X-Way': 'event' } });
  const { events = [] } = await cloud.aws.logs.filterLogEvents({ logGroupName: '/aws/lambda/event' });
  expect(events.map(({ message }) => message)).toContain('GET /logged');
});

test('a target group takes one function, and only where the load balancer may invoke it', async () => {
  const { loadBalancing } = cloud.aws;
  const TargetGroupArn = await createFunctionGroup(cloud, 'strict');
  const Id = await changeFunction(cloud, { name: 'strict', file: STAND_IN });
  const register = (targets: { Id: string; Port?: number }[]) =>
    refusalOf(loadBalancing.registerTargets({ TargetGroupArn, Targets: targets }));
  expect(await register([{ Id }])).toMatchObject({
    name: 'AccessDenied',
    status: 403,
    message: `elasticloadbalancing principal does not have permission to invoke ${Id} from target group ${TargetGroupArn}`,
  });
  const permissions = [{ ...INVOKER, sourceArn: 'arn:aws:elasticloadbalancing:*:targetgroup/other/*' }];
  await changeFunction(cloud, { name: 'strict', permissions });
  expect(await register([{ Id }])).toMatchObject({ name: 'AccessDenied' });
  await changeFunction(cloud, { name: 'strict', permissions: [{ ...INVOKER, sourceArn: TargetGroupArn }] });
  expect(await register([{ Id, Port: 80 }])).toMatchObject({ name: 'ValidationError' });
  expect(await register([{ Id: '10.0.1.9' }])).toMatchObject({ name: 'InvalidTargetException' });
  expect((await register([{ Id }])).name).toBeUndefined();
  const other = await changeFunction(cloud, { name: 'event', file: STAND_IN });
  expect(await register([{ Id: other }])).toMatchObject({ name: 'TooManyTargetsException' });
});

test('a function without permission any more is not invoked, and none at all is a 503', async () => {
  const { functionArn, targetGroupArn: TargetGroupArn } = await addFunction(cloud, 'forbidden');
  const status = async () => (await visit('forbidden')).status;
  await changeFunction(cloud, { name: 'forbidden', permissions: [] });
  expect(await status()).toBe(502);
  await cloud.aws.loadBalancing.deregisterTargets({ TargetGroupArn, Targets: [{ Id: functionArn }] });
  expect(await status()).toBe(503);
});

const refusedGroups: [string, object][] = [
  ['Protocol', { Protocol: 'HTTP' }],
  ['Port', { Port: 80 }],
  ['VPC ID', { VpcId: 'vpc-1' }],
];

test.each(refusedGroups)('%s cannot be specified for functions', async (words, member) => {
  const made = cloud.aws.loadBalancing.createTargetGroup({ Name: 'wrong', TargetType: 'lambda', ...member });
  expect(await refusalOf(made)).toMatchObject({
    name: 'ValidationError',
    message: `${words} cannot be specified for target groups with target type 'lambda'`,
  });
});

test('the health of a function is not checked', async () => {
  const TargetGroupArn = await createFunctionGroup(cloud, 'healthy');
  const Id = await changeFunction(cloud, { name: 'event' });
  await cloud.aws.loadBalancing.registerTargets({ TargetGroupArn, Targets: [{ Id }] });
  const health = async () => {
    const { TargetHealthDescriptions: [found] = [] } = await cloud.aws.loadBalancing.describeTargetHealth({
      TargetGroupArn,
    });
    return [found?.Target, found?.TargetHealth?.State, found?.TargetHealth?.Reason];
  };
  expect(await health()).toEqual([{ Id }, 'unused', 'Target.NotInUse']);
  await createRule(cloud, 'healthy', { Type: 'forward', TargetGroupArn });
  expect(await health()).toEqual([{ Id }, 'unavailable', 'Target.HealthCheckDisabled']);
});

const refusedFunctions: [object, string][] = [
  [{ file: STAND_IN }, 'needs a name'],
  [{ name: 'new' }, 'needs a file'],
  [{ name: 'new', file: '/nowhere.mjs' }, 'a file on this machine'],
  [{ name: 'new', file: STAND_IN, memory: 128 }, 'has no memory; it has name, file'],
  [{ name: 'new', file: STAND_IN, permissions: [{}] }, 'a list of principal and sourceArn'],
];

test.each(refusedFunctions)('the control refuses %j', async (change, problem) => {
  const { status, body } = await cloud.simulator.control('POST', 'functions', change);
  expect([status, body]).toEqual([400, { message: expect.stringContaining(problem) }]);
});
