import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeListenersCommand, DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createViewer } from '../../harness/viewer.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
let stage: ScenarioStage;
let listenerArn: string;

/** The shop's load balancer is public, and an internal one was made beside it, whose listener leads nowhere. */
beforeAll(async () => {
  const file = join(folder, 'scenario.json');
  writeFileSync(file, JSON.stringify({ loadBalancer: { scheme: 'both' } }));
  stage = await openStage(['--scenario', file]);
  listenerArn = await listenerOf('shop-internal');
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true });
});

async function listenerOf(name: string): Promise<string> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { LoadBalancers = [] } = await loadBalancing.send(new DescribeLoadBalancersCommand({ Names: [name] }));
  const query = { LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn };
  const { Listeners = [] } = await loadBalancing.send(new DescribeListenersCommand(query));
  return String(Listeners[0]?.ListenerArn);
}

test('without "listener-arn", the public one is refused with the way out', async () => {
  const play = await stage.act();
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
  expect(play.log).toContain('load balancer shop-public is internet-facing');
  expect(play.log).toContain('give the ARN of that listener with "listener-arn"');
});

test('with it, the preview is reached through the internal one, and the public one is not touched', async () => {
  const play = await stage.act({ 'listener-arn': listenerArn });
  expect(play.transcript).toMatchSnapshot();
  expect(play.outputs.action).toBe('created');
  expect((await createViewer(stage)(`${play.outputs.url}/health`)).status).toBe(200);
  const rules = play.writes.filter(({ operation }) => operation === 'CreateRule');
  expect(rules.map(({ input }) => (input as { ListenerArn: string }).ListenerArn)).toEqual([listenerArn]);
});

test('a second run writes nothing', async () => {
  expect((await stage.act({ 'listener-arn': listenerArn })).writes).toEqual([]);
});

test('a removal needs no "listener-arn"', async () => {
  const play = await stage.act({ mode: 'destroy' });
  expect(play.transcript).toMatchSnapshot();
  expect(play.outputs.action).toBe('destroyed');
});
