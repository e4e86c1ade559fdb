import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { openStage, type Play, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
  // The VPC origin of the load balancer, so that each scenario takes but a moment.
  await stage.act({ environment: 'other' });
});
beforeEach(() =>
  look({ state: 'open', merged: false, labels: [], fork: false, head: { sha: NEWEST, ref: 'feature' } }),
);
afterEach(() => stage.control('DELETE', 'faults'));
afterAll(() => stage.stop());

const NEWEST = 'a'.repeat(40);
const OLDER = 'b'.repeat(40);
const ABOUT_42 = { number: 42, head: { sha: NEWEST } };
const OURS = { full_name: 'acme/shop', owner: { login: 'acme' } };
const auto = { mode: 'auto' };

/** Changes the live pull request. */
async function look(pullRequest: object): Promise<void> {
  await changePullRequest(stage, 42, pullRequest);
}

/** Nothing was asked of AWS, the step is green, and says why. */
function expectSkipped({ outputs, exitCode, reads, writes, log }: Play, reason: string): void {
  expect(outputs).toMatchObject({ action: 'skipped', reason });
  expect(log).toContain(`::notice::${reason}`);
  expect(exitCode).toBe(0);
  expect([...reads, ...writes]).toEqual([]);
}

describe('skipped, green and with a notice', () => {
  test('a pull request of a fork, whose runs get no credentials', async () => {
    await look({ fork: true });
    const variables = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const play = await stage.act(auto, {
      event: { name: 'pull_request', payload: { pull_request: ABOUT_42 } },
      variables,
    });
    expectSkipped(play, 'Pull request 42 comes from a fork, whose runs get no credentials.');
  });

  test('a pull request of Dependabot', async () => {
    const event = { name: 'pull_request', payload: { pull_request: ABOUT_42 } };
    const play = await stage.act(auto, { event, variables: { GITHUB_ACTOR: 'dependabot[bot]' } });
    expectSkipped(play, 'Pull request 42 was updated by Dependabot, whose runs get no credentials.');
  });

  test('a fork that nobody approved, although there are credentials', async () => {
    await look({ fork: true });
    const play = await stage.act(auto, { event: { name: 'pull_request_target', payload: { pull_request: ABOUT_42 } } });
    expectSkipped(play, 'Pull request 42 comes from a fork. Set "label", and give it that label to approve it.');
  });

  test('a late run for a commit that is not the newest any more', async () => {
    const payload = { pull_request: { number: 42, head: { sha: OLDER }, updated_at: '2020-01-01T00:00:00Z' } };
    const play = await stage.act(auto, { event: { name: 'pull_request', payload } });
    expectSkipped(play, 'Pull request 42 is at aaaaaaa, and this run is for the older bbbbbbb.');
  });

  test('a workflow that ended for a fork that is gone, whose branch is called as ours is', async () => {
    const run = { head_sha: OLDER, head_branch: 'feature', head_repository: null, pull_requests: [] };
    const play = await stage.act(auto, { event: { name: 'workflow_run', payload: { workflow_run: run } } });
    expectSkipped(
      play,
      'The completed workflow ran for a repository that no longer exists, so its pull request is unknown.',
    );
  });

  test('a workflow that ended for a commit that is not the newest of the pull request that it names', async () => {
    const run = { head_sha: OLDER, head_branch: 'feature', head_repository: null, pull_requests: [] };
    const event = { name: 'workflow_run', payload: { workflow_run: run } };
    const play = await stage.act({ ...auto, 'pull-request': '42' }, { event });
    expectSkipped(
      play,
      'Pull request 42 is at aaaaaaa, and the workflow_run event is about bbbbbbb, so what it built is not deployed.',
    );
  });

  test('a push to a branch without a pull request', async () => {
    const payload = { ref: 'refs/heads/lonely', after: NEWEST };
    const play = await stage.act(auto, { event: { name: 'push', payload } });
    expectSkipped(play, 'There is no open pull request of acme:lonely, and no environment is named.');
  });
});

describe('deployed', () => {
  test.each([
    ['workflow_dispatch with a number', { name: 'workflow_dispatch', payload: {} }, { 'pull-request': '42' }],
    ['pull_request_target', { name: 'pull_request_target', payload: { pull_request: ABOUT_42 } }, {}],
    ['a push to the branch', { name: 'push', payload: { ref: 'refs/heads/feature', after: NEWEST } }, {}],
    [
      'a workflow that ended',
      {
        name: 'workflow_run',
        payload: {
          workflow_run: { head_sha: NEWEST, head_branch: 'feature', head_repository: OURS, pull_requests: [] },
        },
      },
      {},
    ],
  ])('for %s, the event only says where to look', async (_, event, inputs) => {
    const play = await stage.act({ ...auto, ...inputs }, { event });
    expect(play.exitCode).toBe(0);
    expect(play.outputs).toMatchObject({ environment: 'pr-42', reason: 'Pull request 42 is open.' });
    expect(['created', 'unchanged']).toContain(play.outputs.action);
  });
});

describe('destroyed', () => {
  test('when it loses its label', async () => {
    await look({ labels: ['preview'] });
    const labelled = { ...auto, label: 'preview' };
    expect((await stage.act(labelled)).exitCode).toBe(0);
    await look({ labels: [] });
    const play = await stage.act(labelled);
    expect(play.outputs).toMatchObject({
      action: 'destroyed',
      reason: 'Pull request 42 does not have the label "preview".',
    });
  });

  test('when a later event comes to a closed pull request that still has its label', async () => {
    await look({ state: 'closed', labels: ['preview'] });
    const play = await stage.act({ ...auto, label: 'preview' });
    expect(play.outputs).toMatchObject({ action: 'destroyed', reason: expect.stringContaining('is closed.') });
  });
});
