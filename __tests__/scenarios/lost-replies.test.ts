import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findLeftovers } from '../../harness/leftovers.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.stop());

/** But for what was there before. */
const NOTHING = {
  distributions: 0,
  rules: 0,
  services: [],
  targetGroups: ['shop-medusa'],
  taskDefinitions: ['shop-medusa:1'],
};

test.each([
  ['cloudfront', 'CreateVpcOrigin'],
  ['ec2', 'AuthorizeSecurityGroupIngress'],
  ['cloudfront', 'CreateDistributionWithTags'],
  ['elasticloadbalancing', 'CreateTargetGroup'],
  ['elasticloadbalancing', 'CreateRule'],
  ['ecs', 'CreateService'],
])(
  'when %s makes something and the reply to %s is lost, nothing is made twice and nothing stays behind',
  async (service, operation) => {
    await stage.fault({ service, operation, kind: 'lost-reply' });
    const play = await stage.act();
    const struck = (await stage.journal()).filter(({ fault }) => fault === 'lost-reply');
    expect(struck.map((call) => call.operation)).toContain(operation);
    expect(play.log).not.toContain('::error::');
    expect(play.outputs.action).toMatch(/^(created|updated)$/);
    const there = await findLeftovers(stage, ['shop-pr-42']);
    expect(there).toMatchObject({ distributions: 1, rules: 1, services: ['shop-pr-42'] });
    expect((await stage.act()).writes).toEqual([]);
    expect((await stage.act({ mode: 'destroy' })).exitCode).toBe(0);
    expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING);
  },
);

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
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING);
});

/** Two seconds by the clock of the action, which counts on up to ten. */
const SEEN_LATE_SECONDS = 1200;

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
    await stage.fault({ service, operation: '*', kind: 'stale', seconds: SEEN_LATE_SECONDS, times: 10_000 });
    const play = await stage.act({ mode: 'destroy' });
    await stage.control('DELETE', 'faults');
    expect(play.log).not.toContain('::error::');
    expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING);
  },
);
