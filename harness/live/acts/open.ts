// Owns the acts in which a preview comes to be: its address before there is an image, and its first deploy.
import type { PullRequest } from '../../pull-request.ts';
import { FIRST_TAG } from '../foundation/make.ts';
import { isDone, type LivePlay, runFor, writesSince } from '../play.ts';

/** Returns the address. */
export async function open(live: LivePlay, pullRequest: PullRequest): Promise<string> {
  const { record } = live;
  await pullRequest.push();
  const prepared = await record.time('prepare, with the VPC origin and the distribution', () =>
    runFor(live, pullRequest, { inputs: { mode: 'prepare' } }),
  );
  const { url = '' } = prepared.outputs;
  record.promise('`prepare` gives an HTTPS address', isDone(prepared, 'prepared') && url.startsWith('https://d'));
  const deployed = await record.time('the first deploy', () => runFor(live, pullRequest, { tag: FIRST_TAG }));
  record.promise(
    'the first deploy makes a preview at that address',
    isDone(deployed, 'created') && deployed.outputs.url === url,
  );
  if (deployed.exitCode !== 0) throw new Error('Without a preview there is nothing more to play.');
  const count = live.exchanges.length;
  const again = await record.time('a run with nothing to do', () => runFor(live, pullRequest, { tag: FIRST_TAG }));
  record.promise('a second run with the same commit changes nothing', isDone(again, 'unchanged'));
  record.promise('and writes nothing', writesSince(live, count).length === 0);
  return url;
}
