// Owns leaving the demo's URL open, and saying how to look at it with a browser and at the cloud with the AWS CLI.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from '../stage.ts';
import { trustFlag } from '../viewer.ts';
import type { Narrator } from './narrator.ts';

/** Resolves when the user ends it. */
export async function keepOpen(narrator: Narrator, { endpoint, ca }: Stage, url: string): Promise<void> {
  const profile = join(tmpdir(), 'demo-browser');
  const trust = trustFlag({ ca });
  narrator.chapter('The URL stays open');
  narrator.say(`   With curl:         curl --proxy ${endpoint} --cacert ${ca} '${url}/any/path?a=1'`);
  narrator.say(
    `   With a browser:    chromium --proxy-server=${endpoint} ${trust} --user-data-dir=${profile} ${url}/app`,
  );
  narrator.say(
    '   The cloud:         export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any AWS_DEFAULT_REGION=eu-west-1',
  );
  narrator.say(`                      aws --endpoint-url ${endpoint} cloudfront list-distributions`);
  narrator.say(
    `                      aws --endpoint-url ${endpoint} ecs describe-services --cluster shop --services shop-pr-42`,
  );
  narrator.say(
    `   The comment:       curl -H "Authorization: Bearer ghp_mona" ${endpoint}/github/repos/acme/shop/issues/42/comments`,
  );
  narrator.say(`   Every call so far: curl ${endpoint}/_simulator/journal`);
  narrator.say('   End it with Ctrl-C.');
  // A listener for a signal keeps no process alive, and neither does an open promise; the simulator's own server does.
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
