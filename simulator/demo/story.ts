// Owns the demo's story: deploy, look, deploy again, new image, remove; each chapter checks what was promised.
import { type ActionResult, runAction } from '../runner.ts';
import type { Simulator } from '../simulator.ts';
import { findLeftovers, type Leftovers } from './leftovers.ts';
import { type Calls, createMeter } from './meter.ts';
import type { Narrator } from './narrator.ts';
import { createViewer, type View } from './viewer.ts';

export interface Stage {
  narrator: Narrator;
  simulator: Simulator;
  /** False leaves the environment standing at the end. */
  mayRemove: boolean;
}

interface Deployed {
  result: ActionResult;
  calls: Calls;
}

const PULL_REQUEST = 42;

/** Returns the URL of the environment. */
export async function tellStory(stage: Stage): Promise<string> {
  const { narrator, simulator } = stage;
  const view = createViewer(simulator);
  narrator.say(
    `A simulated AWS runs at ${simulator.endpoint}: cluster "shop" with the service "medusa" behind an internal load balancer.`,
  );
  narrator.say(
    `Pull request ${PULL_REQUEST} is open, and the action runs for it as a workflow would run it: dist/index.js.`,
  );
  await openPullRequest(simulator, 'open');

  const first = await act(stage, 'First deploy', 'v1');
  const url = first.result.outputs.url ?? '';
  narrator.promise('the action says "created" and gives an HTTPS address', isDone(first, 'created') && isAddress(url));
  await lookThroughUrl(narrator, view, url);

  const again = await act(stage, 'Deploy again, nothing changed', 'v1');
  narrator.promise('the action says "unchanged"', isDone(again, 'unchanged'));
  narrator.promise('it made no writing call at all', again.calls.writes === 0);
  narrator.say(
    `   Saved: ${first.calls.writes} writing calls of the first deploy; ${again.calls.reads} reads were enough to know.`,
  );

  const update = await act(stage, 'A new image', 'v2');
  narrator.promise('the action says "updated"', isDone(update, 'updated'));
  narrator.promise('the address is the same', update.result.outputs.url === url);
  const { tag } = await echo(view, url);
  narrator.promise('the new image answers', tag === 'v2');
  narrator.say(`   It took ${update.calls.writes} writing calls: only what the image changes was touched.`);

  await failAndSurvive(stage, view, url);
  if (stage.mayRemove) await remove(stage, view, url);
  return url;
}

async function failAndSurvive(stage: Stage, view: View, url: string): Promise<void> {
  const { result } = await act(stage, 'A push that crashes', 'crash');
  stage.narrator.promise('the step fails, and says why', result.exitCode === 1 && result.log.includes('exit code 1'));
  const { tag } = await echo(view, url);
  stage.narrator.promise('the last good version still answers', tag === 'v2');
}

async function lookThroughUrl(narrator: Narrator, view: View, url: string): Promise<void> {
  narrator.chapter('A request through the URL');
  const options = {
    method: 'POST',
    headers: { cookie: 'cart=7', 'x-publishable-api-key': 'pk_1', 'content-type': 'application/json' },
    body: '{"quantity":2}',
  };
  const { status, headers, body } = await view(`${url}/store/carts?region=eu&limit=3`, options);
  const seen = JSON.parse(body) as Echo;
  narrator.say(`   POST ${url}/store/carts?region=eu&limit=3 answered ${status}.`);
  narrator.promise('the cookie arrives', seen.cookies.cart === '7');
  narrator.promise('the header arrives', seen.headers['x-publishable-api-key'] === 'pk_1');
  narrator.promise('the query string arrives', seen.query.region === 'eu' && seen.query.limit === '3');
  narrator.promise('the body arrives', JSON.stringify(seen.body).includes('quantity'));
  narrator.promise('the backend knows its own address', seen.variables.MEDUSA_BACKEND_URL === url);
  narrator.promise(
    'CloudFront answered from the backend, not from a cache',
    headers['x-cache'] === 'Miss from cloudfront' && headers.age === undefined,
  );
  const login = await view(`${url}/auth/session`, { method: 'POST', headers: { authorization: 'Bearer any' } });
  const cookie = String(login.headers['set-cookie'] ?? '');
  narrator.promise(
    'a login sets its secure session cookie',
    cookie.includes('connect.sid=') && cookie.includes('Secure'),
  );
  narrator.promise('search engines are told to stay away', headers['x-robots-tag'] === 'noindex');
  const [one, other] = [await echo(view, url, 'visitor=one'), await echo(view, url, 'visitor=other')];
  narrator.promise(
    'the same path with another cookie gets another answer',
    one.visitor === 'one' && other.visitor === 'other',
  );
}

/** What the stand-in backend echoes. */
interface Echo {
  cookies: Record<string, string>;
  headers: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  image: { tag: string };
  variables: Record<string, string>;
}

async function echo(
  view: View,
  url: string,
  cookie = 'visitor=any',
): Promise<{ tag: string; visitor: string | undefined }> {
  const { body } = await view(`${url}/echo`, { headers: { cookie } });
  const { image, cookies } = JSON.parse(body) as Echo;
  return { tag: image.tag, visitor: cookies.visitor };
}

async function remove(stage: Stage, view: View, url: string): Promise<void> {
  const { narrator, simulator } = stage;
  await openPullRequest(simulator, 'closed');
  const removal = await act(stage, 'The pull request closes', 'v2');
  narrator.promise('the action says "destroyed"', isDone(removal, 'destroyed'));
  const isGone = await view(`${url}/health`).then(
    ({ status }) => status !== 200,
    () => true,
  );
  narrator.promise('the address answers no more', isGone);
  const left = await findLeftovers(simulator, ['medusa', `shop-pr-${PULL_REQUEST}`]);
  narrator.promise('no distribution and no listener rule is left', left.distributions === 0 && left.rules === 0);
  narrator.promise('only the base service, its target group and its task definition still stand', isBaseAlone(left));
}

/** Runs the action for the pull request, tells its log, and counts its calls. */
async function act({ narrator, simulator }: Stage, title: string, tag: string): Promise<Deployed> {
  narrator.chapter(title);
  const count = createMeter(simulator);
  await count();
  const result = await runAction({
    simulator,
    entry: 'dist/index.js',
    event: {
      name: 'pull_request',
      payload: { action: 'synchronize', number: PULL_REQUEST, pull_request: { number: PULL_REQUEST } },
    },
    inputs: { 'base-service': simulator.baseService, image: `${repositoryOf(simulator.image)}:${tag}` },
    onLine: (line) => narrator.quote(line),
  });
  const calls = await count();
  narrator.took(result.milliseconds);
  narrator.say(`   It made ${calls.reads} reading and ${calls.writes} writing calls to AWS.`);
  return { result, calls };
}

async function openPullRequest({ endpoint }: Simulator, state: 'open' | 'closed'): Promise<void> {
  const pullRequest = { repository: 'acme/shop', number: PULL_REQUEST, state };
  await fetch(`${endpoint}/_simulator/pull-requests`, { method: 'POST', body: JSON.stringify(pullRequest) });
}

function isBaseAlone({ services, targetGroups, taskDefinitions }: Leftovers): boolean {
  const isOfPreview = (name: string) => name.includes(`pr-${PULL_REQUEST}`);
  return services.join() === 'medusa' && ![...targetGroups, ...taskDefinitions].some(isOfPreview);
}

function repositoryOf(image: string): string {
  return image.replace(/:[^/:]+$/, '');
}

/** The step ended well, and says that it did this. */
function isDone({ result }: Deployed, action: string): boolean {
  return result.exitCode === 0 && result.outputs.action === action;
}

function isAddress(url: string): boolean {
  return /^https:\/\/d[a-z0-9]+\.cloudfront\.net$/.test(url);
}
