// Owns the checks that a login of one service is none on another: of the base service, of two previews, by token and by session.
import { deepEqual, equal, match } from 'node:assert/strict';
import type { ActionResult } from '../runner.ts';
import { ADMIN } from './base-database.ts';
import type { Check } from './checks.ts';
import { ask, type Place } from './shop.ts';

export interface Login {
  token: string;
  cookie: string;
}

/** Logs in as the admin of the place, by its own password. */
export async function logIn({ view, url }: Place): Promise<Login> {
  const { token } = (await ask<{ token: string }>(view, `${url}/auth/user/emailpass`, { json: ADMIN })).body;
  const { headers } = await ask(view, `${url}/auth/session`, { token, json: {} });
  const [cookie = ''] = headers['set-cookie'] ?? [];
  match(cookie, /^connect\.sid=.+; Secure/);
  return { token, cookie: cookie.split(';')[0] ?? '' };
}

/** The status that somebody with this token, or this cookie, gets from a page behind the login. */
export async function statusOf({ view, url }: Place, login: Partial<Login>): Promise<number> {
  return (await ask(view, `${url}/admin/products?limit=1`, login)).status;
}

/** By name. */
export type Places = Record<string, Place>;

export async function checkLogins(check: Check, who: string, places: Places): Promise<void> {
  const loggedIn = Promise.all(Object.values(places).map(logIn));
  loggedIn.catch(() => undefined);
  for (const [title, part] of [
    ['tokens', 'token'],
    ['sessions', 'cookie'],
  ] as const) {
    await check(`${title} of ${who} are good where they are from, and 401 elsewhere`, async () => {
      const logins = await loggedIn;
      const answers = await Promise.all(
        logins.map((login) =>
          Promise.all(Object.values(places).map((place) => statusOf(place, { [part]: login[part] }))),
        ),
      );
      deepEqual(
        answers,
        logins.map((_, from) => logins.map((_, at) => (from === at ? 200 : 401))),
      );
    });
  }
}

/** The log is of the run whose setup-command logged the digests. */
export async function checkProcesses(check: Check, places: Places & { preview: Place }, { log }: ActionResult) {
  const digestsOf = async ({ view, url }: Place) => (await ask<Record<string, string>>(view, `${url}/secrets`)).body;
  await check('threads and children of a preview, and those of medusa exec in it, have the same secrets', async () => {
    const served = Object.values(await digestsOf(places.preview));
    const executed = Object.values(JSON.parse(/digests (\{.+?\})/.exec(log)?.[1] ?? '{}'));
    equal(served.length, 6);
    deepEqual(new Set([...served, ...executed]), new Set(served.slice(0, 1)));
    equal(executed.length, served.length);
  });
  await check('no two services have the same secrets', async () => {
    const digests = await Promise.all(Object.values(places).map(digestsOf));
    equal(new Set(digests.map(({ itself }) => itself)).size, digests.length);
  });
}
