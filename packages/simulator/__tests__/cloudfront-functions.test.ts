// Shows the life of CloudFront Functions: stages, versions, quotas, and what holds on to them.
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { aDistributionConfig } from './support/distribution-config.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const cloud = simulatedCloud();
const FunctionConfig = { Comment: 'a test', Runtime: 'cloudfront-js-2.0' } as const;
const codeOf = (code: string) => new TextEncoder().encode(code);
const PASS = codeOf('function handler(event) { return event.request; }');

async function create(Name: string, FunctionCode = PASS) {
  const { ETag, FunctionSummary } = await cloud.aws.cloudfront.createFunction({ Name, FunctionConfig, FunctionCode });
  return { Name, IfMatch: ETag, FunctionARN: FunctionSummary?.FunctionMetadata?.FunctionARN ?? '' };
}

function behaviorWith(...associations: { FunctionARN: string; EventType: string }[]) {
  const { DefaultCacheBehavior } = aDistributionConfig();
  const FunctionAssociations = { Quantity: associations.length, Items: associations as never };
  return { DefaultCacheBehavior: { ...DefaultCacheBehavior, FunctionAssociations } as never };
}

function distribute(CallerReference: string, ...associations: { FunctionARN: string; EventType: string }[]) {
  const DistributionConfig = aDistributionConfig({ CallerReference, ...behaviorWith(...associations) });
  return cloud.aws.cloudfront.createDistribution({ DistributionConfig });
}

test('a change is made in development, and goes live when it is published', async () => {
  const { cloudfront } = cloud.aws;
  const { Name, IfMatch } = await create('stages');
  expect(await refusalOf(cloudfront.getFunction({ Name, Stage: 'LIVE' }))).toMatchObject({
    name: 'NoSuchFunctionExists',
    status: 404,
  });
  await cloudfront.publishFunction({ Name, IfMatch });
  const FunctionCode = codeOf('function handler() { return { statusCode: 204 }; }');
  const { ETag } = await cloudfront.updateFunction({ Name, IfMatch, FunctionConfig, FunctionCode });
  expect(ETag).not.toBe(IfMatch);
  const liveCode = async () => {
    const { FunctionCode: live } = await cloudfront.getFunction({ Name, Stage: 'LIVE' });
    return Buffer.from(live ?? []).toString();
  };
  expect(await liveCode()).toBe(Buffer.from(PASS).toString());
  expect(await refusalOf(cloudfront.publishFunction({ Name, IfMatch }))).toMatchObject({ name: 'PreconditionFailed' });
  const { FunctionSummary } = await cloudfront.publishFunction({ Name, IfMatch: ETag });
  expect(FunctionSummary).toMatchObject({ Status: 'UNASSOCIATED', FunctionMetadata: { Stage: 'LIVE' } });
  expect(await liveCode()).toBe(Buffer.from(FunctionCode).toString());
});

test('lists show each stage by itself', async () => {
  const { IfMatch } = await create('listed');
  const listed = async (Stage?: 'DEVELOPMENT' | 'LIVE') => {
    const { FunctionList } = await cloud.aws.cloudfront.listFunctions({ ...(Stage && { Stage }) });
    const items = (FunctionList?.Items ?? []).filter(({ Name }) => Name === 'listed');
    return items.map(({ FunctionMetadata }) => FunctionMetadata?.Stage);
  };
  expect([await listed(), await listed('LIVE')]).toEqual([['DEVELOPMENT'], []]);
  await cloud.aws.cloudfront.publishFunction({ Name: 'listed', IfMatch });
  expect([await listed(), await listed('LIVE')]).toEqual([['DEVELOPMENT', 'LIVE'], ['LIVE']]);
});

interface Wrong {
  Name: string;
  FunctionCode?: Uint8Array;
  Runtime?: string;
}

const refused: [string, Wrong, object][] = [
  ['a name with other signs', { Name: 'a.b' }, { name: 'MalformedXML', status: 400 }],
  ['a name of 65 characters', { Name: 'x'.repeat(65) }, { name: 'MalformedXML', status: 400 }],
  ['an unknown runtime', { Name: 'runtime', Runtime: 'cloudfront-js-3.0' }, { name: 'MalformedXML', status: 400 }],
  ['code that is none', { Name: 'code', FunctionCode: codeOf('function (') }, { name: 'InvalidArgument', status: 400 }],
  [
    'code above 10 KB',
    { Name: 'large', FunctionCode: codeOf(' '.repeat(10_241)) },
    { name: 'FunctionSizeLimitExceeded', status: 413 },
  ],
];

test.each(refused)('%s is refused', async (_, { Name, FunctionCode = PASS, Runtime }, refusal) => {
  const config = { ...FunctionConfig, ...(Runtime && { Runtime: Runtime as never }) };
  const call = cloud.aws.cloudfront.createFunction({ Name, FunctionConfig: config, FunctionCode });
  expect(await refusalOf(call)).toMatchObject(refusal);
});

test('a name is taken once, and an account has a hundred functions', async () => {
  await create('taken');
  expect(await refusalOf(create('taken'))).toMatchObject({ name: 'FunctionAlreadyExists', status: 409 });
  const { FunctionList } = await cloud.aws.cloudfront.listFunctions({ Stage: 'DEVELOPMENT' });
  for (let count = FunctionList?.Quantity ?? 0; count < 100; count++) await create(`many-${count}`);
  expect(await refusalOf(create('too-many'))).toMatchObject({ name: 'TooManyFunctions', status: 400 });
  for (const name of Array.from({ length: 100 }, (_, at) => `many-${at}`)) {
    const { ETag: IfMatch } = await cloud.aws.cloudfront
      .describeFunction({ Name: name })
      .catch(() => ({ ETag: undefined }));
    if (IfMatch) await cloud.aws.cloudfront.deleteFunction({ Name: name, IfMatch });
  }
});

test('only what is live is associated, once for each event, and stays while it is in use', async () => {
  const { cloudfront } = cloud.aws;
  const { Name, IfMatch, FunctionARN } = await create('in-use');
  const onRequest = { FunctionARN, EventType: 'viewer-request' };
  const invalid = { name: 'InvalidFunctionAssociation', status: 400 };
  expect(await refusalOf(distribute('unpublished', onRequest))).toMatchObject(invalid);
  await cloudfront.publishFunction({ Name, IfMatch });
  expect(await refusalOf(distribute('twice', onRequest, onRequest))).toMatchObject(invalid);
  expect(await refusalOf(distribute('unknown', { ...onRequest, FunctionARN: `${FunctionARN}-x` }))).toMatchObject(
    invalid,
  );
  expect(await refusalOf(distribute('event', { FunctionARN, EventType: 'origin-request' }))).toMatchObject({
    name: 'MalformedXML',
  });
  const { Distribution, ETag } = await distribute('good', onRequest, { FunctionARN, EventType: 'viewer-response' });
  expect(await refusalOf(cloudfront.deleteFunction({ Name, IfMatch }))).toMatchObject({
    name: 'FunctionInUse',
    status: 409,
    message: 'Cannot delete function in-use, it is in use by 1 distributions',
  });
  const Id = Distribution?.Id ?? '';
  const { DistributionConfig } = await cloudfront.getDistributionConfig({ Id });
  const without = { ...DistributionConfig, ...behaviorWith() } as never;
  const filled = {
    ...(without as object),
    DefaultCacheBehavior: { ...DistributionConfig?.DefaultCacheBehavior, FunctionAssociations: { Quantity: 0 } },
  };
  await cloudfront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: filled as never });
  await cloud.simulator.pass(600);
  await cloudfront.deleteFunction({ Name, IfMatch });
  expect(await refusalOf(cloudfront.describeFunction({ Name }))).toMatchObject({ name: 'NoSuchFunctionExists' });
});

test('a function serves a hundred distributions', async () => {
  const { Name, IfMatch, FunctionARN } = await create('popular');
  await cloud.aws.cloudfront.publishFunction({ Name, IfMatch });
  const onRequest = { FunctionARN, EventType: 'viewer-request' };
  for (let count = 0; count < 100; count++) await distribute(`popular-${count}`, onRequest);
  expect(await refusalOf(distribute('popular-100', onRequest))).toMatchObject({
    name: 'TooManyDistributionsWithFunctionAssociations',
  });
});

const CALLS = `
  function handler(event) {
    console.log('at', event.request.uri);
    if (event.request.uri === '/throws') throw new Error('broken');
    if (event.request.uri === '/nothing') return undefined;
    event.request.headers.added = { value: 'yes' };
    return event.request;
  }`;

test('a test of a function shows what it returned, wrote, and why it failed', async () => {
  const { Name, IfMatch } = await create('tested', codeOf(CALLS));
  const tried = async (uri: string) => {
    const request = { method: 'GET', uri, querystring: {}, headers: {}, cookies: {} };
    const event = { version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: '1.2.3.4' }, request };
    const EventObject = codeOf(JSON.stringify(event));
    return (await cloud.aws.cloudfront.testFunction({ Name, IfMatch, EventObject })).TestResult;
  };
  const good = await tried('/');
  expect(good).toMatchObject({ FunctionErrorMessage: '', FunctionExecutionLogs: ['at /'] });
  expect(JSON.parse(good?.FunctionOutput ?? '')).toMatchObject({
    request: { uri: '/', headers: { added: { value: 'yes' } } },
  });
  expect(await tried('/throws')).toMatchObject({ FunctionErrorMessage: 'Error: broken' });
  expect((await tried('/nothing'))?.FunctionErrorMessage).toMatch('returned an invalid value');
});
