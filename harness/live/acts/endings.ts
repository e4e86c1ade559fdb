// Owns the acts in which previews end: two more are made at once, one is closed, and the others are swept.
import { PullRequest } from '../../pull-request.ts';
import { FIRST_TAG } from '../foundation/make.ts';
import { isDone, type LivePlay, run, runFor } from '../play.ts';

export async function twoAtOnce(live: LivePlay): Promise<PullRequest[]> {
  const { record, cloud } = live;
  const others = [43, 44].map((number) => new PullRequest(cloud.simulator, number));
  for (const each of others) await each.push();
  const results = await record.time('two first deploys at once', () =>
    Promise.all(others.map((each) => runFor(live, each, { tag: FIRST_TAG }))),
  );
  record.promise(
    'two previews are made at once',
    results.every((result) => isDone(result, 'created')),
  );
  const urls = new Set(results.map(({ outputs }) => outputs.url));
  record.promise('each has an address of its own', urls.size === results.length);
  return others;
}

export async function close(live: LivePlay, pullRequest: PullRequest, url: string): Promise<void> {
  const { record, view } = live;
  await pullRequest.close();
  const closed = await record.time('the removal of a preview', () =>
    run(live, { event: pullRequest.eventOf('closed'), tag: FIRST_TAG }),
  );
  record.promise('a closed pull request takes its preview with it', isDone(closed, 'destroyed'));
  const isSilent = await view(`${url}/health`).then(
    ({ status }) => status !== 200,
    () => true,
  );
  record.promise('its address answers no more', isSilent);
}

/** Nobody hears that they close. */
export async function sweep(live: LivePlay, pullRequests: PullRequest[]): Promise<void> {
  const { record } = live;
  for (const each of pullRequests) await each.close();
  const swept = await record.time('a sweep of two previews', () =>
    run(live, { event: { name: 'schedule', payload: { schedule: '0 5 * * *' } } }),
  );
  record.promise('a sweep takes away what was missed', isDone(swept, 'swept'));
}
