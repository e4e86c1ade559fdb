import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf } from '../../harness/pull-request.ts';
import type { JobEnd } from '../../harness/runner.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

const SHA = 'a'.repeat(40);
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha: SHA } } } };
const OF_STOREFRONT = '<!-- medusa-preview acme/shop:shop-storefront pr-42 -->\n### ✅ Preview `pr-42` is up';

let stage: ScenarioStage;

/** The address is ready, and the job goes on to build the image. Resolves with what the step has kept. */
async function prepare(runId = '7'): Promise<JobEnd['state']> {
  const wish = { event: EVENT, variables: { GITHUB_RUN_ID: runId } };
  const play = await stage.act({ mode: 'prepare', image: '' }, wish);
  expect(play.outputs.action).toBe('prepared');
  expect(Object.keys(play.state)).toEqual(['waiting']);
  return play.state;
}

/** Somebody else's write, or another time. */
async function edit(become: (body: string) => string): Promise<void> {
  const [found] = await commentsOf(stage, 42);
  const address = `${stage.endpoint}/github/repos/acme/shop/issues/comments/${found?.id}`;
  const headers = { authorization: 'Bearer ghs_simulated' };
  await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ body: become(found?.body ?? '') }) });
}

/** The calls of the post step, and how it ended. */
async function endJob(status: JobEnd['status'], state: JobEnd['state']) {
  const since = (await stage.journal()).length;
  const result = await stage.endJob({ event: EVENT, inputs: { mode: 'prepare' } }, { state, status });
  const calls = await stage.journal(since);
  return { result, services: [...new Set(calls.map(({ service }) => service))] };
}

const comment = async () => (await commentsOf(stage, 42))[0]?.body ?? '';

beforeAll(async () => {
  stage = await openStage([], { hasVpcOrigin: true });
  await changePullRequest(stage, 42, { head: { sha: SHA, ref: 'feature' } });
});
afterEach(() => stage.control('DELETE', 'faults'));
afterAll(() => stage.stop());

test.each([
  ['failure', '### ❌ Preview `pr-42`: the job failed before its image was there'],
  ['cancelled', '### ⏹️ Preview `pr-42`: the job was cancelled before its image was there'],
] as const)(
  'a build that ends with %s: the comment waits no more, keeps the address, and AWS is not asked',
  async (status, headline) => {
    const state = await prepare();
    await edit((body) => `${body}\n\n${OF_STOREFRONT}`);
    const { result, services } = await endJob(status, state);
    expect(result?.exitCode).toBe(0);
    expect(result?.log).toBe('');
    expect(services).toEqual(['github']);
    const body = await comment();
    expect(body).toContain(headline);
    expect(body).toMatch(/^\*\*https:\/\/d\w+\.cloudfront\.net\*\* · \[Admin\]/m);
    expect(body).not.toContain('waiting since');
    expect(body.endsWith(`\n\n${OF_STOREFRONT}`)).toBe(true);
  },
);

test('a job that is good needs no post step: the image may be deployed by another job', async () => {
  const state = await prepare();
  const before = await comment();
  expect((await endJob('success', state)).result).toBeUndefined();
  expect(await comment()).toBe(before);
});

test('a step that has left nothing waiting has nothing to end', async () => {
  const { result, services } = await endJob('failure', {});
  expect(result).toMatchObject({ exitCode: 0, log: '' });
  expect(services).toEqual([]);
});

test('what a later step of the job has said of its deploy stays, also where a step after that fails', async () => {
  const state = await prepare();
  const deploy = await stage.act({ mode: 'auto' }, { event: EVENT });
  expect(deploy.exitCode).toBe(0);
  expect(deploy.state).toEqual({});
  const before = await comment();
  expect((await endJob('failure', state)).result?.exitCode).toBe(0);
  expect(await comment()).toBe(before);
  expect(before).toContain('✅ Preview `pr-42` is up');
});

test('what another run waits for is its own to end', async () => {
  const state = await prepare('7');
  await prepare('8');
  const before = await comment();
  expect((await endJob('cancelled', state)).result?.exitCode).toBe(0);
  expect(await comment()).toBe(before);
  expect(before).toContain('/runs/8 -->');
});

test.each([
  ['is out of order', { kind: 'internal' }],
  ['does not let it write', { kind: 'deny' }],
] as const)('where GitHub %s, that is a warning, and the job ends as it would', async (_, fault) => {
  const state = await prepare();
  await stage.fault({ service: 'github', operation: 'issues/updateComment', times: 9, ...fault });
  const { result } = await endJob('failure', state);
  expect(result?.exitCode).toBe(0);
  expect(result?.log).toMatch(/^::warning::commenting on pull request 42: /);
});

test('between jobs, a sweep ends what has waited for more than a day; a plan of one does not', async () => {
  await stage.act({ mode: 'destroy' }, { event: EVENT });
  await prepare();
  const sweep = (mode: string) => stage.act({ mode, image: '' }, { event: { name: 'schedule', payload: {} } });
  expect((await sweep('sweep')).exitCode).toBe(0);
  expect(await comment()).toContain('address ready');
  const anHourTooMuch = 25 * 3_600_000;
  const age = (time: string) => new Date(Date.parse(time) - anHourTooMuch).toISOString();
  await edit((body) => body.replace(/(?<=waiting since )\S+/, age));
  await sweep('plan');
  expect(await comment()).toContain('address ready');
  expect((await sweep('sweep')).outputs.reason).toBe('Removed 0 of 1 environments.');
  expect(await comment()).toContain('### ⏹️ Preview `pr-42`: no image has come for a day\n\n**https://');
});
