import { expect, test } from '@jest/globals';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

/** The shop's load balancer is public, and an internal one was made beside it, whose listener leads nowhere. */
const stage = scenarioStage([], { loadBalancer: { scheme: 'both' } });
let listenerArn: string;

test('without "listener-arn", the public one is refused with the way out', async () => {
  const play = await stage.act();
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
  expect(play.log).toContain('load balancer shop-public is internet-facing');
  expect(play.log).toContain('set "listener-arn" to its listener');
});

test('where the service stands behind both, the internal one is found at whatever place of its list', async () => {
  const { ecs, loadBalancing } = awsClients(stage.endpoint);
  const { loadBalancer, listener } = await findRouting(stage, 'shop-internal');
  const { TargetGroups: [{ TargetGroupArn: targetGroupArn } = {}] = [] } = await loadBalancing.createTargetGroup({
    ...{ Name: 'internal', TargetType: 'ip', Protocol: 'HTTP', Port: 80, VpcId: loadBalancer.VpcId },
  });
  await loadBalancing.createRule({
    ListenerArn: listener.ListenerArn,
    Priority: 40_000,
    Conditions: [{ Field: 'path-pattern', Values: ['/internal'] }],
    Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
  });
  const { services: [{ loadBalancers = [] } = {}] = [] } = await ecs.describeServices({
    ...{ cluster: 'shop', services: ['medusa'] },
  });
  const internal = { targetGroupArn, containerName: 'medusa', containerPort: 9000 };
  await ecs.updateService({ cluster: 'shop', service: 'medusa', loadBalancers: [...loadBalancers, internal] });
  const play = await stage.act({ mode: 'plan' });
  expect(play.log).not.toContain('::error::');
  expect(play.log).toContain('+ create VPC origin shop-internal');
  expect(play.log).toContain(
    'Not taken over from the base service (docs/copies.md says why): target groups beyond the first.',
  );
  const inPlace = await stage.act({ mode: 'plan', 'base-service': '', service: 'shop/medusa', environment: 'staging' });
  expect(inPlace.log).toContain(`listener ${listener.ListenerArn} does not forward to medusa by its default action.`);
  expect(inPlace.log).not.toContain('internet-facing');
});

life('a preview at the listener that is named', (step) => {
  step(
    'with it, the preview is reached through the internal one, and the public one is not touched',
    async (sentence) => {
      listenerArn = String((await findRouting(stage, 'shop-internal')).listener.ListenerArn);
      const play = await stage.act({ 'listener-arn': listenerArn });
      expect(play.transcript).toMatchSnapshot(sentence);
      expect(play.outputs.action).toBe('created');
      expect((await stage.view(`${play.outputs.url}/health`)).status).toBe(200);
      const rules = play.writes.filter(({ operation }) => operation === 'CreateRule');
      expect(rules.map(({ input }) => (input as { ListenerArn: string }).ListenerArn)).toEqual([
        listenerArn,
        listenerArn,
      ]);
    },
  );

  step('a second run writes nothing', async () => {
    expect((await stage.act({ 'listener-arn': listenerArn })).writes).toEqual([]);
  });

  step('a removal needs no "listener-arn"', async (sentence) => {
    const play = await stage.act({ mode: 'destroy' });
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.outputs.action).toBe('destroyed');
  });
});
