import type { DistributionConfig, Origin, VpcOriginConfig } from '@aws-sdk/client-cloudfront';
import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });

/** Changes the origin of the distribution by hand, and waits until the edge has it. */
async function changeOrigin({ outputs }: Play, timeouts: Partial<VpcOriginConfig>, origin: Partial<Origin> = {}) {
  const { cloudfront } = awsClients(stage.endpoint);
  const Id = outputs['distribution-id'];
  const { DistributionConfig: before, ETag } = await cloudfront.getDistributionConfig({ Id });
  const [known] = before?.Origins?.Items ?? [];
  const changed = {
    ...known,
    ...origin,
    VpcOriginConfig: { ...known?.VpcOriginConfig, ...timeouts },
  } as Origin;
  const config = { ...before, Origins: { Quantity: 1, Items: [changed] } } as DistributionConfig;
  await cloudfront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: config });
  await eventually(
    () => cloudfront.getDistribution({ Id }),
    ({ Distribution }) => Distribution?.Status === 'Deployed',
  );
}

/** How often the backend was asked for the path, by its log. */
async function arrivalsOf({ outputs }: Play, path: string): Promise<number> {
  const { logs } = awsClients(stage.endpoint);
  const { events = [] } = await logs.filterLogEvents({ logGroupName: outputs['log-group'] });
  return events.filter(({ message }) => message?.includes(`GET ${path}`)).length;
}

test('a GET that gets no response in time is asked once, and asked three times where that was changed by hand', async () => {
  const first = await stage.act();
  await changeOrigin(first, { OriginReadTimeout: 1 });
  expect(await stage.view(`${first.outputs.url}/silent?ours`)).toMatchObject({ status: 504 });
  expect(await arrivalsOf(first, '/silent?ours')).toBe(1);

  await changeOrigin(first, {}, { ConnectionAttempts: 3 });
  expect(await stage.view(`${first.outputs.url}/silent?theirs`)).toMatchObject({ status: 504 });
  expect(await arrivalsOf(first, '/silent?theirs')).toBe(3);

  const repaired = await stage.act();
  expect(namesOf(repaired.writes)).toEqual(['cloudfront:UpdateDistribution']);
  const { cloudfront } = awsClients(stage.endpoint);
  const { DistributionConfig: config } = await cloudfront.getDistributionConfig({
    Id: repaired.outputs['distribution-id'],
  });
  expect(config?.Origins?.Items?.[0]).toMatchObject({
    ConnectionAttempts: 1,
    VpcOriginConfig: { OriginReadTimeout: 60 },
  });
});

test('a response whose head is longer than Node accepts by default arrives', async () => {
  const { outputs } = await stage.act();
  const { status, headers } = await stage.view(`${outputs.url}/long-head`, { maxHeaderSize: 32_768 });
  expect([status, headers['x-long']?.length]).toEqual([200, 20_000]);
});

/** Chunked, as a body of unknown length is. */
const IN_CHUNKS = { 'transfer-encoding': 'chunked' };
const BODY = 'x'.repeat(12 * 1024 * 1024);
const kilobytes = (count: number) => 'x'.repeat(count * 1024);

describe('a request', () => {
  test('arrives as it was sent, with the address and the protocol of the viewer, up to the limits of the page', async () => {
    const { url = '' } = (await stage.act()).outputs;
    const send = async (path: string, wish: Parameters<typeof stage.view>[1] = {}) => {
      const { status, body } = await stage.view(url + path, wish);
      return { status, ...(status === 200 && wish.method !== 'HEAD' ? JSON.parse(body) : {}) };
    };
    for (const headers of [{ 'content-length': BODY.length }, IN_CHUNKS]) {
      const { status, body } = await send('/admin/uploads', { method: 'POST', headers, body: BODY });
      expect([status, body?.length]).toEqual([200, BODY.length]);
    }
    const ofTwo = { headers: { 'content-length': 2 }, body: '{}' };
    const deletion = await send('/admin/products?a[]=1&a[]=2&b=%2B', { method: 'DELETE', ...ofTwo });
    expect(deletion).toMatchObject({ method: 'DELETE', body: '{}', query: { 'a[]': ['1', '2'], b: '+' } });
    for (const method of ['HEAD', 'OPTIONS']) expect(await send('/store', { method })).toMatchObject({ status: 200 });
    const { headers } = await send('/store', {
      headers: { 'x-forwarded-proto': 'http', 'x-forwarded-for': '203.0.113.9' },
    });
    expect(headers).toMatchObject({ host: new URL(url).host, 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' });
    // The last but one is the viewer, whatever it says of itself.
    expect(headers['x-forwarded-for'].split(/, ?/)).toEqual(['203.0.113.9', '127.0.0.1', '127.0.0.1']);
    const cookies = Array.from({ length: 3 }, (_, at) => `c${at}=${kilobytes(5)}`).join('; ');
    expect(Object.keys((await send('/store', { headers: { cookie: cookies } })).cookies)).toHaveLength(3);
  });

  test('beyond the limits of the page gets the status that it says', async () => {
    const { url = '' } = (await stage.act()).outputs;
    const statusOf = async (path: string, wish: Parameters<typeof stage.view>[1] = {}) =>
      (await stage.view(url + path, wish)).status;
    expect([
      await statusOf(`/${'p'.repeat(9000)}`),
      await statusOf('/store', { headers: { cookie: `a=${kilobytes(20)}`, 'x-b': kilobytes(20) } }),
      await statusOf('/store', { headers: { cookie: `a=${kilobytes(17)}` } }),
      await statusOf('/store', { headers: { cookie: `a=${kilobytes(10)}`, 'x-b': kilobytes(8) } }),
      await statusOf('/store', { method: 'GET', headers: { 'content-length': 2 }, body: '{}' }),
      await statusOf('/store', { method: 'PROPFIND' }),
    ]).toEqual([414, 494, 400, 431, 403, 403]);
  });
});
