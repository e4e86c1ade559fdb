// Owns the acts of a preview that stands: another image, one that is not there, sleep, and a change from outside.
import type { PullRequest } from '../../pull-request.ts';
import { NEXT_TAG } from '../foundation/make.ts';
import { MISSING_TAG, nameOf } from '../names.ts';
import { echo, isDone, type LivePlay, runFor } from '../play.ts';

export async function rollOut(live: LivePlay, pullRequest: PullRequest, url: string): Promise<void> {
  const { record } = live;
  const before = await echo(live, `${url}/`);
  await pullRequest.push();
  const updated = await record.time('a rollout', () => runFor(live, pullRequest, { tag: NEXT_TAG }));
  record.promise('a new image is rolled out', isDone(updated, 'updated'));
  const after = await echo(live, `${url}/`);
  record.promise('and answers', after.image !== before.image);
  await pullRequest.push();
  const failed = await record.time('a rollout of an image that is not there', () =>
    runFor(live, pullRequest, { tag: MISSING_TAG }),
  );
  record.promise(
    'an image that is not there fails the step',
    failed.exitCode === 1 && failed.log.includes(MISSING_TAG),
  );
  record.promise('and leaves the former answering', (await echo(live, `${url}/`)).image === after.image);
}

export async function sleepAndWake(live: LivePlay, pullRequest: PullRequest, url: string): Promise<void> {
  const { record, view } = live;
  const asleep = await record.time('putting to sleep', () => runFor(live, pullRequest, { inputs: { mode: 'sleep' } }));
  record.promise('it is put to sleep', isDone(asleep, 'asleep'));
  record.promise('the address says so', (await view(`${url}/`)).status === 503);
  const woken = await record.time('waking', () => runFor(live, pullRequest, { inputs: { mode: 'wake' } }));
  const isWoken = isDone(woken, 'woken');
  record.promise('it is woken', isWoken);
  record.promise('the address answers again', (await echo(live, `${url}/`)).method === 'GET');
  record.answer('service-without-rule', asleep.exitCode === 0 && isWoken, isWoken ? 'it was' : 'it was not');
}

/** Somebody changes the health check of the target group. */
export async function repair(live: LivePlay, pullRequest: PullRequest): Promise<void> {
  const { clients, record, play } = live;
  const { loadBalancing } = clients;
  const groupOf = async () => {
    const { TargetGroups = [] } = await loadBalancing.describeTargetGroups({});
    return TargetGroups.find(
      ({ TargetGroupName = '' }) => TargetGroupName === `${nameOf(play)}-pr-${pullRequest.number}`,
    );
  };
  const { TargetGroupArn } = (await groupOf()) ?? {};
  await loadBalancing.modifyTargetGroup({ TargetGroupArn, HealthCheckPath: '/changed' });
  await runFor(live, pullRequest, { tag: NEXT_TAG });
  record.promise('a change from outside is repaired', (await groupOf())?.HealthCheckPath === '/health');
}
