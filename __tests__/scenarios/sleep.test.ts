import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { commentsOf } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();

const put = (mode: 'sleep' | 'wake', inputs: Record<string, string> = {}) =>
  stage.act({ mode, image: '', 'base-service': '', ...inputs });

life('an environment that sleeps and wakes', (step) => {
  let url = '';

  step('sleeps: service first, then its rule; all else stays', async (sentence) => {
    const { outputs } = await stage.act();
    url = outputs.url ?? '';
    const play = await put('sleep');
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.outputs).toMatchObject({ action: 'asleep', url });
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource', 'ecs:UpdateService', 'elasticloadbalancing:ModifyRule']);
    const answer = await stage.view(`${url}/store/products`);
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('This preview is asleep');
    const [comment] = await commentsOf(stage, 42);
    expect(comment?.body).toMatch(/💤 Preview `pr-42` is asleep\n.+\nAsleep since .+ UTC/s);
  });

  step('a second time changes nothing', async () => {
    const play = await put('sleep');
    expect(play.outputs.action).toBe('unchanged');
    expect(play.writes).toEqual([]);
  });

  step('wakes: its rule first, then its service, until its address answers', async (sentence) => {
    const play = await put('wake');
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.outputs).toMatchObject({ action: 'woken', url });
    expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:ModifyRule', 'ecs:UpdateService', 'ecs:TagResource']);
    expect((await stage.view(`${url}/health`)).status).toBe(200);
  });

  step('and stays awake when it is woken again', async () => {
    const play = await put('wake');
    expect(play.outputs.action).toBe('unchanged');
    expect(play.writes).toEqual([]);
  });

  step('is not woken once its removal has begun', async () => {
    await put('sleep');
    await stage.fault({ service: 'cloudfront', operation: 'DeleteDistribution', kind: 'deny' });
    expect((await put('destroy' as 'sleep')).exitCode).toBe(1);
    const play = await put('wake');
    expect(play.log).toContain('environment: the address of shop-pr-42 is turned off');
    expect(play.writes).toEqual([]);
  });

  step('is destroyed asleep, by its name alone', async () => {
    const play = await put('destroy' as 'sleep');
    expect(play.outputs.action).toBe('destroyed');
    const { outputs } = await put('destroy' as 'sleep');
    expect(outputs.reason).toContain('There was nothing left to remove.');
  });
});
