import { beforeEach, describe, expect, test } from '@jest/globals';
import { findLeftovers, NOTHING_LEFT } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { type ScenarioStage, scenarioStage, untilCalled } from '../support/stage.ts';

const [OURS, NEWER] = ['a'.repeat(40), 'c'.repeat(40)];
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha: OURS } } } };
const MAX_CALLS = 20;
/** More than CloudFront's edges need to learn of an address. */
const EDGES_SECONDS = 600;
const ADDRESS = ['CreateTargetGroup', 'ModifyTargetGroupAttributes', 'CreateRule', 'CreateDistributionWithTags'];

const prepare = (stage: ScenarioStage, inputs = {}) =>
  stage.act({ mode: 'prepare', image: '', database: '', ...inputs }, { event: EVENT });
/** The first on a load balancer also makes what all share. */
const prepareAnother = async (stage: ScenarioStage) => {
  await changePullRequest(stage, 1, { state: 'open' });
  const event = { name: 'pull_request', payload: { pull_request: { number: 1 } } };
  return stage.act({ mode: 'prepare', image: '', database: '' }, { event });
};
const deploy = (stage: ScenarioStage, inputs = {}) =>
  stage.act({ mode: 'auto', database: '', ...inputs }, { event: EVENT });
const push = (stage: ScenarioStage, sha: string) => changePullRequest(stage, 42, { head: { sha, ref: 'feature' } });

describe('with a VPC origin', () => {
  const stage = scenarioStage([], { hasVpcOrigin: true });
  const left = () => findLeftovers(stage, ['shop-pr-42']);
  beforeEach(() => push(stage, OURS));

  life('an address, then its preview', (step) => {
    let url = '';

    step('it is there before the image, in few calls', async (sentence) => {
      await prepareAnother(stage);
      const play = await prepare(stage);
      expect(play.transcript).toMatchSnapshot(sentence);
      expect(play.exitCode).toBe(0);
      expect(play.outputs).toMatchObject({
        action: 'prepared',
        reason: 'Pull request 42 is open.',
        url: expect.stringMatching(/^https:\/\/d\w+\.cloudfront\.net$/),
        'admin-url': `${play.outputs.url}/app`,
        'distribution-id': expect.stringMatching(/^E/),
        'vpc-origin-id': expect.stringMatching(/^vo_/),
        'task-definition-arn': '',
      });
      expect(play.writes.map(({ operation }) => operation)).toEqual(ADDRESS);
      expect(namesOf([...play.reads, ...play.writes]).length).toBeLessThanOrEqual(MAX_CALLS);
      url = String(play.outputs.url);
    });

    step('the comment says what is known, and a deployment has to wait for an image', async () => {
      const [comment, ...others] = await commentsOf(stage, 42);
      expect(comment?.body).toContain(
        '### ⏳ Preview `pr-42`: address ready. Waiting for the image of aaaaaaa\n\n' +
          `**${url}** · [Admin](${url}/app) · open to everybody  \nNothing answers there yet.\n`,
      );
      expect(comment?.body).toContain('[workflow run](');
      expect(others).toEqual([]);
      expect(await deploymentsOf(stage, 'pr-42')).toEqual([]);
    });

    step('no request of it reaches the base service', async () => {
      await stage.pass(EDGES_SECONDS);
      expect((await stage.view(`${url}/health`)).status).toBe(503);
    });

    step('once more, and nothing is written', async () => {
      const play = await prepare(stage);
      expect(play.writes).toEqual([]);
      expect(play.outputs).toMatchObject({ action: 'prepared', url });
    });

    step('the deploy makes what runs there, and nothing else', async () => {
      const play = await deploy(stage);
      expect(play.outputs).toMatchObject({ action: 'created', url });
      expect(play.writes.map(({ operation }) => operation)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^Create(TargetGroup|Rule|Distribution)/)]),
      );
      expect((await stage.view(`${url}/health`)).status).toBe(200);
      expect((await commentsOf(stage, 42))[0]?.body).toContain('✅ Preview `pr-42` is up');
    });

    step('before the next image, the preview stays as it is, and the comment says what it shows', async () => {
      await push(stage, NEWER);
      const event = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha: NEWER } } } };
      const play = await stage.act({ mode: 'prepare', image: '', database: '' }, { event });
      expect(play.writes).toEqual([]);
      expect(play.outputs).toMatchObject({
        action: 'prepared',
        url,
        'task-definition-arn': expect.stringMatching(/:task-definition\/shop-pr-42:1$/),
      });
      const body = (await commentsOf(stage, 42))[0]?.body;
      expect(body).toContain('Preview `pr-42`: address ready. Waiting for the image of ccccccc');
      expect(body).toContain('It still shows [`aaaaaaa`](');
      expect(await deploymentsOf(stage, 'pr-42')).toHaveLength(1);
    });
  });

  test('what is prepared and never deployed goes with its pull request', async () => {
    await prepare(stage);
    await changePullRequest(stage, 42, { state: 'closed' });
    const play = await deploy(stage);
    expect(play.outputs.action).toBe('destroyed');
    expect(play.log).not.toContain('database');
    expect(await left()).toMatchObject(NOTHING_LEFT);
    expect((await commentsOf(stage, 42))[0]?.body).toContain('Preview `pr-42` was destroyed');
  });

  test('or with a sweep', async () => {
    await prepare(stage);
    expect((await stage.act({ mode: 'sweep' })).outputs.reason).toBe('Removed 0 of 1 environments.');
    await changePullRequest(stage, 42, { state: 'closed' });
    const play = await stage.act({ mode: 'sweep' });
    expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 1 of 1 environments.' });
    expect(await left()).toMatchObject(NOTHING_LEFT);
  });

  test.each([
    { what: 'closed', change: { state: 'closed' }, inputs: {}, reason: 'Pull request 42 is closed.' },
    {
      what: 'without the label',
      change: { labels: [] },
      inputs: { label: 'preview' },
      reason: 'Pull request 42 does not have the label "preview".',
    },
  ])('for a pull request that is $what nothing is done, green', async ({ change, inputs, reason }) => {
    await changePullRequest(stage, 42, change);
    const play = await prepare(stage, inputs);
    expect(play.exitCode).toBe(0);
    expect(play.outputs).toMatchObject({
      action: 'skipped',
      reason: `${reason} So there is nothing to prepare.`,
      url: '',
    });
    expect([...play.reads, ...play.writes]).toEqual([]);
    expect(await commentsOf(stage, 42)).toEqual([]);
  });

  test.each([
    {
      what: 'closed',
      change: { state: 'closed' },
      outputs: { action: 'destroyed', reason: 'Pull request 42 was closed during the run.' },
      leftovers: NOTHING_LEFT,
    },
    {
      what: 'pushed to',
      change: { head: { sha: NEWER, ref: 'feature' } },
      outputs: {
        action: 'skipped',
        reason: 'Pull request 42 is at ccccccc, and this run is for the older aaaaaaa.',
      },
      leftovers: { distributions: 1, rules: 1, services: [] },
    },
  ])('$what meanwhile: the run takes away only what nobody wants', async ({ change, outputs, leftovers }) => {
    await stage.fault({ service: 'cloudfront', operation: 'CreateDistributionWithTags', kind: 'pause' });
    const since = (await stage.journal()).length;
    const running = prepare(stage);
    await untilCalled(stage, 'elasticloadbalancing:CreateRule', { since, times: 2 });
    await changePullRequest(stage, 42, change);
    await stage.control('DELETE', 'faults');
    const play = await running;
    expect(play.exitCode).toBe(0);
    expect(play.outputs).toMatchObject(outputs);
    expect(await left()).toMatchObject(leftovers);
    expect(await deploymentsOf(stage, 'pr-42')).toEqual([]);
  });

  test('it counts for "max-environments" like one that is deployed', async () => {
    await prepareAnother(stage);
    const play = await prepare(stage, { 'max-environments': '1' });
    expect(play.outputs).toMatchObject({
      action: 'skipped',
      reason: expect.stringMatching(/^There is one environment/),
    });
    expect(play.writes).toEqual([]);
  });

  test('what cannot be deployed is said before the address is made, and an image that is not there yet is no matter', async () => {
    const play = await prepare(stage, { image: 'medusa@', 'task-definition': 'nowhere:1' });
    expect(play.exitCode).toBe(1);
    expect(play.log).not.toContain('image');
    expect(play.log).toContain('task-definition: there is no task definition nowhere:1 in eu-west-1.');
    expect(play.writes).toEqual([]);
    expect((await prepare(stage, { image: 'medusa@' })).outputs.action).toBe('prepared');
  });

  test('in place, an address leads to the service as it is', async () => {
    const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging' };
    const play = await prepare(stage, inPlace);
    expect(play.outputs.action).toBe('prepared');
    expect(play.writes.map(({ operation }) => operation)).toEqual([
      'AuthorizeSecurityGroupIngress',
      'CreateDistributionWithTags',
    ]);
    await stage.pass(EDGES_SECONDS);
    expect((await stage.view(`${play.outputs.url}/health`)).status).toBe(200);
  });
});

describe('without a VPC origin', () => {
  const stage = scenarioStage();
  beforeEach(() => push(stage, OURS));

  test('it is made, and waited for, since no address can be had before', async () => {
    const play = await prepare(stage);
    expect(play.outputs).toMatchObject({ action: 'prepared', url: expect.stringContaining('https://') });
    expect(play.writes[0]?.operation).toBe('CreateVpcOrigin');
    expect(play.writes.at(-1)?.operation).toBe('CreateDistributionWithTags');
    expect((await deploy(stage)).outputs).toMatchObject({ action: 'created', url: play.outputs.url });
  });

  test('a role that may not make it says so before anything else is written', async () => {
    await stage.fault({ service: 'cloudfront', operation: 'CreateVpcOrigin', kind: 'deny', times: 9 });
    const play = await prepare(stage);
    expect(play.exitCode).toBe(1);
    expect(play.outputs).toMatchObject({ action: '', url: '' });
    expect(play.log).toContain('A load balancer needs this once.');
    expect(play.writes.map(({ operation }) => operation)).toEqual(['CreateVpcOrigin']);
    expect((await commentsOf(stage, 42))[0]?.body).toContain('❌ Preview `pr-42` could not be prepared');
  });
});
