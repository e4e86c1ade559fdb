// Owns the checks of a gate: a reviewer comes in by the link and works in the admin; a storefront's calls, made with Medusa's own SDK in
// a browser that has no key, and a payment webhook pass where the admin alone is closed, and do not where everything is.
import { deepEqual, equal, match } from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PullRequest } from '../pull-request.ts';
import { logInToAdmin } from './admin.ts';
import { TEMPLATE } from './base-database.ts';
import { openVisitor, type Visitor } from './browser.ts';
import type { Check } from './checks.ts';
import type { MedusaStage } from './medusa-stage.ts';
import { run } from './run.ts';
import { MEDUSA } from './setup.ts';
import { type Shop, shopOf } from './shop.ts';

export interface GateOptions {
  stage: MedusaStage;
  check: Check;
  browser: Browser;
}

const NUMBER = 47;
const GATED = { database: `template:${TEMPLATE}`, 'access-key': 'correct horse battery staple' };
const LINE = 'x-preview-key: ';

export async function checkGate({ stage, check, browser }: GateOptions): Promise<void> {
  const pullRequest = new PullRequest(stage, NUMBER);
  await pullRequest.push();
  const opened = await stage.act(pullRequest, 'opened', GATED);
  const shop = shopOf(opened);
  const token = opened.outputs['access-header']?.replace(LINE, '') ?? '';
  await checkReviewer(check, await openVisitor(browser), { url: shop.url, token });
  const sdk = await bundleSdk();
  for (const type of ['session', 'jwt'] as const) {
    await check(
      `a storefront's customer registers, logs in and goes on by ${type}, with the SDK and without the key`,
      async () => {
        const visitor = await openVisitor(browser);
        deepEqual(await shopIn(visitor, shop, { sdk, type }), {
          products: 2,
          email: `${type}@example.com`,
          again: true,
        });
      },
    );
  }
  await check('a payment webhook arrives without the key', async () => {
    equal((await hook(stage, shop)).status, 200);
  });
  await check(
    'with everything closed, neither the store API nor a webhook passes, and the key still does',
    async () => {
      await stage.act(pullRequest, 'synchronize', { ...GATED, protect: 'all' });
      equal((await stage.view(`${shop.url}/store/products`, { headers: keyOf(shop) })).status, 401);
      equal((await hook(stage, shop)).status, 401);
      const headers = { ...keyOf(shop), 'x-preview-key': token };
      equal((await stage.view(`${shop.url}/store/products`, { headers })).status, 200);
    },
  );
  await pullRequest.close();
  await stage.act(pullRequest, 'closed', GATED);
}

async function checkReviewer(
  check: Check,
  visitor: Visitor,
  { url, token }: { url: string; token: string },
): Promise<void> {
  const { page, picture } = visitor;
  await check('without the key there is a form, which takes it', async () => {
    equal((await page.goto(`${url}/app`))?.status(), 401);
    await picture('gate-1-form');
    await page.getByLabel('This preview asks for its key').fill('guessed');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByLabel('This preview asks for its key').waitFor();
  });
  await check(
    'the link leads to the login of the admin, without the key in its address, and the admin works',
    async () => {
      await page.goto(`${url}/app?preview-key=${token}`);
      await page.getByPlaceholder('Email').waitFor();
      match(page.url(), /^[^?]+\/app\/login$/);
      await logInToAdmin(visitor);
      await page.waitForURL('**/app/orders');
      await page.getByRole('link', { name: 'Products' }).click();
      await page.getByRole('row', { name: /Teapot/ }).waitFor();
      await picture('gate-2-products');
    },
  );
}

function keyOf({ key }: Shop): Record<string, string> {
  return { 'x-publishable-api-key': key };
}

function hook({ view }: MedusaStage, { url }: Shop) {
  const headers = { 'content-type': 'application/json' };
  return view(`${url}/hooks/payment/system_default`, { method: 'POST', headers, body: '{}' });
}

/** The SDK in one script, as `Sdk.default`, by the bundler that Medusa brings along. */
function bundleSdk(): Promise<string> {
  const words = ['node_modules/@medusajs/js-sdk/dist/esm/index.js', '--bundle', '--format=iife', '--global-name=Sdk'];
  return run({ program: join(MEDUSA, 'node_modules/.bin/esbuild'), words, cwd: MEDUSA });
}

interface Sdk {
  auth: {
    register(actor: 'customer', method: 'emailpass', login: object): Promise<string>;
    login(actor: 'customer', method: 'emailpass', login: object): Promise<unknown>;
    refresh(): Promise<{ token: string }>;
  };
  store: {
    customer: {
      create(customer: object, query: object, headers: object): Promise<unknown>;
      retrieve(): Promise<{ customer: { email: string } }>;
    };
    product: { list(): Promise<{ count: number }> };
  };
}

/** The globals of a page with the SDK. */
interface Page {
  Sdk: { default: new (config: object) => Sdk };
  location: { origin: string };
}

/** A page of the same site, as a storefront is in production: other sites get no session of Medusa's. */
async function shopIn({ page }: Visitor, { url, key }: Shop, { sdk, type }: { sdk: string; type: 'session' | 'jwt' }) {
  equal((await page.goto(`${url}/health`))?.status(), 200);
  await page.addScriptTag({ content: sdk });
  return page.evaluate(shopWithSdk, { key, type });
}

/** Runs in the page. */
async function shopWithSdk({ key, type }: { key: string; type: 'session' | 'jwt' }) {
  const { Sdk, location } = globalThis as unknown as Page;
  const auth = { type, jwtTokenStorageMethod: 'memory' };
  const { auth: login, store } = new Sdk.default({ baseUrl: location.origin, publishableKey: key, auth });
  const { count } = await store.product.list();
  const email = `${type}@example.com`;
  const password = 'supersecret';
  const token = await login.register('customer', 'emailpass', { email, password });
  await store.customer.create({ email }, {}, { Authorization: `Bearer ${token}` });
  const given = await login.login('customer', 'emailpass', { email, password });
  const { customer } = await store.customer.retrieve();
  // A session has no token of its own to refresh.
  const again = type === 'session' ? given !== undefined : typeof (await login.refresh()).token === 'string';
  return { products: count, email: customer.email, again };
}
