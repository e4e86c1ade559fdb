import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest, commentsOf } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const SCHEDULE = { event: { name: 'schedule', payload: {} } };
const sweep = { mode: 'sweep', image: '' };
const anHour = () => stage.pass(3_600);
const wake = () => stage.act({ mode: 'wake', image: '', 'base-service': '' });

life('environments that nobody visits', (step) => {
  let url = '';

  step('sleep once they were left alone for as long as they may be', async () => {
    url = (await stage.act({ 'sleep-after': '30m' })).outputs.url ?? '';
    await Promise.all([
      stage.act({ environment: 'demo', 'sleep-after': '30d' }),
      stage.act({ environment: 'staging' }),
    ]);
    await anHour();
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 0 of 3 environments, put 1 to sleep.' });
    expect(play.log).toMatch(
      /^pr-42 +asleep +Nobody visited it since its last deploy or waking, and "sleep-after" is 30m\.$/m,
    );
    expect(namesOf(play.reads).filter((name) => name.endsWith(':GetMetricData'))).toHaveLength(1);
    expect((await stage.view(url)).status).toBe(503);
    expect((await commentsOf(stage, 42))[0]?.body).toMatch(/💤 Preview `pr-42` is asleep/);
  });

  step('stay asleep at the next sweep, which writes nothing', async () => {
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.writes).toEqual([]);
    expect(play.outputs.reason).toBe('Removed 0 of 3 environments.');
  });

  step('are counted from their last visit, once they were woken', async () => {
    await wake();
    await stage.pass(900);
    expect((await stage.view(url)).status).toBe(200);
    await anHour();
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.log).toMatch(/^pr-42 +asleep +Nobody visited it since \d+ \w+ \d+, \d\d:\d\d UTC, and/m);
  });

  step('are led to their page where a run was ended before it had done that', async () => {
    await wake();
    await stage.fault({ service: 'elasticloadbalancing', operation: 'ModifyRule', kind: 'deny' });
    expect((await stage.act({ mode: 'sleep', image: '', 'base-service': '' })).exitCode).toBe(1);
    expect((await stage.view(url)).body).not.toContain('asleep');
    // A run may be at it for as long as its tasks have yet to stop.
    await stage.pass(300);
    const play = await stage.act(sweep, SCHEDULE);
    expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:ModifyRule']);
    expect(play.log).toMatch(/^pr-42 +asleep +An earlier run has stopped its tasks and no more\.$/m);
    expect((await stage.view(url)).body).toContain('This preview is asleep');
    expect((await stage.act(sweep, SCHEDULE)).writes).toEqual([]);
  });

  step('are planned to sleep', async () => {
    await wake();
    await anHour();
    const play = await stage.act({ mode: 'plan' }, SCHEDULE);
    expect(play.writes).toEqual([]);
    expect(play.log).toMatch(/^pr-42 +to be put to sleep +Nobody visited it since /m);
  });

  step('are left awake where CloudWatch does not answer', async () => {
    await stage.fault({ service: 'monitoring', operation: 'GetMetricData', kind: 'deny' });
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain('The visits could not be read, so nothing is put to sleep.');
    expect(play.outputs.reason).toBe('Removed 0 of 3 environments.');
  });

  step('are removed asleep, once their pull request is closed', async () => {
    await stage.act(sweep, SCHEDULE);
    await changePullRequest(stage, 42, { state: 'closed' });
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.outputs.reason).toBe('Removed 1 of 3 environments.');
  });
});
