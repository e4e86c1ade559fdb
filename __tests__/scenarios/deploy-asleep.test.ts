import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { commentsOf } from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { tagsOf } from '../../src/foundation/services.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const ASLEEP = 'medusa-preview:asleep';
const deploy = (inputs: Record<string, string> = {}) => stage.act({ image: stage.pinnedImageOf('v1'), ...inputs });
const put = (mode: string) => stage.act({ mode, image: '', 'base-service': '' });

async function readService() {
  const { ecs } = awsClients(stage.endpoint);
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: 'shop', services: ['shop-pr-42'], include: ['TAGS'] }),
  );
  return { count: services[0]?.desiredCount, tags: tagsOf(services[0] ?? {}) };
}

life('a deploy of what sleeps', (step) => {
  let url = '';
  const status = async () => (await stage.view(`${url}/health`)).status;

  step('with nothing to roll out leaves it asleep, and says since when and how to wake it', async () => {
    url = (await deploy({ 'desired-count': '1' })).outputs.url ?? '';
    await put('sleep');
    const play = await deploy({ 'desired-count': '1' });
    expect(play.writes).toEqual([]);
    expect(play.outputs).toMatchObject({ action: 'unchanged', url });
    expect(play.log).toMatch(/Asleep since .+ UTC\. A new version wakes it, and so does the comment "\/preview wake"/);
    expect(await status()).toBe(503);
    const [comment] = await commentsOf(stage, 42);
    expect(comment?.body).toMatch(/💤 Preview `pr-42` is asleep/);
  });

  step('writes down what needs no rollout', async () => {
    const play = await deploy({ ttl: '30d' });
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
    expect((await readService()).tags).toMatchObject({ [ASLEEP]: expect.stringMatching(/Z\/1$/) });
    expect(await status()).toBe(503);
  });

  step('leads it to its page again where somebody led it elsewhere', async () => {
    await stage.fault({ service: 'ecs', operation: 'UpdateService', kind: 'deny' });
    expect((await put('wake')).exitCode).toBe(1);
    const play = await deploy({ ttl: '30d' });
    expect(namesOf(play.writes)).toEqual(['elasticloadbalancing:ModifyRule']);
    expect((await stage.view(url)).body).toContain('This preview is asleep');
  });

  step('is planned as it is made', async () => {
    const kept = await deploy({ mode: 'plan', ttl: '30d' });
    expect(kept.log).toContain('Asleep since ');
    expect(kept.log).toContain('Nothing would change.');
    const woken = await deploy({ mode: 'plan', ttl: '30d', image: stage.imageOf('v2') });
    expect(woken.log).toContain('It sleeps, and there is something to roll out: this wakes it.');
    expect(woken.log).toMatch(/~ update listener rule shop-pr-42: Actions/);
  });

  step('is prepared: it wakes while its image is built', async () => {
    const play = await deploy({ mode: 'prepare', image: '' });
    expect(play.outputs.action).toBe('prepared');
    expect(namesOf(play.writes).sort()).toEqual([
      'ecs:TagResource',
      'ecs:UpdateService',
      'elasticloadbalancing:ModifyRule',
    ]);
    expect((await deploy({ ttl: '30d' })).outputs.action).toBe('unchanged');
    expect(await status()).toBe(200);
    await put('sleep');
  });

  step('with a new version wakes it, in one change of its service', async () => {
    const play = await deploy({ ttl: '30d', image: stage.imageOf('v2') });
    expect(play.outputs.action).toBe('updated');
    expect(namesOf(play.writes).filter((name) => name === 'ecs:UpdateService')).toHaveLength(1);
    expect(await readService()).toMatchObject({ count: 1, tags: { [ASLEEP]: 'none' } });
    expect(await status()).toBe(200);
  });
});
