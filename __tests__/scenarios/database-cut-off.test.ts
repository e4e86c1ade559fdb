import { expect, test } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import { type Play, scenarioStage, untilCalled } from '../support/stage.ts';

const stage = scenarioStage();

const OWN = { mode: 'auto', database: '', 'migrate-command': 'none', 'setup-command': 'echo seeded' };

async function databases(): Promise<string[]> {
  return (await stage.databases()).map(({ name }) => name);
}

/** Runs the action, and cancels the run once it has started a task, whose end it cannot see. */
async function cutOffInTask(): Promise<Play> {
  const since = (await stage.journal()).length;
  await stage.fault({ service: 'ecs', operation: 'DescribeTasks', kind: 'pause' });
  const cancellation = new AbortController();
  const running = stage.act(OWN, { cancellation: cancellation.signal });
  await untilCalled(stage, 'ecs:RunTask', { since });
  cancellation.abort();
  const cut = await running;
  await stage.control('DELETE', 'faults');
  return cut;
}

/** Made anew, and filled anew. */
async function expectWhole(play: Play): Promise<void> {
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('+ created database shop_pr_42');
  expect(play.log).toContain('> ran     one-off task setup-command');
  expect(await databases()).toEqual(['shop_pr_42']);
}

/** A removal disables the address, and then goes no further with it. */
function holdDeletion(): Promise<void> {
  return stage.fault({ service: 'cloudfront', operation: 'GetDistribution', kind: 'pause', after: 1 });
}

test('a preview that is reopened when its database is gone gets a new one, set up anew', async () => {
  await stage.act(OWN);
  await changePullRequest(stage, 42, { state: 'closed' });
  await holdDeletion();
  const since = (await stage.journal()).length;
  const removal = stage.act(OWN);
  await untilCalled(stage, 'elasticloadbalancing:DeleteTargetGroup', { since });
  await changePullRequest(stage, 42, { state: 'open' });
  await stage.control('DELETE', 'faults');
  expect((await removal).outputs.action).toBe('skipped');
  await expectWhole(await stage.act(OWN));
});

test('a run that dies while it makes the database anew hides it from no removal', async () => {
  await stage.act(OWN);
  await changePullRequest(stage, 42, { state: 'closed' });
  // So the address stays, and with it the revision that fits it.
  await holdDeletion();
  await stage.fault({ service: 'ecs', operation: 'DeregisterTaskDefinition', kind: 'deny' });
  const since = (await stage.journal()).length;
  const removal = stage.act(OWN);
  await untilCalled(stage, 'ecs:DeregisterTaskDefinition', { since });
  await changePullRequest(stage, 42, { state: 'open' });
  await stage.control('DELETE', 'faults');
  await removal;
  expect(await databases()).toEqual([]);
  const cut = await cutOffInTask();
  expect(cut.log).toContain('= kept    task definition shop-pr-42');
  await eventually(databases, (names) => names.length === 1);
  await changePullRequest(stage, 42, { state: 'closed' });
  expect((await stage.act(OWN)).exitCode).toBe(0);
  expect(await databases()).toEqual([]);
});

test('a drop that was left running is not taken for a database that is there', async () => {
  await stage.act(OWN);
  await changePullRequest(stage, 42, { state: 'closed' });
  expect((await cutOffInTask()).exitCode).toBe(1);
  await eventually(databases, (names) => names.length === 0);
  await changePullRequest(stage, 42, { state: 'open' });
  await expectWhole(await stage.act(OWN));
});

test('a removal that was cut off behind the database needs no service to go on', async () => {
  await stage.act(OWN);
  await changePullRequest(stage, 42, { state: 'closed' });
  await stage.fault({ service: 'ecs', operation: 'DeregisterTaskDefinition', kind: 'deny' });
  expect((await stage.act(OWN)).exitCode).toBe(1);
  expect(await databases()).toEqual([]);
  const sweep = { mode: 'sweep', database: '', 'base-service': '' };
  const play = await stage.act(sweep, { event: { name: 'schedule', payload: {} } });
  expect(play.exitCode).toBe(0);
  expect(play.log).not.toContain('drop-database');
});

test('a preview that gets a database of its own later has it set up', async () => {
  await stage.act({ ...OWN, database: 'shared', 'setup-command': '' });
  await expectWhole(await stage.act(OWN));
  expect((await stage.act(OWN)).writes).toEqual([]);
});

test('a run that ended between the setup and the service leaves both to the next, whatever that deploys', async () => {
  await stage.fault({ service: 'ecs', operation: 'CreateService', kind: 'deny' });
  const cut = await stage.act(OWN);
  expect(cut.exitCode).toBe(1);
  expect(cut.log).toContain('> ran     one-off task setup-command');
  const next = await stage.act({ ...OWN, image: stage.imageOf('v2') });
  expect(next.outputs.action).toBe('created');
  expect(next.log).not.toContain('created database');
  expect(next.log).not.toContain('setup-command');
  const third = await stage.act({ ...OWN, image: stage.imageOf('v3') });
  expect(third.log).not.toContain('setup-command');
});
