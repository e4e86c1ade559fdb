// Owns the checks of the admin, in the browser: what works in a preview, and how it fails where Medusa believes that it is reached by HTTP.
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { Response } from 'playwright-core';
import { ADMIN } from './base-database.ts';
import type { Visitor } from './browser.ts';
import type { Check } from './checks.ts';

const SESSION = 'connect.sid';
const STREAM_SECONDS = 31;

export async function checkAdmin(check: Check, visitor: Visitor, url: string): Promise<void> {
  const { page, context, picture } = visitor;
  await check('the login page of the admin loads under the URL of the preview', async () => {
    const answer = await page.goto(`${url}/app`);
    equal(answer?.status(), 200);
    await page.getByPlaceholder('Email').waitFor();
    await picture('1-login-page');
  });
  await check('logging in with e-mail and password works, and the session cookie is secure', async () => {
    await logInToAdmin(visitor);
    await page.waitForURL('**/app/orders');
    const { secure, httpOnly, sameSite } = await sessionOf(visitor);
    deepEqual({ secure, httpOnly, sameSite }, { secure: true, httpOnly: true, sameSite: 'Lax' });
    await page.getByRole('heading', { name: 'Orders' }).first().waitFor();
    await picture('2-logged-in');
  });
  // In a page of its own, so that the others go on meanwhile.
  const stream = context.newPage().then(async (other) => {
    await other.goto(`${url}/app/login`);
    return other.evaluate(listen, STREAM_SECONDS);
  });
  stream.catch(() => undefined);
  await check('a page behind the login shows data', async () => {
    await page.getByRole('link', { name: 'Products' }).click();
    await page.getByRole('row', { name: /Teapot/ }).waitFor();
    await picture('3-products');
  });
  await check('a reload keeps the session', async () => {
    await page.reload();
    await page.getByRole('row', { name: /Teapot/ }).waitFor();
    match(page.url(), /\/app\/products/);
    await picture('4-reloaded');
  });
  await check('a file that is uploaded is served under the URL of the preview', async () => {
    const address = await page.evaluate(upload);
    ok(address.startsWith(`${url}/static/`), address);
    equal(await page.evaluate((file) => fetch(file).then((answer) => answer.text()), address), 'blue glaze');
  });
  await check(`server-sent events stay open for more than ${STREAM_SECONDS} s, and come one by one`, async () => {
    const { events, seconds } = await stream;
    deepEqual(
      events,
      [...events.keys()].map((at) => String(at + 1)),
    );
    ok(events.length > 5 && seconds > STREAM_SECONDS, `${events.length} events in ${seconds} s`);
  });
  await check('logging out works', async () => {
    await page.getByRole('button', { name: ADMIN.email }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await page.waitForURL('**/app/login**');
    await page.goto(`${url}/app/products`);
    await page.getByPlaceholder('Email').waitFor();
    await picture('5-logged-out');
  });
}

/** The failure that docs/preload.md describes: all answers are good, the cookie alone does not come, and the form is there again. */
export async function checkLostLogin(check: Check, visitor: Visitor, url: string): Promise<void> {
  const { page, context, picture } = visitor;
  await check('without the preload a login brings no cookie, and the login form is back', async () => {
    await page.goto(`${url}/app`);
    const session = page.waitForResponse(isTo('POST', '/auth/session'));
    const [login, opened, refused] = await Promise.all([
      page.waitForResponse(isTo('POST', '/auth/user/emailpass')),
      session,
      session.then(() => page.waitForResponse(isTo('GET', '/admin/users/me'))),
      logInToAdmin(visitor),
    ]);
    deepEqual([login.status(), opened.status(), refused.status()], [200, 200, 401]);
    equal(await opened.headerValue('set-cookie'), null);
    await page.waitForURL('**/app/login**');
    await page.getByPlaceholder('Email').waitFor();
    equal(await page.getByPlaceholder('Email').inputValue(), '');
    ok(!(await context.cookies()).some(({ name }) => name === SESSION));
    await picture('0-without-preload');
  });
}

/** Logs in, and gives back how the cookie is. */
export async function cookieOf(visitor: Visitor, url: string): Promise<object> {
  await visitor.page.goto(`${url}/app`);
  await logInToAdmin(visitor);
  await visitor.page.waitForURL('**/app/orders');
  const { secure, httpOnly, sameSite, path } = await sessionOf(visitor);
  return { secure, httpOnly, sameSite, path };
}

export async function logInToAdmin({ page }: Visitor): Promise<void> {
  await page.getByPlaceholder('Email').fill(ADMIN.email);
  await page.getByPlaceholder('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Continue with Email' }).click();
}

/** Somebody logs in, and makes a product that is for sale. */
export async function makeProduct(visitor: Visitor, url: string, title: string): Promise<void> {
  await visitor.page.goto(`${url}/app`);
  await logInToAdmin(visitor);
  await visitor.page.waitForURL('**/app/orders');
  equal(await visitor.page.evaluate(create, title), 200);
  await visitor.page.goto(`${url}/app/products`);
  await visitor.page.getByRole('row', { name: title }).waitFor();
}

async function sessionOf({ context }: Visitor) {
  const cookies = await context.cookies();
  const session = cookies.find(({ name }) => name === SESSION);
  if (session === undefined) throw new Error(`There is no cookie ${SESSION}.`);
  return session;
}

function isTo(method: string, path: string): (answer: Response) => boolean {
  return (answer) => answer.request().method() === method && new URL(answer.url()).pathname === path;
}

/** Runs in the page. */
async function upload(): Promise<string> {
  const body = new FormData();
  body.append('files', new Blob(['blue glaze'], { type: 'text/plain' }), 'glaze.txt');
  const answer = await fetch('/admin/uploads', { method: 'POST', body });
  const { files } = (await answer.json()) as { files: { url: string }[] };
  return files[0]?.url ?? '';
}

/** Runs in the page, with the session of the admin. */
async function create(title: string): Promise<number> {
  const answer = await fetch('/admin/sales-channels');
  const { sales_channels: channels } = (await answer.json()) as { sales_channels: { id: string }[] };
  const product = {
    title,
    status: 'published',
    options: [{ title: 'Size', values: ['Small'] }],
    variants: [{ title: 'Small', options: { Size: 'Small' }, prices: [] }],
    sales_channels: [{ id: channels[0]?.id }],
  };
  const headers = { 'content-type': 'application/json' };
  return (await fetch('/admin/products', { method: 'POST', headers, body: JSON.stringify(product) })).status;
}

/** Runs in the page. An event source that is cut off connects again, and then counts from 1. */
function listen(forSeconds: number): Promise<{ events: string[]; seconds: number }> {
  const startedAt = performance.now();
  const events: string[] = [];
  return new Promise((resolve) => {
    const source = new EventSource('/stream');
    const end = () => {
      source.close();
      resolve({ events, seconds: (performance.now() - startedAt) / 1000 });
    };
    source.onerror = end;
    source.onmessage = ({ data }) => {
      events.push(data);
      if (performance.now() - startedAt > forSeconds * 1000) end();
    };
  });
}
