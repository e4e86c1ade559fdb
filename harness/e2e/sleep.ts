// Owns the checks of a preview that sleeps: a program may ask again later, a browser's visit wakes it, and its data is there.
import { deepEqual, equal, match } from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { PullRequest } from '../pull-request.ts';
import { deployWaker } from '../waker.ts';
import { logInToAdmin, makeProduct } from './admin.ts';
import { openVisitor, type Visitor } from './browser.ts';
import type { Check } from './checks.ts';
import { logIn, statusOf } from './logins.ts';
import type { MedusaStage } from './medusa-stage.ts';
import { ask, type Shop } from './shop.ts';

export interface SleepOptions {
  stage: MedusaStage;
  check: Check;
  browser: Browser;
  say(line: string): void;
  pullRequest: PullRequest;
  shop: Shop;
}

const PRODUCT = 'Egg cup';
/** Longer than the 30 seconds of every other step: Medusa starts meanwhile. */
const MAX_WAKING_MILLISECONDS = 180_000;

export async function checkSleep({ stage, check, browser, say, pullRequest, shop }: SleepOptions): Promise<void> {
  const { url, key } = shop;
  const place = { view: stage.view, url };
  const visitor = await openVisitor(browser);
  const login = { token: '', cookie: '' };
  await check('a preview in which a product was made falls asleep', async () => {
    Object.assign(login, await logIn(place));
    await makeProduct(visitor, url, PRODUCT);
    const waker = await deployWaker(stage, stage.workspace);
    const { outputs } = await stage.act(pullRequest, 'synchronize', { mode: 'sleep', waker });
    equal(outputs.action, 'asleep');
  });
  await check(
    'while it sleeps, a program gets 503 in JSON, with the time to come again, and wakes nothing',
    async () => {
      for (const path of ['/store/products', '/health', '/store/products']) {
        const { status, headers, body } = await ask<{ state: string }>(stage.view, url + path, { key });
        deepEqual({ status, state: body.state }, { status: 503, state: 'asleep' });
        match(String(headers['retry-after']), /^\d+$/);
      }
    },
  );
  await check('a browser that opens it wakes it, and shows the login without being asked again', async () => {
    say(`       It took ${await wake(visitor, url)} s from the visit to the login page.`);
  });
  await check('what was made before is there; a token is still good, and a session has to be made again', async () => {
    deepEqual(
      [await statusOf(place, { token: login.token }), await statusOf(place, { cookie: login.cookie })],
      [200, 401],
    );
    await logInToAdmin(visitor);
    await visitor.page.waitForURL('**/app/orders');
    await visitor.page.goto(`${url}/app/products`);
    await visitor.page.getByRole('row', { name: PRODUCT }).waitFor();
    await visitor.picture('10-awake');
  });
}

/** How many seconds passed until somebody could log in. */
async function wake({ page, picture }: Visitor, url: string): Promise<string> {
  const startedAt = performance.now();
  const answer = await page.goto(`${url}/app`);
  equal(answer?.status(), 503);
  equal(await answer?.headerValue('x-robots-tag'), 'noindex');
  await page.getByText('is waking up').waitFor();
  await picture('9-waking-up');
  await page.getByPlaceholder('Email').waitFor({ timeout: MAX_WAKING_MILLISECONDS });
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
