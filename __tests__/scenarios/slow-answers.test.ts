import type { DistributionConfig, Origin, VpcOriginConfig } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
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
