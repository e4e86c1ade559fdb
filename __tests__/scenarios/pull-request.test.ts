import { expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });
const auto = { mode: 'auto' };
const [ONE, TWO, THREE, FOUR] = ['1', '2', '3', '4'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];

/** Pushes the commit, and runs the action for it. */
async function push(sha: string, inputs: Record<string, string> = {}): Promise<Play> {
  await changePullRequest(stage, 42, { head: { sha, ref: 'feature' } });
  const event = {
    name: 'pull_request',
    payload: { pull_request: { number: 42, head: { sha } }, repository: { private: true } },
  };
  return stage.act({ ...auto, ...inputs }, { event });
}

/** Headlines of the comment in the order in which they were written. */
function headlines({ github }: Play): string[] {
  const bodies = github.flatMap(({ operation, input }) =>
    /^issues\/(create|update)Comment$/.test(operation) ? String((input as { body: string }).body) : [],
  );
  const lines = bodies.map((body) => body.split('\n')[1] ?? '');
  return lines.filter((line, at) => line !== lines[at - 1]);
}

const writesOf = ({ github }: Play) => namesOf(github).filter((name) => /:\w+\/(create|update|delete)/.test(name));

life('the page of a pull request in the life of its preview', (step) => {
  step('an open pull request gets a preview, one comment, and a deployment', async () => {
    const play = await push(ONE, { ttl: '72h' });
    expect(play.outputs).toMatchObject({ action: 'created', reason: 'Pull request 42 is open.' });
    expect(headlines(play)).toEqual(['### ⏳ Preview `pr-42` is being deployed', '### ✅ Preview `pr-42` is up']);
    const [comment, ...others] = await commentsOf(stage, 42);
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/^<!-- medusa-preview acme\/shop:shop pr-42 -->\n/);
    expect(comment?.body).toContain(`**${play.outputs.url}** · [Admin](${play.outputs.url}/app)`);
    expect(comment?.body).toContain(`[\`1111111\`](https://github.com/acme/shop/commit/${ONE})`);
    expect(comment?.body).toMatch(/ · expires \d+ \w{3} 20\d\d, \d\d:\d\d UTC · /);
    expect(play.outputs['comment-url']).toBe(comment?.html_url);
    expect(await deploymentsOf(stage, 'pr-42')).toEqual([
      {
        sha: ONE,
        task: 'preview:shop-pr-42',
        states: ['queued', 'in_progress', 'success'],
        environmentUrl: play.outputs.url,
      },
    ]);
  });

  step('a run that changes nothing writes to the comment once, and else only reads', async () => {
    const play = await push(ONE, { ttl: '72h' });
    expect(play.writes).toEqual([]);
    expect(writesOf(play)).toEqual(['github:issues/updateComment']);
    expect(headlines(play)).toEqual(['### ✅ Preview `pr-42` is up to date']);
    expect(play.github.length).toBeLessThanOrEqual(7);
  });

  step('a new commit gets a deployment of its own, and retires the one before', async () => {
    const play = await push(TWO, { image: stage.imageOf('v2') });
    expect(play.outputs.action).toBe('updated');
    const states = (await deploymentsOf(stage, 'pr-42')).map((deployment) => deployment.states);
    expect(states).toEqual([
      ['queued', 'in_progress', 'success'],
      ['queued', 'in_progress', 'success', 'inactive'],
    ]);
    expect(play.github.length).toBeLessThanOrEqual(25);
    const [comment] = await commentsOf(stage, 42);
    // The time to live was taken away again.
    expect(comment?.body).not.toContain('expires');
  });

  step('a push that fails says why, and that the version before it is still shown', async () => {
    const play = await push(THREE, { image: stage.imageOf('crash') });
    expect(play.exitCode).toBe(1);
    const [comment, ...others] = await commentsOf(stage, 42);
    expect(others).toEqual([]);
    expect(comment?.body).toContain('### ❌ Preview `pr-42` failed');
    expect(comment?.body).toContain(`${play.outputs.url}/app`);
    expect(comment?.body).toContain(`It still shows [\`2222222\`](https://github.com/acme/shop/commit/${TWO})`);
    expect(comment?.body).toMatch(/<details><summary>.*<\/summary>[\s\S]*Could not resolve module/);
    const states = (await deploymentsOf(stage, 'pr-42')).map((deployment) => deployment.states.at(-1));
    expect(states).toEqual(['failure', 'success', 'inactive']);
  });

  step('a one-off task that fails brings its log along', async () => {
    const play = await push(THREE, { image: stage.imageOf('v3'), 'migrate-command': 'echo migrating; exit 3' });
    expect(play.exitCode).toBe(1);
    const [comment] = await commentsOf(stage, 42);
    expect(comment?.body).toContain('exit code 3');
    expect(comment?.body).toContain('  | migrating');
  });

  step('trouble at the first look takes the address from nobody', async () => {
    const play = await push(THREE, { 'base-service': 'shop/medusas' });
    expect(play.log).toContain('base-service: there is no active service medusas');
    const [comment] = await commentsOf(stage, 42);
    expect(comment?.body).toContain(`${play.outputs.url}/app`);
    expect(comment?.body).toContain('It still shows the previous version, the last that was good.');
  });

  step('the next good push retires what failed and what it replaced', async () => {
    await push(FOUR, { image: stage.imageOf('v4') });
    const states = (await deploymentsOf(stage, 'pr-42')).map((deployment) => deployment.states.at(-1));
    expect(states).toEqual(['success', 'inactive', 'inactive', 'inactive']);
  });

  step(
    'a closed pull request loses its preview, whatever the event says; comment and deployments show it',
    async () => {
      await changePullRequest(stage, 42, { state: 'closed', merged: true });
      const play = await stage.act(auto);
      expect(play.outputs).toMatchObject({ action: 'destroyed', reason: 'Pull request 42 is merged.' });
      expect(headlines(play)).toEqual([
        '### ⏳ Preview `pr-42` is being taken away',
        '### Preview `pr-42` was destroyed',
      ]);
      const [comment] = await commentsOf(stage, 42);
      expect(comment?.body).toContain('> Pull request 42 is merged.');
      const states = (await deploymentsOf(stage, 'pr-42')).map((deployment) => deployment.states.at(-1));
      expect(new Set(states)).toEqual(new Set(['inactive']));
    },
  );

  step('closing it once more leaves what the comment says of the removal', async () => {
    const [before] = await commentsOf(stage, 42);
    const play = await stage.act(auto);
    expect(play.outputs.reason).toBe('Pull request 42 is merged. There was nothing left to remove.');
    expect(writesOf(play)).toEqual([]);
    expect((await commentsOf(stage, 42))[0]?.body).toBe(before?.body);
  });
});

test('what cannot be taken away is reported, and not called gone', async () => {
  await changePullRequest(stage, 43, { state: 'open' });
  const event = { name: 'pull_request', payload: { pull_request: { number: 43 } } };
  await stage.act(auto, { event });
  await changePullRequest(stage, 43, { state: 'closed' });
  await stage.fault({ service: 'elasticloadbalancing', operation: 'DeleteTargetGroup', kind: 'deny' });
  const play = await stage.act(auto, { event });
  expect(play.exitCode).toBe(1);
  const [comment] = await commentsOf(stage, 43);
  expect(comment?.body).toContain('### ❌ Preview `pr-43` could not be taken away');
  expect((await deploymentsOf(stage, 'pr-43'))[0]?.states.at(-1)).toBe('success');
});

test('of a preview that never was, a closed pull request says nothing', async () => {
  await changePullRequest(stage, 44, { state: 'closed' });
  const event = { name: 'pull_request', payload: { pull_request: { number: 44 } } };
  const play = await stage.act(auto, { event });
  expect(play.outputs.action).toBe('destroyed');
  expect(writesOf(play)).toEqual([]);
});

test('with comment and deployment switched off, nothing is written to GitHub', async () => {
  await changePullRequest(stage, 45, { state: 'open' });
  const event = { name: 'pull_request', payload: { pull_request: { number: 45 } } };
  const play = await stage.act({ ...auto, comment: 'false', deployment: 'false' }, { event });
  expect(play.outputs).toMatchObject({ action: 'created', 'comment-url': '' });
  expect(new Set(namesOf(play.github))).toEqual(new Set(['github:pulls/get']));
});
