// Owns the checks of two previews beside each other: how they come, data of their own, a new image, and the end of it all.
import { deepEqual, equal, notEqual } from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { PullRequest } from '../pull-request.ts';
import { checkAdmin, cookieOf } from './admin.ts';
import { BASE, TEMPLATE } from './base-database.ts';
import { openVisitor } from './browser.ts';
import type { Check } from './checks.ts';
import { checkEntryPoints } from './entry-points.ts';
import { logIn, statusOf } from './logins.ts';
import { type MedusaStage, SETUP_COMMAND } from './medusa-stage.ts';
import { checkPublishableKeys } from './publishable-key.ts';
import { checkSealed } from './sealed.ts';
import { ask, productsOf, type Shop, type Shops, shopOf } from './shop.ts';
import { checkSleep } from './sleep.ts';
import { checkStartLine } from './start-line.ts';
import { checkStore } from './store.ts';

const ISOLATED = { database: 'isolated', variables: 'MEDUSA_DISABLE_TELEMETRY=true' };
/** Begins empty, and is filled by commands. */
const FILLED = { ...ISOLATED, 'setup-command': SETUP_COMMAND };
/** Begins with what there is. */
const COPIED = { ...ISOLATED, database: `template:${TEMPLATE}` };
const DATABASES = "SELECT datname FROM pg_database WHERE datname LIKE 'shop_pr_%' ORDER BY datname";

interface Previews {
  stage: MedusaStage;
  check: Check;
  one: PullRequest;
  other: PullRequest;
}

export interface PreviewsOptions {
  stage: MedusaStage;
  check: Check;
  browser: Browser;
  say(line: string): void;
  /** Which groups of checks are played between the beginning and the end of the previews. */
  isAsked(group: 'sealed' | 'previews' | 'sleep'): boolean;
}

export async function checkPreviews({ stage, check, browser, say, isAsked }: PreviewsOptions): Promise<void> {
  const previews = {
    stage,
    check,
    one: stage.pullRequest,
    other: new PullRequest(stage, 43),
  };
  const before = await stage.postgres.dump(BASE.name);
  const shops = await openBoth(previews);
  if (isAsked('sealed')) await checkSealed({ stage, check, shops, pullRequest: previews.other, inputs: COPIED });
  if (isAsked('previews')) await checkInUse(previews, shops, browser);
  if (isAsked('sleep')) {
    await checkSleep({ stage, check, browser, say, pullRequest: previews.one, shop: shops.one });
  }
  await checkEnd(previews, before);
}

async function checkInUse(previews: Previews, shops: Shops, browser: Browser): Promise<void> {
  const { stage, check, other } = previews;
  await checkAdmin(check, await openVisitor(browser), shops.one.url);
  await checkStore(check, stage.view, shops.one);
  await checkApart(previews, shops);
  const lost = { visitor: await openVisitor(browser), url: shops.other.url };
  await checkStartLine({ stage, check, pullRequest: other, inputs: COPIED }, lost);
  await checkEntryPoints(check, stage);
  const cookie = await cookieOf(await openVisitor(browser), shops.one.url);
  await checkUpdate(previews, shops.one);
  await check('after the update a login brings the same kind of cookie', async () => {
    deepEqual(await cookieOf(await openVisitor(browser), shops.one.url), cookie);
  });
}

async function openBoth({ stage, check, one, other }: Previews): Promise<Shops> {
  await Promise.all([one.push(), other.push()]);
  const [filled, copied] = await Promise.all([stage.act(one, 'opened', FILLED), stage.act(other, 'opened', COPIED)]);
  const shops = { one: shopOf(filled), other: shopOf(copied), opened: filled };
  await check('two previews have addresses and databases of their own', async () => {
    notEqual(shops.one.url, shops.other.url);
    deepEqual(await stage.postgres.query('postgres', DATABASES), ['shop_pr_42', 'shop_pr_43']);
  });
  await checkPublishableKeys(check, stage, shops);
  return shops;
}

async function checkApart({ stage, check }: Previews, { one, other }: Shops): Promise<void> {
  const { view, postgres } = stage;
  const titlesOf = async (shop: Shop) => (await productsOf(view, shop, 'order=title')).map(({ title }) => title);
  await check('what is changed in one preview is seen neither in the other nor in the base', async () => {
    await rename(stage, one, 'Coffee pot');
    deepEqual(await titlesOf(one), ['Coffee pot', 'Sugar bowl']);
    deepEqual(await titlesOf(other), ['Sugar bowl', 'Teapot']);
    await rename(stage, other, 'Milk jug');
    deepEqual(await titlesOf(one), ['Coffee pot', 'Sugar bowl']);
    deepEqual(await titlesOf(other), ['Milk jug', 'Sugar bowl']);
    const base = await postgres.query(BASE.name, 'SELECT title FROM product ORDER BY title');
    deepEqual(base, ['Sugar bowl', 'Teapot']);
  });
}

/** Renames the teapot, as the admin does. */
async function rename({ view }: MedusaStage, shop: Shop, title: string): Promise<void> {
  const { token } = await logIn({ view, url: shop.url });
  const [teapot] = await productsOf(view, shop, 'handle=teapot');
  const { status } = await ask(view, `${shop.url}/admin/products/${teapot?.id}`, { token, json: { title } });
  equal(status, 200);
}

async function checkUpdate({ stage, check, one }: Previews, shop: Shop): Promise<void> {
  const { view } = stage;
  await check('a new image keeps the data, and tokens stay valid; sessions end with the task', async () => {
    const place = { view, url: shop.url };
    const { token, cookie } = await logIn(place);
    deepEqual([await statusOf(place, { token }), await statusOf(place, { cookie })], [200, 200]);
    await one.push();
    const image = stage.imageOf('2.0.0');
    const { outputs } = await stage.act(one, 'synchronize', { ...FILLED, image });
    deepEqual({ action: outputs.action, url: outputs.url }, { action: 'updated', url: shop.url });
    const titles = (await productsOf(view, shop, 'order=title')).map(({ title }) => title);
    deepEqual(titles, ['Coffee pot', 'Sugar bowl']);
    deepEqual([await statusOf(place, { token }), await statusOf(place, { cookie })], [200, 401]);
  });
}

async function checkEnd({ stage, check, one, other }: Previews, before: string): Promise<void> {
  const { postgres } = stage;
  await check(
    'when its pull request is closed, a preview loses its database, and the other keeps its own',
    async () => {
      await one.close();
      equal((await stage.act(one, 'closed')).outputs.action, 'destroyed');
      deepEqual(await postgres.query('postgres', DATABASES), ['shop_pr_43']);
      await other.close();
      await stage.act(other, 'closed');
      deepEqual(await postgres.query('postgres', DATABASES), []);
    },
  );
  await check('the database of the base service is as it was', async () => {
    const after = await postgres.dump(BASE.name);
    equal(differenceOf(before, after), '');
  });
}

/** The lines that are in one of the two only. */
function differenceOf(before: string, after: string): string {
  const [left, right] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const gone = [...left].filter((line) => !right.has(line)).map((line) => `- ${line}`);
  const come = [...right].filter((line) => !left.has(line)).map((line) => `+ ${line}`);
  return [...gone, ...come].join('\n');
}
