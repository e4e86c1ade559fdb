import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { scenarioStage } from '../support/stage.ts';

/** Here a VPC origin takes nine seconds. */
const stage = scenarioStage(['--time-scale', '60']);

test('what the load balancer refuses keeps the distribution from being begun', async () => {
  await stage.fault({ service: 'elasticloadbalancing', operation: 'CreateRule', kind: 'deny', after: 1 });
  const play = await stage.act();
  expect(play.exitCode).toBe(1);
  expect(play.log.match(/creating listener rule shop-pr-42/g)).toHaveLength(1);
  expect(namesOf(play.writes)).toContain('cloudfront:CreateVpcOrigin');
  expect(namesOf(play.writes)).not.toContain('cloudfront:CreateDistributionWithTags');
  // The wait for the VPC origin has ended there and then.
  const looks = play.reads.filter(({ operation }) => operation === 'GetVpcOrigin');
  expect(looks.at(-1)?.result).toMatchObject({ VpcOrigin: { Status: 'Deploying' } });
  await stage.control('DELETE', 'faults');
  expect((await stage.act()).exitCode).toBe(0);
});
