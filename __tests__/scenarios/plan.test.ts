import { expect } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const plan = { mode: 'plan' };
const auto = { mode: 'auto' };

/** The steps without the order in which they came: some are taken side by side. */
function stepsOf({ outputs }: Play): string[] {
  return (JSON.parse(outputs.plan ?? '[]') as object[]).map((step) => JSON.stringify(step)).sort();
}

life('plans in the life of a preview', (step) => {
  step('a plan of a first deploy writes nothing, and the deploy right after does what it showed', async (sentence) => {
    const planned = await stage.act(plan);
    expect(planned.transcript).toMatchSnapshot(sentence);
    expect(planned.outputs).toMatchObject({ action: 'planned', url: '' });
    expect(planned.writes).toEqual([]);
    expect(stepsOf(await stage.act(auto))).toEqual(stepsOf(planned));
  });

  step('a plan with nothing to do says so', async () => {
    const planned = await stage.act(plan);
    expect(planned.log).toContain('Nothing would change.');
    expect(planned.outputs.url).toMatch(/^https:/);
  });

  step('a plan of a change names the changed paths', async (sentence) => {
    const change = { image: stage.imageOf('v2'), variables: 'FEATURE=on', 'health-check-path': '/health?deep=1' };
    const planned = await stage.act({ ...plan, ...change });
    expect(planned.transcript).toMatchSnapshot(sentence);
    expect(planned.writes).toEqual([]);
    expect(stepsOf(await stage.act({ ...auto, ...change }))).toEqual(stepsOf(planned));
  });

  step('a plan names the one-off tasks that would run', async () => {
    const change = { image: stage.imageOf('v3'), 'migrate-command': 'exit 0' };
    const planned = await stage.act({ ...plan, ...change });
    expect(planned.log).toContain('> run    one-off task migrate-command');
    expect(planned.writes).toEqual([]);
    expect(stepsOf(await stage.act({ ...auto, ...change }))).toEqual(stepsOf(planned));
  });

  step('a plan for a closed pull request shows what would go', async (sentence) => {
    await changePullRequest(stage, 42, { state: 'closed' });
    const planned = await stage.act(plan);
    expect(planned.transcript).toMatchSnapshot(sentence);
    expect(planned.writes).toEqual([]);
    expect(stepsOf(await stage.act(auto))).toEqual(stepsOf(planned));
  });

  step('a plan that fails half-way gives no address that is not there yet', async () => {
    await changePullRequest(stage, 42, { state: 'open' });
    // The look at the newest revision, when the distribution is planned.
    await stage.fault({ service: 'ecs', operation: 'DescribeTaskDefinition', kind: 'deny', after: 2 });
    const planned = await stage.act(plan);
    expect(planned.exitCode).toBe(1);
    expect(planned.log).toContain('+ create distribution shop-pr-42');
    expect(planned.outputs).toMatchObject({ url: '', 'admin-url': '', 'distribution-id': '' });
  });
});
