import { CreateTargetGroupCommand, DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { scenarioStage } from '../support/stage.ts';

const NUMBERS = Array.from({ length: 50 }, (_, at) => at + 1);

const stage = scenarioStage();

/** Each environment has only a target group left: enough to be found by, and quick to make. */
async function plantAll(): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { loadBalancer } = await findRouting(stage);
  for (const number of NUMBERS) {
    await changePullRequest(stage, number, { state: 'closed' });
    const tags = { owner: 'acme/shop:shop', environment: `pr-${number}`, service: `shop/shop-pr-${number}` };
    const Tags = Object.entries(tags).map(([name, Value]) => ({ Key: `medusa-preview:${name}`, Value }));
    const Name = `shop-pr-${number}`;
    const settings = { Name, TargetType: 'ip', Protocol: 'HTTP', Port: 80, VpcId: loadBalancer.VpcId, Tags } as const;
    await loadBalancing.send(new CreateTargetGroupCommand(settings));
  }
}

test('fifty environments are swept although AWS throttles every third call for a while', async () => {
  await plantAll();
  for (const service of ['elasticloadbalancing', 'ecs', 'cloudfront']) {
    for (let after = 0; after < 90; after += 3) {
      await stage.fault({ service, operation: '*', kind: 'throttle', after });
    }
  }
  const play = await stage.act({ mode: 'sweep', image: '' }, { event: { name: 'schedule', payload: {} } });
  expect(play.exitCode).toBe(0);
  expect(play.outputs.reason).toBe('Removed 50 of 50 environments.');
  const { TargetGroups = [] } = await awsClients(stage.endpoint).loadBalancing.send(
    new DescribeTargetGroupsCommand({}),
  );
  expect(TargetGroups.filter(({ TargetGroupName }) => TargetGroupName?.startsWith('shop-pr-'))).toEqual([]);
});
