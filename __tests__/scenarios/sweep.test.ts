import { DeleteServiceCommand } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { findLeftovers } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest } from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage(['--time-scale', '300']);
const SCHEDULE = { event: { name: 'schedule', payload: {} } };
const sweep = { mode: 'auto', label: 'preview', image: '' };

/** Makes or changes a pull request. */
async function pullRequest(number: number, over: object = {}): Promise<void> {
  await changePullRequest(stage, number, { state: 'open', labels: ['preview'], ...over });
}

life('sweeps of six environments', (step) => {
  step('six environments are up', async () => {
    for (const number of [1, 2, 3, 4]) await pullRequest(number);
    const numbers = ['1', '2', '3', '4'];
    await Promise.all(numbers.map((number) => stage.act({ mode: 'deploy', 'pull-request': number })));
    await stage.act({ mode: 'deploy', environment: 'staging' });
    await stage.act({ mode: 'deploy', name: 'other', environment: 'pr-2' });
  });

  step('with every pull request open and labelled, nothing is removed', async (sentence) => {
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 0 of 5 environments.' });
    expect(play.writes).toEqual([]);
  });

  step('a plan names what would be removed, and removes nothing', async (sentence) => {
    await pullRequest(2, { state: 'closed' });
    await pullRequest(3, { labels: [] });
    const play = await stage.act({ ...sweep, mode: 'plan' }, SCHEDULE);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.outputs).toMatchObject({ action: 'planned', reason: 'Would remove 2 of 5 environments.' });
    expect(play.writes).toEqual([]);
  });

  step('a pull request that GitHub gives no answer about is kept', async () => {
    await stage.fault({ service: 'github', operation: 'pulls/get', kind: 'deny', times: 4 });
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.outputs.reason).toBe('Removed 0 of 5 environments.');
    expect(play.log).toContain('GitHub could not be asked about it');
    expect(play.writes).toEqual([]);
    await stage.control('DELETE', 'faults');
  });

  step('an environment that cannot be removed is named, fails the run at the end, and holds up no other', async () => {
    await stage.fault({ service: 'elasticloadbalancing', operation: 'DeleteTargetGroup', kind: 'deny', times: 1 });
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.exitCode).toBe(1);
    expect(play.outputs.reason).toBe('Removed 1 of 5 environments.');
    expect(play.log).toMatch(/::error::pr-[23]: deleting target group shop-pr-[23]: AccessDenied/);
  });

  step('the next sweep removes the rest; what is of another name, or of no pull request, stays', async () => {
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.exitCode).toBe(0);
    const { services, targetGroups } = await findLeftovers(stage, [
      'shop-pr-1',
      'shop-pr-2',
      'shop-pr-3',
      'shop-pr-4',
      'shop-staging',
      'other-pr-2',
    ]);
    expect(services.sort()).toEqual(['other-pr-2', 'shop-pr-1', 'shop-pr-4', 'shop-staging']);
    expect(targetGroups).not.toContain('shop-pr-2');
    expect(targetGroups).not.toContain('shop-pr-3');
  });

  step('an environment of which only half is there is found, too', async () => {
    await awsClients(stage.endpoint).ecs.send(
      new DeleteServiceCommand({ cluster: 'shop', service: 'shop-pr-4', force: true }),
    );
    await pullRequest(4, { state: 'closed', merged: true });
    const play = await stage.act({ ...sweep, mode: 'sweep' }, SCHEDULE);
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 1 of 3 environments.' });
    expect(namesOf(play.writes)).toEqual(
      expect.arrayContaining(['cloudfront:DeleteDistribution', 'elasticloadbalancing:DeleteTargetGroup']),
    );
  });
});
