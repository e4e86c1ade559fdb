import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest, commentsOf } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const eventOf = (number: number) => ({ name: 'pull_request', payload: { pull_request: { number } } });
const SCHEDULE = { event: { name: 'schedule', payload: {} } };
const sweep = { mode: 'sweep', image: '' };

const aQuarterOfAnHour = () => stage.pass(900);

life('environments with a time to live', (step) => {
  step('some get a time to live, and some do not', async () => {
    for (const number of [1, 2]) await changePullRequest(stage, number, { state: 'open' });
    await stage.act({ mode: 'auto', ttl: '10m' }, { event: eventOf(1) });
    await Promise.all([
      stage.act({ mode: 'auto' }, { event: eventOf(2) }),
      stage.act({ environment: 'demo', ttl: '10m' }),
      stage.act({ environment: 'staging' }),
    ]);
  });

  step('what was deployed anew lives on, and what was given no time lives for ever', async () => {
    await aQuarterOfAnHour();
    await Promise.all([
      stage.act({ mode: 'auto', ttl: '30d', image: stage.imageOf('v2') }, { event: eventOf(1) }),
      stage.act({ environment: 'demo', ttl: '30d' }),
    ]);
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 0 of 4 environments.' });
  });

  step('a time that changes is written down without a rollout', async () => {
    const play = await stage.act({ environment: 'demo', ttl: '10m' });
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
    expect(play.log).toContain('~ updated service shop-demo: tags.medusa-preview:ttl');
  });

  step('a sweep removes what is over its own time, also where no pull request stands behind it', async () => {
    await aQuarterOfAnHour();
    const play = await stage.act(sweep, SCHEDULE);
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 1 of 4 environments.' });
    expect(play.log).toMatch(/^demo +removed +It expired on /m);
  });

  step('a removal that did not come to its end is finished by the next sweep', async () => {
    await stage.act({ environment: 'demo', ttl: '10m' });
    await aQuarterOfAnHour();
    await stage.fault({ service: 'cloudfront', operation: 'DeleteDistribution', kind: 'deny' });
    const first = await stage.act(sweep, SCHEDULE);
    expect(first.exitCode).toBe(1);
    expect(first.log).toMatch(/^demo +failed +deleting distribution \w+: AccessDenied/m);
    const next = await stage.act(sweep, SCHEDULE);
    expect(next.exitCode).toBe(0);
    expect(next.log).toMatch(/^demo +removed +An earlier removal of it was interrupted\.$/m);
  });

  step('a time that the sweep is given counts for every preview, and for no other environment', async () => {
    const play = await stage.act({ ...sweep, ttl: '5m' }, SCHEDULE);
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 2 of 3 environments.' });
    expect(play.log).toMatch(/^pr-1 +removed +It expired on /m);
    expect(play.log).toMatch(/^pr-2 +removed +It expired on /m);
    expect(play.log).toMatch(/^staging +kept +It belongs to no pull request\.$/m);
    expect((await commentsOf(stage, 1))[0]?.body).toMatch(/Preview `pr-1` was destroyed\n\n> It expired on /);
  });
});
