import { expect, test } from '@jest/globals';
import { openGateway } from '../../harness/chaos/gateway.ts';
import { namesOf } from '../../harness/meter.ts';
import {
  type CommentEvent,
  changePullRequest,
  commentOn,
  commentsOf,
  reactionsTo,
} from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true });

/** The inputs of examples/commands.yml, and those that have to be as in the workflow that deploys. */
const OF_WORKFLOW = { mode: 'auto', image: '', database: '', 'setup-command': 'echo setup' };
const OURS = 'github-actions[bot]';

const act = (event: CommentEvent, inputs: Record<string, string> = {}) =>
  stage.act({ ...OF_WORKFLOW, ...inputs }, { event });
const write = (body: string, user = 'octocat') => commentOn(stage, 42, { body, user });

async function say(body: string, { user = 'octocat', inputs = {} } = {}) {
  const event = await write(body, user);
  const play = await act(event, inputs);
  return { play, reactions: await reactionsTo(stage, event) };
}

/** Neither AWS nor GitHub is asked for anything. */
function expectNothing({ exitCode, outputs, reads, writes, github }: Play, reason: string): void {
  expect([exitCode, outputs.action]).toEqual([0, 'skipped']);
  expect(outputs.reason).toContain(reason);
  expect([reads, writes, github]).toEqual([[], [], []]);
}

const keysOf = async () => (await stage.databases()).flatMap(({ keys = [] }) => keys.map(({ token }) => token));
const commentOfUs = async () => (await commentsOf(stage, 42)).find(({ user }) => user.login === OURS)?.body ?? '';

life('commands in the life of a preview', (step) => {
  let url = '';
  let keys: string[] = [];
  const deploy = (tag: string) => stage.act({ ...OF_WORKFLOW, image: stage.imageOf(tag), ttl: '10m' });

  step('without a preview there is nothing to command', async () => {
    const { play, reactions } = await say('/preview wake');
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('there is no complete environment shop-pr-42');
    expect(reactions).toEqual([`${OURS}: confused`]);
  });

  step('sleep and wake do as their modes do', async () => {
    const made = await deploy('v1');
    url = made.outputs.url ?? '';
    keys = await keysOf();
    const slept = await say('/preview sleep');
    expect(slept.play.outputs).toMatchObject({ action: 'asleep', environment: 'pr-42', url });
    expect(namesOf(slept.play.writes)).toEqual([
      'ecs:TagResource',
      'ecs:UpdateService',
      'elasticloadbalancing:ModifyRule',
    ]);
    expect(slept.reactions).toEqual([`${OURS}: rocket`]);
    const woken = await say('/preview wake  \r\nThis line asks for something else:\r\n/preview destroy');
    expect(woken.play.outputs).toMatchObject({ action: 'woken', url });
    expect(woken.reactions).toEqual([`${OURS}: rocket`]);
    expect(await commentOfUs()).toContain('✅ Preview `pr-42` is awake');
    expect(keys).toHaveLength(1);
    expect(await keysOf()).toEqual(keys);
  });

  step('reset makes the database anew, at the same address, with the code that runs', async (sentence) => {
    const { play, reactions } = await say('/preview reset');
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.outputs).toMatchObject({ action: 'updated', url });
    expect(reactions).toEqual([`${OURS}: rocket`]);
    expect(await commentOfUs()).toContain('✅ Preview `pr-42` has a new database');
    const [key, ...others] = await keysOf();
    expect([others, key === keys[0]]).toEqual([[], false]);
    expect(JSON.parse((await stage.view(`${url}/echo`)).body)).toMatchObject({ image: { tag: 'v1' } });
  });

  step('after which a deploy with nothing to change writes nothing', async () => {
    const play = await deploy('v1');
    expect(play.outputs.action).toBe('unchanged');
    expect(play.writes).toEqual([]);
  });

  step('a sleeping one is awake after a reset', async () => {
    await say('/preview sleep');
    const { play } = await say('/preview reset');
    expect(play.outputs.action).toBe('updated');
    expect((await stage.view(`${url}/health`)).status).toBe(200);
  });

  step('without the setup-command that filled the database there is no reset, and nothing is touched', async () => {
    const { play, reactions } = await say('/preview reset', { inputs: { 'setup-command': '' } });
    expect(play.exitCode).toBe(1);
    expect(play.log).toContain('setup-command: missing. One has filled the database.');
    expect(play.writes).toEqual([]);
    expect(reactions).toEqual([`${OURS}: confused`]);
  });

  step('keep prolongs the time to live, and no deploy shortens it', async () => {
    const { play, reactions } = await say('/preview keep 30d');
    expect(play.outputs).toMatchObject({ action: 'updated', url });
    expect(namesOf(play.writes)).toEqual(['ecs:TagResource']);
    expect(reactions).toEqual([`${OURS}: rocket`]);
    const [, expiry] = /shop-pr-42 expires on (.+ UTC)\./.exec(play.log) ?? [];
    expect(await commentOfUs()).toMatch(/✅ Preview `pr-42` is kept\n/);
    expect(await commentOfUs()).toContain(`expires ${expiry}`);
    const again = await deploy('v1');
    expect(again.writes).toEqual([]);
    const next = await deploy('v2');
    expect(next.outputs.action).toBe('updated');
    expect(await commentOfUs()).toContain(`expires ${expiry}`);
    await stage.pass(900);
    const swept = await stage.act(
      { mode: 'sweep', image: '', ttl: '5m' },
      { event: { name: 'schedule', payload: {} } },
    );
    expect(swept.outputs.reason).toBe('Removed 0 of 1 environments.');
  });

  step('a deploy that changes other tags at the same moment leaves what keep has written', async () => {
    const tagOf = async () => {
      const { ecs } = awsClients(stage.endpoint);
      const asked = { cluster: 'shop', services: ['shop-pr-42'], include: ['TAGS' as const] };
      const { services: [service] = [] } = await ecs.describeServices(asked);
      return service?.tags?.find(({ key }) => key === 'medusa-preview:ttl')?.value;
    };
    let kept: string | undefined;
    const gateway = await openGateway(stage.endpoint, async ({ name }, when) => {
      if (name !== 'ecs:TagResource' || when === 'after' || kept !== undefined) return undefined;
      await say('/preview keep 60d');
      kept = await tagOf();
      return undefined;
    });
    const inputs = { ...OF_WORKFLOW, image: stage.imageOf('v2'), ttl: '10m', 'sleep-after': '30d' };
    const play = await stage.act(inputs, { variables: { AWS_ENDPOINT_URL: gateway.endpoint } });
    await gateway.close();
    expect(play.log).toContain('tags.medusa-preview:sleep-after');
    expect(kept).toMatch(/^10m\//);
    expect(await tagOf()).toBe(kept);
  });

  step('of a closed pull request, none wakes, resets or keeps anything', async () => {
    await changePullRequest(stage, 42, { state: 'closed' });
    for (const word of ['wake', 'reset']) {
      const { play, reactions } = await say(`/preview ${word}`);
      expect([play.exitCode, play.outputs.action, play.writes]).toEqual([0, 'skipped', []]);
      expect(play.outputs.reason).toContain('Pull request 42 is closed, so');
      expect(reactions).toEqual([`${OURS}: confused`]);
    }
  });

  step('destroy takes it away although the pull request is open', async () => {
    await changePullRequest(stage, 42, { state: 'open' });
    const { play, reactions } = await say('/preview destroy');
    expect(play.outputs.action).toBe('destroyed');
    expect(reactions).toEqual([`${OURS}: rocket`]);
    expect(await commentOfUs()).toContain('Preview `pr-42` was destroyed');
    expect(await stage.databases()).toEqual([]);
  });
});

test('a database that is shared is never reset, nor one of an environment that sets none of its own', async () => {
  await stage.act({ ...OF_WORKFLOW, image: stage.imageOf('v1'), database: 'shared' });
  const { play, reactions } = await say('/preview reset');
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('shop-pr-42 has none of its own');
  expect([play.writes, reactions]).toEqual([[], [`${OURS}: confused`]]);
});

test('only somebody who may write to the repository gives commands, whatever the event says', async () => {
  for (const user of ['mallory', 'dependabot[bot]']) {
    const event = await write('/preview destroy', user);
    Object.assign(event.payload.comment, { author_association: 'OWNER' });
    const play = await act(event);
    expect([play.exitCode, play.outputs.action]).toEqual([0, 'skipped']);
    expect(play.outputs.reason).toContain(`${user} may not write to the repository`);
    expect([...play.reads, ...play.writes]).toEqual([]);
    expect(await reactionsTo(stage, event)).toEqual([`${OURS}: -1`]);
  }
  expect((await commentsOf(stage, 42)).filter(({ user }) => user.login === OURS)).toEqual([]);
});

test('where GitHub does not say who may, the run fails and says so', async () => {
  await stage.fault({ service: 'github', operation: 'repos/getCollaboratorPermissionLevel', kind: 'deny', times: 9 });
  const { play, reactions } = await say('/preview destroy');
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain('reading the permission of octocat: ');
  expect([play.writes, reactions]).toEqual([[], []]);
});

test.each(['/preview deploy', '/preview wake; rm -rf /', '/preview keep forever @mona `id` $(id) <img src=x>'])(
  '%s is answered with the list of commands, and with nothing of the comment',
  async (line) => {
    const { play, reactions } = await say(line);
    expect([play.exitCode, play.outputs.action, play.outputs.reason]).toEqual([
      0,
      'skipped',
      'The first line of the comment is no command.',
    ]);
    expect([...play.reads, ...play.writes]).toEqual([]);
    expect(reactions).toEqual([`${OURS}: confused`]);
    const body = await commentOfUs();
    expect(body).toMatch(/^A command stands alone on the first line of a new comment:\n\n- `\/preview wake`/);
    expect(body).not.toMatch(/@|mona|rm -rf|<img/);
  },
);

test('an ordinary comment, one on an issue, and one that is edited cost nothing', async () => {
  for (const body of ['Looks good', ' /preview wake', 'Please /preview wake', '/previews', 'First\n/preview wake']) {
    expectNothing(await act(await write(body)), 'does not begin with /preview');
  }
  const event = await write('/preview destroy');
  const { payload } = event;
  expectNothing(await act({ ...event, payload: { ...payload, issue: { number: 42 } } }), 'is on an issue');
  expectNothing(await act({ ...event, payload: { ...payload, action: 'edited' } }), 'is not new');
});
