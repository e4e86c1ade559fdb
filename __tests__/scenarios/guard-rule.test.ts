import { setTimeout as sleep } from 'node:timers/promises';
import { GetDistributionConfigCommand, UpdateDistributionCommand } from '@aws-sdk/client-cloudfront';
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findLeftovers, NOTHING_LEFT } from '../../harness/leftovers.ts';
import { namesOf } from '../../harness/meter.ts';
import { findRouting, isGuardRule } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { type Play, type ScenarioStage, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });
const PREVIEW = 'v1';
const DESTROY = { mode: 'destroy' };
/** A hundred times and more while an address is turned off. */
const LOOK_MILLISECONDS = 25;
afterEach(() => stage.control('DELETE', 'faults'));

/** Which image answers at the address, or the status, or that nobody does. */
async function answerOf({ outputs: { url } }: Play, headers = {}, { view }: Pick<ScenarioStage, 'view'> = stage) {
  try {
    const { status, body } = await view(`${url}/`, { headers });
    return status === 200 ? (JSON.parse(body) as { image: { tag: string } }).image.tag : String(status);
  } catch {
    return 'no answer';
  }
}

const rulesThat = async (isWanted: (rule: Rule) => boolean, { endpoint }: { endpoint: string } = stage) =>
  (await findRouting({ endpoint })).rules.filter(isWanted);
const guards = (on?: { endpoint: string }) => rulesThat(isGuardRule, on);
const rulesOfPreview = () =>
  rulesThat(({ Conditions = [] }) => Conditions[0]?.HttpHeaderConfig?.Values?.includes('shop-pr-42') ?? false);

async function deleteRules(rules: Rule[], { endpoint }: { endpoint: string } = stage): Promise<void> {
  const { loadBalancing } = awsClients(endpoint);
  for (const { RuleArn } of rules) await loadBalancing.deleteRule({ RuleArn });
}

async function distributionsNow(): Promise<number> {
  return (await findLeftovers(stage, ['shop-pr-42'])).distributions;
}

describe('a removal', () => {
  /** Here a distribution takes seconds, in which its address is looked at. */
  const slow = scenarioStage(['--time-scale', '60'], { hasVpcOrigin: true });

  /** Removes the preview. Resolves with the distinct answers of its address meanwhile as well. */
  async function removeWatched(preview: Play): Promise<{ play: Play; answers: string[] }> {
    const seen = new Set<string>();
    let isOver = false;
    const look = async () => {
      for (; !isOver; await sleep(LOOK_MILLISECONDS)) seen.add(await answerOf(preview, {}, slow));
    };
    const removal = slow.act(DESTROY).finally(() => {
      isOver = true;
    });
    const [play] = await Promise.all([removal, look()]);
    return { play, answers: [...seen] };
  }

  const isOfOthers = (answer: string) => ![PREVIEW, '404', '403', 'no answer'].includes(answer);

  test('disables the address first, which then answers 404, and never with the base service', async () => {
    const preview = await slow.act();
    expect(await guards(slow)).toHaveLength(1);
    const { play, answers } = await removeWatched(preview);
    expect(play.exitCode).toBe(0);
    expect(namesOf(play.writes)[0]).toBe('cloudfront:UpdateDistribution');
    expect(answers).toContain('404');
    expect(answers.filter(isOfOthers)).toEqual([]);
    expect(await findLeftovers(slow, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
    expect(await guards(slow)).toHaveLength(1);
  });

  test('without the guard rule keeps the rule until the address is off everywhere', async () => {
    const preview = await slow.act();
    await deleteRules(await guards(slow), slow);
    const { play, answers } = await removeWatched(preview);
    expect(play.exitCode).toBe(0);
    expect(play.log).toMatch(/waiting for distribution E\w+ to be off/);
    expect(answers).not.toContain('404');
    expect(answers.filter(isOfOthers)).toEqual([]);
    expect(await findLeftovers(slow, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
  });

  test('that cannot disable the address leaves the environment behind it, and the next one removes both', async () => {
    const preview = await stage.act();
    await stage.fault({ service: 'cloudfront', operation: 'UpdateDistribution', kind: 'deny', times: 9 });
    const play = await stage.act(DESTROY);
    expect(play.exitCode).toBe(1);
    expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution']);
    expect(await answerOf(preview)).toBe(PREVIEW);
    await stage.control('DELETE', 'faults');
    expect((await stage.act(DESTROY)).exitCode).toBe(0);
    expect(await findLeftovers(stage, ['shop-pr-42'])).toMatchObject(NOTHING_LEFT);
  });
});

describe('a deploy', () => {
  test.each([
    ['guard rule', 0],
    ['rule of the environment', 1],
  ])('that cannot create the %s creates no address', async (_, after) => {
    await stage.fault({ service: 'elasticloadbalancing', operation: 'CreateRule', kind: 'deny', after, times: 9 });
    expect((await stage.act()).exitCode).toBe(1);
    expect(await distributionsNow()).toBe(0);
    await stage.control('DELETE', 'faults');
    expect((await stage.act()).exitCode).toBe(0);
  });

  test('repairs a rule that somebody deleted, for which the address answers 404, and does so before it enables an address', async () => {
    const preview = await stage.act();
    await deleteRules(await rulesOfPreview());
    expect(await answerOf(preview)).toBe('404');
    expect(namesOf((await stage.act()).writes)).toEqual(['elasticloadbalancing:CreateRule']);
    expect(await answerOf(preview)).toBe(PREVIEW);
    await editDistribution(String(preview.outputs['distribution-id']), (config) => ({ ...config, Enabled: false }));
    await deleteRules([...(await rulesOfPreview()), ...(await guards())]);
    expect(namesOf((await stage.act()).writes)).toEqual([
      'elasticloadbalancing:CreateRule',
      'elasticloadbalancing:CreateRule',
      'cloudfront:UpdateDistribution',
    ]);
  });

  test('and a sweep create the guard rule again where somebody deleted it, and a plan reports it', async () => {
    await stage.act();
    await deleteRules(await guards());
    const plan = await stage.act({ mode: 'plan' });
    expect(plan.log).toContain('+ create guard rule shop-internal');
    const deploy = await stage.act();
    expect(namesOf(deploy.writes)).toEqual(['elasticloadbalancing:CreateRule']);
    expect(deploy.log).toContain('+ created guard rule shop-internal');
    await deleteRules(await guards());
    const sweep = await stage.act({ mode: 'sweep' });
    expect(namesOf(sweep.writes)).toEqual(['elasticloadbalancing:CreateRule']);
    expect(sweep.log).toContain('+ created guard rule shop-internal');
    expect((await guards()).map(({ Priority }) => Priority)).toEqual(['1001']);
    expect((await stage.act({ mode: 'sweep' })).writes).toEqual([]);
  });

  test('uses a guard rule that somebody else created, and one serves all owners', async () => {
    const { loadBalancing } = awsClients(stage.endpoint);
    const { listener } = await findRouting(stage);
    await loadBalancing.createRule({ ListenerArn: listener.ListenerArn, Priority: 40_000, ...GUARD_BY_HAND });
    await stage.act();
    await stage.act({ name: 'other', environment: 'pr-42' });
    expect(await guards()).toHaveLength(1);
  });
});

const GUARD_BY_HAND = {
  Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Medusa-Preview', Values: ['??*'] } }],
  Actions: [{ Type: 'fixed-response' as const, FixedResponseConfig: { StatusCode: '404' } }],
};

describe('a rule that is moved', () => {
  /** Somebody sends every path to the base service, at the priority before ours. */
  async function shadow(): Promise<void> {
    const { loadBalancing } = awsClients(stage.endpoint);
    const { listener } = await findRouting(stage);
    const [ours] = await rulesOfPreview();
    await loadBalancing.createRule({
      ListenerArn: listener.ListenerArn,
      Priority: Number(ours?.Priority) - 1,
      Conditions: [{ Field: 'path-pattern', Values: ['/*'] }],
      Actions: listener.DefaultActions,
    });
  }

  test('is never missing: its twin is there before it goes', async () => {
    const preview = await stage.act();
    await shadow();
    await stage.fault({ service: 'elasticloadbalancing', operation: 'DeleteRule', kind: 'pause' });
    const run = stage.act();
    await eventually(rulesOfPreview, ({ length }) => length === 2);
    expect(await answerOf(preview)).toBe(PREVIEW);
    await stage.control('DELETE', 'faults');
    expect((await run).exitCode).toBe(0);
    expect(await rulesOfPreview()).toHaveLength(1);
    expect(await answerOf(preview)).toBe(PREVIEW);
    expect((await stage.act()).writes).toEqual([]);
  });

  test('by a run that ended between has a twin, which the next run removes', async () => {
    await stage.act();
    await shadow();
    await stage.fault({ service: 'elasticloadbalancing', operation: 'DeleteRule', kind: 'deny' });
    expect((await stage.act()).exitCode).toBe(1);
    expect(await rulesOfPreview()).toHaveLength(2);
    await stage.control('DELETE', 'faults');
    const play = await stage.act();
    expect(play.log).toContain('~ updated listener rule shop-pr-42: twins');
    expect(await rulesOfPreview()).toHaveLength(1);
  });
});

type Config = NonNullable<
  Parameters<ReturnType<typeof awsClients>['cloudfront']['updateDistribution']>[0]['DistributionConfig']
>;

async function editDistribution(Id: string, change: (config: Config) => Config): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { DistributionConfig: config, ETag } = await cloudfront.send(new GetDistributionConfigCommand({ Id }));
  const DistributionConfig = change(config as Config);
  await cloudfront.send(new UpdateDistributionCommand({ Id, IfMatch: ETag, DistributionConfig }));
}

const IN_PLACE = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };

test('the address of a service in place leads there, whatever routing header a viewer sends, and gets the header that it lacks', async () => {
  const staging = await stage.act(IN_PLACE, { tag: 'v2' });
  await stage.act();
  for (const value of ['shop-pr-42', 'SHOP-PR-42', '-', 'no-such-preview']) {
    expect([value, await answerOf(staging, { 'X-Medusa-Preview': value })]).toEqual([value, 'v2']);
  }
  await editDistribution(String(staging.outputs['distribution-id']), (config) => ({
    ...config,
    Origins: {
      Quantity: 1,
      Items: (config.Origins?.Items ?? []).map((origin) => ({ ...origin, CustomHeaders: { Quantity: 0 } })),
    },
  }));
  const play = await stage.act(IN_PLACE, { tag: 'v2' });
  expect(play.log).toContain('~ updated distribution shop-staging: Origins.Items');
  expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution']);
});
