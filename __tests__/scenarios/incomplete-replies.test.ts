import { describe, expect, test } from '@jest/globals';
import { findLeftovers } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

function complaint({ exitCode, log }: Play): string {
  expect(exitCode).toBe(1);
  const error = log.split('\n').find((line) => line.startsWith('::error::')) ?? '';
  return error.replaceAll('%0A', '\n').replaceAll('%25', '%').replace('::error::', '');
}

const omitting = (operation: string, member: string, service = 'elasticloadbalancing') =>
  stage.fault({ service, operation, kind: 'omit', member, times: 9 });

describe('a member that AWS always sends', () => {
  test.each([
    ['DescribeListeners', 'Listeners.0.ListenerArn', 'ListenerArn'],
    ['DescribeLoadBalancers', 'LoadBalancers.0.VpcId', 'VpcId'],
    ['DescribeLoadBalancers', 'LoadBalancers.0.DNSName', 'DNSName'],
  ])('is named where the reply to %s lacks %s, and nothing is made', async (operation, path, member) => {
    await omitting(operation, path);
    const play = await stage.act();
    expect(complaint(play)).toMatch(
      new RegExp(`^AWS's reply to ${operation} has no ${member}\\nRe-run the job\\. .*report it as a bug`),
    );
    expect(namesOf(play.writes).filter((name) => /:Create|:Register/.test(name))).not.toContain('ecs:CreateService');
    expect(JSON.stringify(play.writes)).not.toContain('"undefined"');
  });

  test.each([
    ['ecs', 'CreateService', 'service', 'service'],
    ['ecs', 'RegisterTaskDefinition', 'taskDefinition', 'taskDefinition'],
    ['elasticloadbalancing', 'CreateTargetGroup', 'TargetGroups.0.TargetGroupArn', 'TargetGroupArn'],
    ['elasticloadbalancing', 'CreateRule', 'Rules.0.RuleArn', 'RuleArn'],
    ['cloudfront', 'CreateVpcOrigin', 'VpcOrigin.Id', 'VpcOrigin.Id'],
  ])('is named where the reply of %s to %s lacks %s; the next run goes on from there', async (...omission) => {
    const [service, operation, path, member] = omission;
    await omitting(operation, path, service);
    expect(complaint(await stage.act())).toContain(`AWS's reply to ${operation} has no ${member}\n`);
    await stage.control('DELETE', 'faults');
    expect((await stage.act()).exitCode).toBe(0);
    const there = await findLeftovers(stage, ['shop-pr-42']);
    expect(there).toMatchObject({ distributions: 1, rules: 1, services: ['shop-pr-42'] });
  });
});

test('a service that is shown without deployments while it is rolled out was not deployed by somebody else', async () => {
  await stage.act();
  await stage.fault({
    service: 'ecs',
    operation: 'DescribeServices',
    kind: 'omit',
    member: 'services.0.deployments',
    after: 2,
    times: 99,
  });
  const play = await stage.act({ image: stage.imageOf('v2') });
  expect(complaint(play)).toContain("AWS's reply to DescribeServices has no deployments");
});

test('what was just registered is what runs, also where AWS returns it otherwise than it was sent', async () => {
  await omitting('RegisterTaskDefinition', 'taskDefinition.containerDefinitions.0.environment', 'ecs');
  const play = await stage.act();
  expect(play.exitCode).toBe(0);
  const made = play.writes.find(({ operation }) => operation === 'CreateService');
  expect(made?.input).toMatchObject({ taskDefinition: play.outputs['task-definition-arn'] });
  expect(play.outputs['task-definition-arn']).toMatch(/:task-definition\/shop-pr-42:1$/);
});

test('a refusal is not taken for a revision that is not there: the removal says it, and keeps what it cannot see', async () => {
  await stage.act({ database: 'isolated' });
  const refused = { service: 'ecs', kind: 'refuse', code: 'ClientException', message: 'No.', times: 9 } as const;
  await stage.fault({ ...refused, operation: 'DescribeTaskDefinition' });
  expect(complaint(await stage.act({ mode: 'destroy', database: 'isolated' }))).toMatch(
    /^reading task definition \S+: ClientException: No\./,
  );
  expect(await stage.databases()).toContainEqual(expect.objectContaining({ name: 'shop_pr_42' }));
  await stage.control('DELETE', 'faults');
  expect((await stage.act({ mode: 'destroy', database: 'isolated' })).exitCode).toBe(0);
  expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject({ services: [], distributions: 0 });
});

test('a refusal to deregister is not taken for a revision that is not active any more', async () => {
  await stage.act();
  const refused = { service: 'ecs', kind: 'refuse', code: 'ClientException', message: 'No.', times: 9 } as const;
  await stage.fault({ ...refused, operation: 'DeregisterTaskDefinition' });
  expect(complaint(await stage.act({ mode: 'destroy' }))).toMatch(
    /^deregistering task definition \S+: ClientException: No\./,
  );
});

describe('while a rollout takes some seconds', () => {
  const TIME_SCALE = 60;
  const slow = scenarioStage(['--time-scale', String(TIME_SCALE)], { hasVpcOrigin: true });

  test('a read that does not show it, after one that did, does not mean that it was replaced', async () => {
    await slow.act({ 'migrate-command': 'none', database: 'shared' });
    const seconds = 5 * TIME_SCALE;
    await slow.fault({ service: 'ecs', operation: 'DescribeServices', kind: 'stale', seconds, after: 3, times: 2 });
    const play = await slow.act({ 'migrate-command': 'none', database: 'shared', image: slow.imageOf('v2') });
    expect(play.log).toContain('not seen yet');
    expect(play.exitCode).toBe(0);
  });
});
