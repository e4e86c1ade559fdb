import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { commentOn, commentsOf } from '../../harness/pull-request.ts';
import { deployWaker } from '../../harness/waker.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const BROWSER = { Accept: 'text/html,*/*;q=0.8', 'Sec-Fetch-Mode': 'navigate' };
const put = (mode: 'sleep' | 'wake' | 'destroy', inputs: Record<string, string> = {}) =>
  stage.act({ mode, image: '', 'base-service': '', ...inputs });

life('an environment that sleeps behind the waker', (step) => {
  const folder = mkdtempSync(join(tmpdir(), 'waker-'));
  let url = '';
  let waker = '';

  step('says that a visit wakes it', async () => {
    waker = await deployWaker(stage, folder);
    url = (await stage.act({ image: stage.pinnedImageOf('v1') })).outputs.url ?? '';
    const play = await put('sleep', { waker });
    expect(play.outputs.action).toBe('asleep');
    expect((await commentsOf(stage, 42))[0]?.body).toContain('A visit wakes it');
    expect((await stage.view(`${url}/store/products`)).status).toBe(503);
    expect((await put('sleep', { waker })).writes).toEqual([]);
  });

  step('stays behind it in a deploy with nothing to roll out', async () => {
    const play = await stage.act({ image: stage.pinnedImageOf('v1') });
    expect(play.writes).toEqual([]);
    expect(play.log).toMatch(/Asleep since .+ A visit wakes it, and so does a new version, the comment/);
  });

  step("is woken by a browser's visit, and is then an environment like any other", async () => {
    await eventually(
      () => stage.view(`${url}/app`, { headers: BROWSER }),
      ({ status }) => status === 200,
    );
    const play = await stage.act({ image: stage.pinnedImageOf('v1') });
    expect(play.outputs.action).toBe('updated');
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
    expect(play.log).toContain('tags.medusa-preview:asleep');
  });

  step('keeps its waker from a deploy, so that nothing else has to know it', async () => {
    const deploy = (inputs: Record<string, string>) => stage.act({ image: stage.pinnedImageOf('v1'), ...inputs });
    const play = await deploy({ waker });
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
    expect(play.log).toContain('tags.medusa-preview:waker');
    expect((await deploy({ waker })).writes).toEqual([]);
    expect((await deploy({})).log).toContain('tags.medusa-preview:waker');
    await deploy({ waker });
  });

  step('sleeps again, and is destroyed asleep', async () => {
    expect((await put('sleep')).outputs.action).toBe('asleep');
    expect((await commentsOf(stage, 42))[0]?.body).toContain('A visit wakes it');
    expect((await put('destroy')).outputs.action).toBe('destroyed');
    expect((await put('destroy')).outputs.reason).toContain('There was nothing left to remove.');
    rmSync(folder, { recursive: true });
  });
});

test('where the load balancer does not take the waker, a page says that it sleeps', async () => {
  const waker = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/none/0123456789abcdef';
  const { outputs } = await stage.act({ waker });
  const play = await put('sleep');
  expect(play.outputs.action).toBe('asleep');
  expect(play.log).toContain(`waker: the load balancer does not lead the rule of shop-pr-42 to ${waker}`);
  expect((await stage.view(`${outputs.url}/health`)).body).toContain('This preview is asleep');
});

test('one whose reset was interrupted sleeps behind a page: the waker would start tasks that find no database', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waker-'));
  const waker = await deployWaker(stage, folder);
  const { outputs } = await stage.act({ database: '', waker });
  await stage.fault({ service: 'ecs', operation: 'RunTask', kind: 'deny' });
  const event = await commentOn(stage, 42, { body: '/preview reset', user: 'octocat' });
  expect((await stage.act({ mode: 'auto', image: '', database: '', waker }, { event })).exitCode).toBe(1);
  const play = await put('sleep', { waker });
  expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:ModifyRule']);
  expect((await commentsOf(stage, 42)).map(({ body }) => body).join()).not.toContain('A visit wakes it');
  expect((await stage.view(`${outputs.url}/app`, { headers: BROWSER })).body).toContain('This preview is asleep');
  rmSync(folder, { recursive: true });
});
