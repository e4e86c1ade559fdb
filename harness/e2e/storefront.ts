// Owns the checks of a storefront beside the backend of its pull request: both addresses first, a real Next.js built against them with
// the key of the backend's own database, and what a real browser sees there.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { PullRequest } from '../pull-request.ts';
import { makeProduct } from './admin.ts';
import { ADMIN } from './base-database.ts';
import { openVisitor, type Visitor } from './browser.ts';
import type { Check } from './checks.ts';
import type { MedusaStage } from './medusa-stage.ts';
import { run } from './run.ts';
import { STOREFRONT } from './setup.ts';
import type { Shop } from './shop.ts';

export interface StorefrontOptions {
  stage: MedusaStage;
  check: Check;
  browser: Browser;
  interruption: AbortSignal;
}

const NUMBER = 46;
const PRODUCT = 'Moka pot';
const DEFINITION_FILE = 'storefront.json';
/** The security group of the tasks admits the load balancer on the backend's port alone. */
const PORT = 9000;
const DEFINITION = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  memory: '1024',
  executionRoleArn: 'arn:aws:iam::123456789012:role/shop-storefront-execution',
  containerDefinitions: [{ name: 'web', image: 'storefront', portMappings: [{ containerPort: PORT }] }],
};
/** Without a seed: it has none of the products of the base service. */
const BACKEND = {
  database: 'isolated',
  'setup-command': `npx medusa user -e ${ADMIN.email} -p ${ADMIN.password}`,
};
const BESIDE = { name: 'shop-storefront', database: 'none', 'task-definition': DEFINITION_FILE };

export async function checkStorefront(options: StorefrontOptions): Promise<void> {
  const { stage, check, browser } = options;
  const pullRequest = new PullRequest(stage, NUMBER);
  await pullRequest.push();
  writeFileSync(join(stage.workspace, DEFINITION_FILE), JSON.stringify(DEFINITION));
  const act = (inputs: Record<string, string>) => stage.act(pullRequest, 'synchronize', inputs);
  const addresses = { backend: '', storefront: '' };
  await check('backend and storefront have addresses before either is built', async () => {
    const prepare = { mode: 'prepare', image: '' };
    const prepared = await Promise.all([act({ ...BACKEND, ...prepare }), act({ ...BESIDE, ...prepare })]);
    deepEqual(
      prepared.map(({ outputs }) => outputs.action),
      ['prepared', 'prepared'],
    );
    const [backend = '', storefront = ''] = prepared.map(({ outputs }) => outputs.url);
    notEqual(backend, storefront);
    Object.assign(addresses, { backend, storefront });
  });
  const visitor = await openVisitor(browser);
  await check(
    'the backend is deployed with the address of the storefront, and a product is made in its admin',
    async () => {
      const cors = ['STORE_CORS', 'AUTH_CORS'].map((name) => `${name}={url},${addresses.storefront}`);
      const variables = ['MEDUSA_DISABLE_TELEMETRY=true', ...cors].join('\n');
      const { outputs } = await act({ ...BACKEND, variables });
      equal(outputs.url, addresses.backend);
      match(outputs['publishable-key'] ?? '', /^pk_/);
      await makeProduct(visitor, addresses.backend, PRODUCT);
      await visitor.picture('7-made-in-the-admin');
      await build(options, { url: addresses.backend, key: outputs['publishable-key'] ?? '' });
    },
  );
  await check('the storefront is deployed, and is proven to be the environment of its address', async () => {
    const image = stage.image.replace('medusa-itself', 'storefront-itself');
    const { outputs, log } = await act({ ...BESIDE, image, variables: wayOut(stage) });
    equal(outputs.url, addresses.storefront);
    equal(/::warning::|proof/.test(log), false, log);
  });
  await check('a browser sees in the storefront what was made in the admin, and nothing of the base service', () =>
    look(visitor, addresses.storefront),
  );
  await check('both go when the pull request is closed', async () => {
    await pullRequest.close();
    const close = (inputs: object) => stage.act(pullRequest, 'closed', { ...inputs });
    const gone = await Promise.all([close(BACKEND), close(BESIDE)]);
    deepEqual(
      gone.map(({ outputs }) => outputs.action),
      ['destroyed', 'destroyed'],
    );
  });
}

/** It asks the backend for its products while it is built. */
async function build({ stage, interruption }: StorefrontOptions, { url, key }: Shop): Promise<void> {
  const ways = wayOut(stage)
    .split('\n')
    .map((line) => line.split(/=(.*)/s));
  await run({
    program: process.execPath,
    words: ['node_modules/next/dist/bin/next', 'build'],
    cwd: STOREFRONT,
    env: {
      ...process.env,
      ...Object.fromEntries(ways),
      NEXT_PUBLIC_MEDUSA_BACKEND_URL: url,
      NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: key,
    },
    signal: interruption,
  });
}

/** The addresses of the simulated cloud are known to its own proxy alone. */
function wayOut({ endpoint, ca }: MedusaStage): string {
  return [
    `HTTPS_PROXY=${endpoint}`,
    'NO_PROXY=127.0.0.1,localhost',
    'NODE_USE_ENV_PROXY=1',
    `NODE_EXTRA_CA_CERTS=${ca}`,
    'NEXT_TELEMETRY_DISABLED=1',
  ].join('\n');
}

async function look({ page, picture }: Visitor, url: string): Promise<void> {
  const answer = await page.goto(url);
  equal(answer?.status(), 200);
  equal(await answer?.headerValue('x-robots-tag'), 'noindex');
  const listed = (found: string) => page.getByRole('list', { name: found }).getByRole('listitem');
  await listed('in the browser').first().waitFor();
  deepEqual(await listed('in the browser').allTextContents(), [PRODUCT]);
  deepEqual(await listed('on the server').allTextContents(), [PRODUCT]);
  await picture('8-storefront');
  await page.goto(`${url}/catalogue`);
  deepEqual(await listed('at the build').allTextContents(), [PRODUCT]);
}
