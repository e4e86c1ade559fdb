import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

/** AWS calls the load balancer internet-facing, and its subnets route to NAT gateways only. */
const stage = scenarioStage([], { loadBalancer: { scheme: 'internet-facing', subnets: 'private' } });

const WARNING = 'unreachable only because none of its subnets routes to an internet gateway';

life('a preview behind a load balancer that only its routes hide', (step) => {
  step('it is planned, with a warning that says what hides it', async () => {
    const play = await stage.act({ mode: 'plan' });
    expect(play.outputs.action).toBe('planned');
    expect(play.log).toContain(WARNING);
  });

  step('it serves a preview, and the routes are asked for once', async () => {
    const play = await stage.act();
    expect(play.log).toContain(`::warning::load balancer shop-public is internet-facing, and ${WARNING}`);
    expect(play.outputs.action).toBe('created');
    expect((await stage.view(`${play.outputs.url}/health`)).status).toBe(200);
    expect(namesOf(play.reads).filter((name) => name === 'ec2:DescribeRouteTables')).toHaveLength(1);
  });

  step('and in each later run again, since routes change', async () => {
    const play = await stage.act();
    expect(play.writes).toEqual([]);
    expect(play.log).toContain(WARNING);
    expect(namesOf(play.reads)).toContain('ec2:DescribeRouteTables');
  });

  step('a removal does not ask', async () => {
    const play = await stage.act({ mode: 'destroy' });
    expect(play.outputs.action).toBe('destroyed');
    expect(namesOf(play.reads)).not.toContain('ec2:DescribeRouteTables');
  });
});
