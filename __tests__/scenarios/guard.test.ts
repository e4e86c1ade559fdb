import { beforeEach, expect, test } from '@jest/globals';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { type Play, scenarioStage, untilCalled } from '../support/stage.ts';

/** With the VPC origin of the load balancer, so that each scenario takes but a moment. */
const stage = scenarioStage([], { hasVpcOrigin: true });
const [OURS, NEWER] = ['a'.repeat(40), 'c'.repeat(40)];
const EVENT = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha: OURS } } } };
const auto = { mode: 'auto' };

beforeEach(() => changePullRequest(stage, 42, { state: 'open', labels: [], head: { sha: OURS, ref: 'feature' } }));

/** Runs the action, which is held at the call `held`; once it has made the call `reached`, the pull request changes. */
async function actWhile(
  { held, reached }: { held: [service: string, operation: string]; reached: string },
  change: Record<string, unknown>,
  inputs: Record<string, string> = {},
): Promise<Play> {
  const [service, operation] = held;
  await stage.fault({ service, operation, kind: 'pause' });
  const since = (await stage.journal()).length;
  const running = stage.act({ ...auto, ...inputs }, { event: EVENT });
  await untilCalled(stage, reached, { since });
  await changePullRequest(stage, 42, change);
  await stage.control('DELETE', 'faults');
  return running;
}

const BEFORE_ROLLOUT = {
  held: ['ecs', 'RegisterTaskDefinition'] as [string, string],
  reached: 'github:repos/createDeploymentStatus',
};

test('closed during a deploy: what was just made is rolled back', async () => {
  const play = await actWhile(BEFORE_ROLLOUT, { state: 'closed' });
  expect(play.transcript).toMatchSnapshot();
  expect(play.outputs).toMatchObject({ action: 'destroyed', reason: 'Pull request 42 was closed during the run.' });
  expect(play.exitCode).toBe(0);
  expect((await commentsOf(stage, 42))[0]?.body).toContain('Preview `pr-42` was destroyed');
  expect((await deploymentsOf(stage, 'pr-42'))[0]?.states.at(-1)).toBe('inactive');
});

test('pushed to during a deploy: the older run stops before the rollout, and leaves the word to the newer', async () => {
  const play = await actWhile(BEFORE_ROLLOUT, { head: { sha: NEWER, ref: 'feature' } });
  expect(play.transcript).toMatchSnapshot();
  expect(play.outputs).toMatchObject({
    action: 'skipped',
    reason: 'Pull request 42 is at ccccccc, and this run is for the older aaaaaaa.',
  });
  expect(play.writes.map(({ operation }) => operation)).not.toContain('CreateService');
  expect(play.exitCode).toBe(0);
  expect((await deploymentsOf(stage, 'pr-42'))[0]?.states.at(-1)).toBe('error');
  // No newer run has said anything, and none may come.
  const said = (await commentsOf(stage, 42))[0]?.body;
  expect(said).toContain('Preview `pr-42` was skipped');
  expect(said).toContain('> Pull request 42 is at ccccccc, and this run is for the older aaaaaaa.');
});

test('a run that fails after a newer one has begun does not write its failure over what that one says', async () => {
  await stage.act(auto, { event: EVENT });
  const said = (await commentsOf(stage, 42))[0]?.body;
  // It is held where it asks why its rollout failed.
  const play = await actWhile(
    { held: ['ecs', 'ListTasks'], reached: 'ecs:UpdateService' },
    { head: { sha: NEWER, ref: 'feature' } },
    { image: stage.imageOf('crash') },
  );
  expect(play.exitCode).toBe(1);
  expect((await commentsOf(stage, 42))[0]?.body).not.toContain('failed');
  expect(said).toContain('Preview `pr-42` is up');
});

test('reopened during a removal: it stops before the address is gone, and the next deploy brings it back', async () => {
  const { outputs } = await stage.act(auto, { event: EVENT });
  await changePullRequest(stage, 42, { state: 'closed' });
  const play = await actWhile(
    { held: ['cloudfront', 'DeleteDistribution'], reached: 'ecs:DeleteService' },
    { state: 'open' },
  );
  expect(play.outputs).toMatchObject({
    action: 'skipped',
    reason: 'Pull request 42 is wanted again. What is left of its preview stays.',
  });
  expect(play.exitCode).toBe(0);
  expect((await commentsOf(stage, 42))[0]?.body).not.toContain('was destroyed');
  const again = await stage.act(auto, { event: EVENT });
  expect(again.outputs).toMatchObject({ action: 'created', url: outputs.url });
});

test('reopened while a sweep removes it: it is kept', async () => {
  const { outputs } = await stage.act(auto, { event: EVENT });
  await changePullRequest(stage, 42, { state: 'closed' });
  const held = { held: ['cloudfront', 'DeleteDistribution'] as [string, string], reached: 'ecs:DeleteService' };
  const play = await actWhile(held, { state: 'open' }, { mode: 'sweep' });
  expect(play.outputs).toMatchObject({ action: 'swept', reason: 'Removed 0 of 1 environments.' });
  expect(play.log).toMatch(/^pr-42 +kept +Pull request 42 is wanted again\./m);
  expect((await stage.act(auto, { event: EVENT })).outputs.url).toBe(outputs.url);
});

test('a run with an explicit mode does that, whatever becomes of the pull request', async () => {
  await changePullRequest(stage, 42, { state: 'closed' });
  const play = await stage.act({ mode: 'deploy' }, { event: EVENT });
  expect(play.exitCode).toBe(0);
  expect(play.github.map(({ operation }) => operation)).not.toContain('pulls/get');
});

test('where GitHub does not answer on the way, the run goes on with what it knew', async () => {
  await stage.act(auto, { event: EVENT });
  await stage.fault({ service: 'github', operation: 'pulls/get', kind: 'deny', after: 1, times: 99 });
  const play = await stage.act({ ...auto, image: stage.imageOf('v5') }, { event: EVENT });
  expect(play.exitCode).toBe(0);
  expect(play.outputs.action).toBe('updated');
});
