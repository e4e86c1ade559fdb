import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest, commentsOf } from '../../harness/pull-request.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
const eventOf = (number: number) => ({ name: 'pull_request', payload: { pull_request: { number } } });
const SCHEDULE = { event: { name: 'schedule', payload: {} } };
const sweep = { mode: 'sweep', image: '' };

const aQuarterOfAnHour = () => stage.pass(900);

beforeAll(async () => {
  stage = await openStage();
  for (const number of [1, 2]) await changePullRequest(stage, number, { state: 'open' });
  await stage.act({ mode: 'auto', ttl: '10m' }, { event: eventOf(1) });
  await Promise.all([
    stage.act({ mode: 'auto' }, { event: eventOf(2) }),
    stage.act({ environment: 'demo', ttl: '10m' }),
    stage.act({ environment: 'staging' }),
  ]);
});
afterAll(() => stage.stop());

test('what was deployed anew lives on, and what was given no time lives for ever', async () => {
  await aQuarterOfAnHour();
  await Promise.all([
    stage.act({ mode: 'auto', ttl: '30d', image: stage.imageOf('v2') }, { event: eventOf(1) }),
    stage.act({ environment: 'demo', ttl: '30d' }),
  ]);
  const play = await stage.act(sweep, SCHEDULE);
  expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 0 of 4 environments.' });
});

test('a time that changes is written down without a rollout', async () => {
  const play = await stage.act({ environment: 'demo', ttl: '10m' });
  expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
  expect(play.log).toContain('~ updated service shop-demo: tags.medusa-preview:ttl');
});

test('a sweep removes what is over its own time, also where no pull request stands behind it', async () => {
  await aQuarterOfAnHour();
  const play = await stage.act(sweep, SCHEDULE);
  expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 1 of 4 environments.' });
  expect(play.log).toMatch(/^demo +removed +It expired on /m);
});

test('a removal that did not come to its end is finished by the next sweep', async () => {
  await stage.act({ environment: 'demo', ttl: '10m' });
  await aQuarterOfAnHour();
  await stage.fault({ service: 'cloudfront', operation: 'DeleteDistribution', kind: 'deny' });
  const first = await stage.act(sweep, SCHEDULE);
  expect(first.exitCode).toBe(1);
  expect(first.log).toMatch(/^demo +failed +deleting distribution \w+: AccessDenied/m);
  const next = await stage.act(sweep, SCHEDULE);
  expect(next.exitCode).toBe(0);
  expect(next.log).toMatch(/^demo +removed +An earlier removal of it was cut off\.$/m);
});

test('a time that the sweep is given counts for every preview, and for no other environment', async () => {
  const play = await stage.act({ ...sweep, ttl: '5m' }, SCHEDULE);
  expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 2 of 3 environments.' });
  expect(play.log).toMatch(/^pr-1 +removed +It expired on /m);
  expect(play.log).toMatch(/^pr-2 +removed +It expired on /m);
  expect(play.log).toMatch(/^staging +kept +It belongs to no pull request\.$/m);
  expect((await commentsOf(stage, 1))[0]?.body).toMatch(/Preview `pr-1` was destroyed\n\n> It expired on /);
});
