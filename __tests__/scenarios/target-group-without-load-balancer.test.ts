import { expect, test } from '@jest/globals';
import { findLeftovers } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const TAGS = {
  'medusa-preview:owner': 'acme/shop:shop',
  'medusa-preview:environment': 'pr-42',
  'medusa-preview:pull-request': '42',
};
const tagList = Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value }));
const OUR_HEADER = {
  Field: 'http-header',
  HttpHeaderConfig: { HttpHeaderName: 'X-Medusa-Preview', Values: ['shop-pr-42'] },
};

async function expectNoRouting(): Promise<void> {
  await stage.control('DELETE', 'faults');
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject({ rules: 0, targetGroups: ['shop-medusa'] });
}

/** The target group, and then its rule; reads of target groups, so many of them, do not see that it has one. */
async function plant({ staleReads, isOurs = true }: { staleReads: number; isOurs?: boolean }): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { loadBalancer, listener } = await findRouting(stage);
  const made = await loadBalancing.createTargetGroup({
    Name: 'shop-pr-42',
    TargetType: 'ip',
    Protocol: 'HTTP',
    Port: 80,
    VpcId: loadBalancer.VpcId,
    Tags: tagList,
  });
  const operation = 'DescribeTargetGroups';
  await stage.fault({ service: '*', operation, kind: 'stale', seconds: 1_000_000, times: staleReads });
  await loadBalancing.createRule({
    ListenerArn: listener.ListenerArn,
    Priority: 437,
    Conditions: isOurs ? [OUR_HEADER] : [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/theirs'] } }],
    Actions: [{ Type: 'forward', TargetGroupArn: made.TargetGroups?.[0]?.TargetGroupArn }],
    ...(isOurs && { Tags: tagList }),
  });
}

test('where the target group never shows its load balancer, the rule is found in that of the base service', async () => {
  await plant({ staleReads: 1_000_000 });
  const play = await stage.act({ mode: 'destroy' });
  expect(play.exitCode).toBe(0);
  expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:DeleteRule', 'elasticloadbalancing:DeleteTargetGroup']);
  await expectNoRouting();
});

test('or at the listener that is named', async () => {
  await plant({ staleReads: 1_000_000 });
  const { listener } = await findRouting(stage);
  const inputs = { 'base-service': 'shop/gone', 'listener-arn': String(listener.ListenerArn) };
  expect((await stage.act({ mode: 'destroy', ...inputs })).exitCode).toBe(0);
  await expectNoRouting();
});

test('where nothing else shows it, the removal looks again when AWS says that the group is in use', async () => {
  await plant({ staleReads: 2 });
  const play = await stage.act({ mode: 'destroy', 'base-service': 'shop/gone' });
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('- removed listener rule shop-pr-42');
  await expectNoRouting();
});

test("somebody else's rule that leads to the group is left as it is and named, long before the deadline", async () => {
  await plant({ staleReads: 0, isOurs: false });
  const play = await stage.act({ mode: 'destroy' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(/It is in use by listener rule arn:\S+/);
  expect(play.log).toContain('May still exist: listener rule, target group of shop-pr-42.');
  expect((await findLeftovers(stage, ['shop-pr-42'])).rules).toBe(1);
});
