import {
  CreateDistributionCommand,
  type DistributionConfig,
  GetDistributionCommand,
  ListDistributionsCommand,
} from '@aws-sdk/client-cloudfront';
import { RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import {
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage, untilCalled } from '../support/stage.ts';

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

describe('of previews that are made at the same moment', () => {
  test('exactly as many stay as "max-environments" allows; the youngest takes away what it made, and is skipped', async () => {
    for (const number of [1, 2]) await changePullRequest(stage, number, { state: 'open' });
    await stage.fault({ service: 'cloudfront', operation: 'CreateDistributionWithTags', kind: 'pause', times: 2 });
    const runs = [1, 2].map((number) =>
      stage.act({ ...auto, 'max-environments': '1', database: '' }, { event: eventOf(number) }),
    );
    // Both have counted: one makes the guard rule and its own, the other at least its own.
    await untilCalled(stage, 'elasticloadbalancing:CreateRule', { times: 3 });
    await stage.control('DELETE', 'faults');
    const plays = await Promise.all(runs);
    expect(plays.map(({ exitCode, outputs }) => [exitCode, outputs.action]).sort()).toEqual([
      [0, 'created'],
      [0, 'skipped'],
    ]);
    const at = plays.findIndex(({ outputs }) => outputs.action === 'skipped');
    const { outputs, log } = plays[at] as Play;
    expect(outputs.reason).toMatch(
      /^Other environments were created at the same time, and "max-environments" allows 1, so this one/,
    );
    expect([outputs.url, outputs['admin-url']]).toEqual(['', '']);
    expect(log).toContain('::notice::Other environments were created at the same time');
    expect(await environmentsLeft()).toEqual([`pr-${2 - at}`]);
    expect((await stage.view(`${plays[1 - at]?.outputs.url}/health`)).status).toBe(200);
    expect((await commentsOf(stage, at + 1))[0]?.body).toContain(`Preview \`pr-${at + 1}\` was skipped`);
    expect((await deploymentsOf(stage, `pr-${at + 1}`))[0]?.states.at(-1)).toBe('inactive');
  });

  test('one counts only once a list has caught up with its own', async () => {
    const list = { service: 'cloudfront', operation: 'ListDistributions', kind: 'stale' as const, seconds: 100_000 };
    // The simulator remembers from here on.
    await stage.fault({ ...list, after: 1_000_000 });
    await stage.act({ environment: 'first' });
    await stage.fault({ ...list, times: 6 });
    const play = await stage.act({ 'max-environments': '1' });
    expect(play.outputs).toMatchObject({ action: 'skipped', reason: expect.stringContaining('the youngest') });
    expect(await environmentsLeft()).toEqual(['first']);
  });
});

test('ten are allowed where nothing is said, and a service in place is never skipped', async () => {
  const { outputs } = await stage.act({ environment: 'first' });
  await copyDistribution(String(outputs['distribution-id']), 9, 'Medusa preview acme/shop:shop other');
  const play = await stage.act();
  expect(play.outputs.reason).toMatch(/^There are 10 environments, and "max-environments" allows 10\. /);
  expect(play.writes).toEqual([]);
  const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };
  expect((await stage.act(inPlace)).outputs.action).toBe('created');
});

/** The environments that have a distribution, a target group or a listener rule. */
async function environmentsLeft(): Promise<string[]> {
  const { cloudfront, loadBalancing } = awsClients(stage.endpoint);
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  const { TargetGroups = [] } = await loadBalancing.send(new DescribeTargetGroupsCommand({}));
  const { rules } = await findRouting(stage);
  const names = [
    ...(DistributionList?.Items ?? []).map(({ Comment = '' }) => Comment.replace(/^.* /, '')),
    ...TargetGroups.map(({ TargetGroupName = '' }) => TargetGroupName),
    ...rules.flatMap(({ Conditions = [] }) =>
      Conditions.flatMap(({ HttpHeaderConfig }) => HttpHeaderConfig?.Values ?? []),
    ),
  ].map((name) => name.replace('shop-', ''));
  return [...new Set(names)].filter((name) => /^(pr-\d+|first)$/.test(name)).sort();
}

describe('the quotas of AWS', () => {
  test('of distributions on one VPC origin is reported before anything is written', async () => {
    const { outputs } = await stage.act({ environment: 'first' });
    // Somebody else has the others.
    await copyDistribution(String(outputs['distribution-id']), 49, 'other');
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

/** Puts so many more in front of the same load balancer. */
async function copyDistribution(Id: string, count: number, comment: string): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { Distribution: first } = await cloudfront.send(new GetDistributionCommand({ Id }));
  for (let at = 1; at <= count; at++) {
    const DistributionConfig = {
      ...(first?.DistributionConfig as DistributionConfig),
      CallerReference: `other-${at}`,
      Comment: `${comment} ${at}`,
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
