// Owns visiting the backend through its address: what reaches it, and what comes back.

import { setTimeout as sleep } from 'node:timers/promises';
import type { View } from '../viewer.ts';
import type { Narrator } from './narrator.ts';

/** Some seconds by the cloud's clock. */
const LOOK_MS = 50;

/** The echo of the stand-in backend. */
interface Echo {
  cookies: Record<string, string>;
  headers: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
  image: { tag: string };
  variables: Record<string, string>;
}

export async function lookThroughUrl(narrator: Narrator, view: View, url: string): Promise<void> {
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
  narrator.promise('search engines are kept away', headers['x-robots-tag'] === 'noindex');
  const [one, other] = [await echo(view, url, 'visitor=one'), await echo(view, url, 'visitor=other')];
  narrator.promise(
    'the same path with another cookie gets another answer',
    one.visitor === 'one' && other.visitor === 'other',
  );
}

/** The tag of the image that answers. */
export async function answeringTag(view: View, url: string): Promise<string> {
  return (await echo(view, url, 'visitor=any')).tag;
}

export async function isSilent(view: View, url: string): Promise<boolean> {
  return view(`${url}/health`).then(
    ({ status }) => status !== 200,
    () => true,
  );
}

/** Who answers at an address until the signal, each change of it once. */
export async function answersUntil(view: View, url: string, signal: AbortSignal): Promise<string[]> {
  const answers: string[] = [];
  while (!signal.aborted) {
    const answer = await answererOf(view, url);
    if (answer !== answers.at(-1)) answers.push(answer);
    await sleep(LOOK_MS);
  }
  return answers;
}

/** CloudFront's own 403 stands for an address that is in no DNS any more. */
async function answererOf(view: View, url: string): Promise<string> {
  const { status, body } = await view(`${url}/echo`);
  if (status === 403) return 'nobody';
  if (status !== 200) return String(status);
  const { variables } = JSON.parse(body) as Echo;
  return variables.MEDUSA_BACKEND_URL === url ? 'the preview' : 'somebody else';
}

async function echo(view: View, url: string, cookie: string): Promise<{ tag: string; visitor: string | undefined }> {
  const { body } = await view(`${url}/echo`, { headers: { cookie } });
  const { image, cookies } = JSON.parse(body) as Echo;
  return { tag: image.tag, visitor: cookies.visitor };
}
