import { describe, expect, test } from '@jest/globals';
import { findLeftovers, NOTHING_LEFT } from '../../harness/leftovers.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

/** A second at the speed of the stage: longer than the pause before a call is made again, and on a slow machine less than the action counts on. */
const LAG_SECONDS = 600;

const seePast = (service = '*') =>
  stage.fault({ service, operation: '*', kind: 'stale', seconds: LAG_SECONDS, times: 1_000_000 });

describe.each([
  ['cloudfront', 'CreateVpcOrigin'],
  ['ec2', 'AuthorizeSecurityGroupIngress'],
  ['cloudfront', 'CreateDistributionWithTags'],
  ['elasticloadbalancing', 'CreateTargetGroup'],
  ['elasticloadbalancing', 'CreateRule'],
  ['ecs', 'CreateService'],
])('when the reply to %s %s is lost', (service, operation) => {
  test('nothing is made twice and nothing stays behind', async () => {
    await stage.fault({ service, operation, kind: 'lost-reply' });
    const play = await stage.act();
    const struck = (await stage.journal()).filter(({ fault }) => fault === 'lost-reply');
    expect(struck.map((call) => call.operation)).toContain(operation);
    expect(play.outputs.action).toMatch(/^(created|updated)$/);
    await expectOneOfEach(play);
  });

  test('and reads lag, one of each is made, the address stays, and all of it goes', async () => {
    await stage.fault({ service, operation, kind: 'lost-reply' });
    await seePast();
    const play = await stage.act();
    await stage.control('DELETE', 'faults');
    await expectOneOfEach(play);
  });
});

/** The same run once more finds it all, and a removal takes it. */
async function expectOneOfEach(first: Play): Promise<void> {
  expect(first.log).not.toContain('::error');
  const { cloudfront } = await stage.state<{ cloudfront: { vpcOrigins: object } }>();
  expect(Object.keys(cloudfront.vpcOrigins)).toHaveLength(1);
  const there = await findLeftovers(stage, ['shop-pr-42']);
  expect(there).toMatchObject({ distributions: 1, rules: 1, services: ['shop-pr-42'] });
  const second = await stage.act();
  expect(second.writes).toEqual([]);
  expect(second.outputs.url).toBe(first.outputs.url);
  expect((await stage.act({ mode: 'destroy' })).exitCode).toBe(0);
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
}

test('when each reply to what takes something away is lost, the removal comes to its end', async () => {
  await stage.act();
  const removals = [
    ['cloudfront', 'UpdateDistribution'],
    ['cloudfront', 'DeleteDistribution'],
    ['elasticloadbalancing', 'DeleteRule'],
    ['elasticloadbalancing', 'DeleteTargetGroup'],
    ['ecs', 'DeleteService'],
    ['ecs', 'DeregisterTaskDefinition'],
    ['ecs', 'DeleteTaskDefinitions'],
  ] as const;
  for (const [service, operation] of removals) await stage.fault({ service, operation, kind: 'lost-reply' });
  const play = await stage.act({ mode: 'destroy' });
  expect(play.log).not.toContain('::error::');
  expect(play.outputs.action).toBe('destroyed');
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
});

test.each([
  ['cloudfront', 'DeleteDistribution'],
  ['elasticloadbalancing', 'DeleteRule'],
  ['elasticloadbalancing', 'DeleteTargetGroup'],
  ['ecs', 'DeregisterTaskDefinition'],
  ['ecs', 'DeleteTaskDefinitions'],
])(
  'when the reply to %s %s is lost, and what it took away is still shown for a while, the removal comes to its end',
  async (service, operation) => {
    await stage.act();
    await stage.fault({ service, operation, kind: 'lost-reply' });
    await seePast(service);
    const play = await stage.act({ mode: 'destroy' });
    await stage.control('DELETE', 'faults');
    expect(play.log).not.toContain('::error::');
    expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
  },
);
