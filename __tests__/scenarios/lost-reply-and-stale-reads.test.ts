import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findLeftovers } from '../../harness/leftovers.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
});
beforeEach(() => stage.reset());
afterAll(() => stage.stop());

/** Two seconds at the speed of the stage: longer than the pause before a call is made again. */
const LAG_SECONDS = 1200;

async function lagAllReads(): Promise<void> {
  await stage.fault({ service: '*', operation: '*', kind: 'stale', seconds: LAG_SECONDS, times: 1_000_000 });
}

test.each([
  ['cloudfront', 'CreateVpcOrigin'],
  ['ec2', 'AuthorizeSecurityGroupIngress'],
  ['cloudfront', 'CreateDistributionWithTags'],
  ['elasticloadbalancing', 'CreateTargetGroup'],
  ['elasticloadbalancing', 'CreateRule'],
  ['ecs', 'CreateService'],
])(
  'the reply to %s %s is lost and reads lag: one of each is made, the address stays, and all of it goes',
  async (service, operation) => {
    await stage.fault({ service, operation, kind: 'lost-reply' });
    await lagAllReads();
    const first = await stage.act();
    await stage.control('DELETE', 'faults');
    expect(first.log).not.toContain('::error');
    const { vpcOrigins } = (await stage.state()).cloudfront as { vpcOrigins: object };
    expect(Object.keys(vpcOrigins)).toHaveLength(1);
    expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject({
      distributions: 1,
      rules: 1,
      services: ['shop-pr-42'],
    });
    const second = await stage.act();
    expect(second.writes).toEqual([]);
    expect(second.outputs.url).toBe(first.outputs.url);
    expect((await stage.act({ mode: 'destroy' })).exitCode).toBe(0);
    expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject({
      distributions: 0,
      rules: 0,
      services: [],
      targetGroups: ['shop-medusa'],
      taskDefinitions: ['shop-medusa:1'],
    });
  },
);
