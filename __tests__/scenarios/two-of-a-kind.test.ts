import { beforeEach, expect, test } from '@jest/globals';
import { findLeftovers, NOTHING_LEFT } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest } from '../../harness/pull-request.ts';
import { findRouting, findTargetGroupArn } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { digest } from '../../src/identity.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
let first: Play;
beforeEach(async () => {
  first = await stage.act();
  await doubleDistribution();
  await doubleRule();
});

const TAGS = { 'medusa-preview:owner': 'acme/shop:shop', 'medusa-preview:environment': 'pr-42' };
const tagList = Object.entries({ ...TAGS, 'medusa-preview:service': 'shop/shop-pr-42' }).map(([Key, Value]) => ({
  Key,
  Value,
}));

/** Two that an older version made, so that one comes before the first in lists more often than not. */
async function doubleDistribution(): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { Distribution } = await cloudfront.getDistribution({ Id: first.outputs['distribution-id'] });
  const config = Distribution?.DistributionConfig;
  if (config === undefined) throw new Error('The deploy made no distribution.');
  for (const generation of [2, 3]) {
    const CallerReference = `medusa-preview-${digest('acme/shop:shop pr-42', 24)}-${generation}`;
    const DistributionConfig = { ...config, CallerReference };
    await cloudfront.createDistributionWithTags({
      DistributionConfigWithTags: { DistributionConfig, Tags: { Items: tagList } },
    });
  }
}

async function doubleRule(): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const TargetGroupArn = await findTargetGroupArn(stage, 'shop-pr-42');
  const { listener } = await findRouting(stage);
  await loadBalancing.createRule({
    ListenerArn: listener.ListenerArn,
    Priority: 1000,
    Conditions: [
      { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Medusa-Preview', Values: ['shop-pr-42'] } },
    ],
    Actions: [{ Type: 'forward', TargetGroupArn }],
    Tags: tagList,
  });
}

test('a deploy keeps to the first of several addresses, says so, and tidies up rules; a removal takes all of them', async () => {
  const second = await stage.act();
  expect(second.log).toContain('~ updated listener rule shop-pr-42: twins');
  expect(namesOf(second.writes)).toEqual(['elasticloadbalancing:DeleteRule']);
  expect(await rulesOfPreview()).toBe(1);
  await doubleRule();
  expect(second.outputs.url).toBe(first.outputs.url);
  expect(second.log).toContain(`${first.outputs['distribution-id']} is used, `);
  const removal = await stage.act({ mode: 'destroy' });
  expect(removal.exitCode).toBe(0);
  expect(removal.log).toContain(`- removed distribution shop-pr-42 (${first.outputs['distribution-id']})`);
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
});

const rulesOfPreview = async () => (await findLeftovers(stage, ['shop-pr-42'])).rules;

test('a sweep takes all of them', async () => {
  await changePullRequest(stage, 42, { state: 'closed' });
  expect((await stage.act({ mode: 'sweep' })).exitCode).toBe(0);
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
});

test('a removal that fails on one of them says that there is one left', async () => {
  await stage.fault({
    service: 'cloudfront',
    operation: 'DeleteDistribution',
    kind: 'refuse',
    code: 'ResourceInUse',
    message: 'It is in use.',
    status: 409,
  });
  const removal = await stage.act({ mode: 'destroy' });
  expect(removal.exitCode).toBe(1);
  expect(removal.log).toContain('May still exist: distribution of shop-pr-42.');
  expect((await stage.act({ mode: 'destroy' })).exitCode).toBe(0);
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
});
