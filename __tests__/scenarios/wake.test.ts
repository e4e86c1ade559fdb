import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, ModifyTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage, untilCalled } from '../support/stage.ts';

const stage = scenarioStage();
const MARK = ['ecs', 'TagResource'] as const;
const COUNT = ['ecs', 'UpdateService'] as const;
const RULE = ['elasticloadbalancing', 'ModifyRule'] as const;

const put = (mode: 'sleep' | 'wake', inputs: Record<string, string> = {}) =>
  stage.act({ mode, image: '', 'base-service': '', ...inputs });

life('a sleep and a waking that were cut off', (step) => {
  let url = '';
  const status = async () => (await stage.view(`${url}/health`)).status;

  step('a sleep that ended at any of its writes is finished by the next', async () => {
    url = (await stage.act()).outputs.url ?? '';
    for (const [service, operation] of [MARK, COUNT, RULE]) {
      await stage.fault({ service, operation, kind: 'deny' });
      expect((await put('sleep')).exitCode).toBe(1);
    }
    const play = await put('sleep');
    expect(play.outputs.action).toBe('asleep');
    expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:ModifyRule']);
    expect(await status()).toBe(503);
  });

  step('a waking that ended at any of its writes is finished by the next', async () => {
    for (const [service, operation] of [RULE, COUNT, MARK]) {
      await stage.fault({ service, operation, kind: 'deny' });
      expect((await put('wake')).exitCode).toBe(1);
    }
    const play = await put('wake');
    expect(play.outputs.action).toBe('woken');
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
    expect(await status()).toBe(200);
  });

  step('what somebody set to no task by hand is woken when it is asked for', async () => {
    const { ecs } = awsClients(stage.endpoint);
    await ecs.send(new UpdateServiceCommand({ cluster: 'shop', service: 'shop-pr-42', desiredCount: 0 }));
    expect((await put('wake')).outputs.action).toBe('woken');
    expect(await status()).toBe(200);
  });

  step('AWS may not show at once that it is woken', async () => {
    await put('sleep');
    const fault = { kind: 'stale' as const, seconds: 100_000, after: 1, times: 1 };
    await stage.fault({ service: 'ecs', operation: 'DescribeServices', ...fault });
    const play = await put('wake');
    expect(play.outputs.action).toBe('woken');
    expect(play.log).toContain('AWS does not show it yet');
  });
});

test('a waking whose tasks keep failing ends early, and says why', async () => {
  await stage.act();
  await put('sleep');
  const { loadBalancing } = awsClients(stage.endpoint);
  const { TargetGroups = [] } = await loadBalancing.send(new DescribeTargetGroupsCommand({ Names: ['shop-pr-42'] }));
  const [group] = TargetGroups;
  await loadBalancing.send(
    new ModifyTargetGroupCommand({ TargetGroupArn: group?.TargetGroupArn, Matcher: { HttpCode: '299' } }),
  );
  const play = await put('wake');
  expect(play.exitCode).toBe(1);
  expect(play.log).toMatch(/waking shop-pr-42 failed: its tasks keep failing, and ECS keeps replacing them\./);
  expect(play.log).toMatch(/Its tasks: \d x ServiceSchedulerInitiated: Task failed ELB health checks/);
});

test('a version that was never rolled out is not woken', async () => {
  expect((await stage.act({ image: stage.imageOf('crash') })).exitCode).toBe(1);
  expect((await put('sleep')).outputs.action).toBe('asleep');
  const play = await put('wake');
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('the last rollout of shop-pr-42 failed, so ECS starts no task of it');
  expect(play.writes).toEqual([]);
});

test('a one-off task in progress holds a sleep off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sleep-'));
  const done = join(folder, 'done');
  await stage.act();
  const deploying = stage.act({
    image: stage.imageOf('v2'),
    'migrate-command': `until test -e ${done}; do sleep 0.1; done`,
  });
  await untilCalled(stage, 'ecs:RunTask');
  const { outputs, exitCode, writes } = await put('sleep');
  writeFileSync(done, '');
  expect((await deploying).exitCode).toBe(0);
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(0);
  expect(outputs).toMatchObject({ action: 'skipped', reason: expect.stringContaining('a one-off task of it is in') });
  expect(namesOf(writes)).not.toContain('ecs:TagResource');
});

test('a service that somebody else made cannot sleep', async () => {
  await stage.act({ 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' });
  const play = await put('sleep', { environment: 'staging' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('shop-staging is the service shop/medusa, which this action did not make.');
});

test('what is not there can neither sleep nor wake', async () => {
  for (const mode of ['sleep', 'wake'] as const) {
    const play = await put(mode);
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('environment: there is no complete environment shop-pr-42.');
  }
});
