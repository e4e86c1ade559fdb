import { CreateDistributionCommand, type DistributionConfig, GetDistributionCommand } from '@aws-sdk/client-cloudfront';
import { RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { CreateRuleCommand, CreateTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf } from '../../harness/pull-request.ts';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const auto = { mode: 'auto' };
const eventOf = (number: number) => ({ name: 'pull_request', payload: { pull_request: { number } } });

life('previews beside "max-environments"', (step) => {
  step('a new preview beyond it is skipped, green, and the pull request shows why', async () => {
    for (const number of [1, 2]) await changePullRequest(stage, number, { state: 'open' });
    await stage.act({ ...auto, 'max-environments': '1' }, { event: eventOf(1) });
    const play = await stage.act({ ...auto, 'max-environments': '1' }, { event: eventOf(2) });
    expect(play.exitCode).toBe(0);
    expect(play.outputs).toMatchObject({
      action: 'skipped',
      reason: expect.stringMatching(/^There is one environment, and "max-environments" allows 1\. /),
    });
    expect(play.log).toContain('::notice::There is one environment');
    expect(play.writes).toEqual([]);
    expect((await commentsOf(stage, 2))[0]?.body).toContain('Preview `pr-2` was skipped');
  });

  step('a preview that is there is updated all the same', async () => {
    const inputs = { ...auto, 'max-environments': '1', image: stage.imageOf('v2') };
    const play = await stage.act(inputs, { event: eventOf(1) });
    expect(play.outputs.action).toBe('updated');
  });

  step('when one goes, another may be made', async () => {
    await changePullRequest(stage, 1, { state: 'closed' });
    await stage.act(auto, { event: eventOf(1) });
    const play = await stage.act({ ...auto, 'max-environments': '1' }, { event: eventOf(2) });
    expect(play.outputs.action).toBe('created');
  });
});

describe('the quotas of AWS', () => {
  test('of distributions on one VPC origin is reported before anything is written', async () => {
    const { outputs } = await stage.act({ environment: 'first' });
    await fillVpcOrigin(String(outputs['distribution-id']));
    const play = await stage.act();
    expect(play.exitCode).toBe(1);
    expect(play.writes).toEqual([]);
    expect(play.log).toMatch(/VPC origin vo_\w+ has 50 distributions of at most 50, which cannot be raised\. Remove/);
  });

  test('of rules and target groups are reported together with what else is wrong, before anything is written', async () => {
    await fillLoadBalancer();
    const { ecs } = awsClients(stage.endpoint);
    const containerDefinitions = [{ name: 'medusa', image: 'medusa', memory: 512 }];
    await ecs.send(new RegisterTaskDefinitionCommand({ family: 'bridged', containerDefinitions }));
    const play = await stage.act({ 'task-definition': 'bridged', container: 'web' });
    expect(play.log).toContain('container: bridged has no container "web". It has medusa.');
    expect(play.log).toContain('task-definition: bridged has the network mode bridge.');
    expect(play.exitCode).toBe(1);
    expect(play.writes).toEqual([]);
    expect(play.log).toContain('load balancer shop-internal has 100 rules of at most 100, and 2 more are needed.');
    expect(play.log).toContain(
      'load balancer shop-internal has 100 target groups of at most 100, which cannot be raised.',
    );
  });
});

/** Somebody else puts 49 more in front of the same load balancer. */
async function fillVpcOrigin(Id: string): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { Distribution: first } = await cloudfront.send(new GetDistributionCommand({ Id }));
  for (let at = 1; at < 50; at++) {
    const DistributionConfig = {
      ...(first?.DistributionConfig as DistributionConfig),
      CallerReference: `other-${at}`,
      Comment: `other ${at}`,
    };
    await cloudfront.send(new CreateDistributionCommand({ DistributionConfig }));
  }
}

/** Somebody else uses up what there is: a hundred rules, each to a target group of its own. */
async function fillLoadBalancer(): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { loadBalancer, listener } = await findRouting(stage);
  const make = async (Name: string) => {
    const made = await loadBalancing.send(
      new CreateTargetGroupCommand({ Name, TargetType: 'ip', Protocol: 'HTTP', Port: 80, VpcId: loadBalancer.VpcId }),
    );
    return String(made.TargetGroups?.[0]?.TargetGroupArn);
  };
  let TargetGroupArn = '';
  for (let at = 1; at <= 100; at++) {
    // One stands behind the default rule already.
    if (at < 100) TargetGroupArn = await make(`other-${at}`);
    await loadBalancing.send(
      new CreateRuleCommand({
        ListenerArn: listener.ListenerArn,
        Priority: 2000 + at,
        Conditions: [{ Field: 'path-pattern', Values: [`/other-${at}`] }],
        Actions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );
  }
}
