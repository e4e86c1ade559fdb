import { expect, test } from '@jest/globals';
import { findRouting } from '../../harness/routing.ts';

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
  expect(play.log).toContain('give the ARN of that listener with "listener-arn"');
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
