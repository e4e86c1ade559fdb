// Owns the checks of what keeps previews and their base service apart: logins and queues, and how it is without a Redis of one's own.
import { deepEqual } from 'node:assert/strict';
import { splitBase } from '../base-split.ts';
import type { PullRequest } from '../pull-request.ts';
import { baseUrl, viewInside } from './base-service.ts';
import type { Check } from './checks.ts';
import { checkLogins, checkProcesses } from './logins.ts';
import { BASE_SECRETS, type MedusaStage } from './medusa-stage.ts';
import { checkQueues } from './queues.ts';
import type { Place, Shops } from './shop.ts';

export interface Sealed {
  stage: MedusaStage;
  check: Check;
  shops: Shops;
  /** That of the other shop, and the inputs of its runs. */
  pullRequest: PullRequest;
  inputs: Record<string, string>;
}

export async function checkSealed(sealed: Sealed): Promise<void> {
  const { stage, check, shops } = sealed;
  const base = await findBase(stage);
  const { one, other } = placesOf(sealed);
  await checkLogins(check, 'the base service and two previews', { base, one, other });
  await checkProcesses(check, { base, preview: one, other }, shops.opened);
  await checkQueues(check, stage, {
    title: 'an event is handled where it was emitted: in the base service, and in each preview',
    places: { base, one, other },
    handlers: { base: 'medusa as shared', one: 'shop_pr_42 as shared', other: 'shop_pr_43 as shared' },
  });
  await checkSplit(sealed);
  await checkShared(sealed);
}

function placesOf({ stage: { view }, shops }: Sealed): { one: Place; other: Place } {
  return { one: { view, url: shops.one.url }, other: { view, url: shops.other.url } };
}

async function findBase(stage: MedusaStage): Promise<Place> {
  return { view: viewInside, url: await baseUrl(stage) };
}

async function checkSplit(sealed: Sealed): Promise<void> {
  const { stage, check, pullRequest, inputs } = sealed;
  await check('a base service that is split into server and worker leaves a preview as it was', async () => {
    await splitBase(stage);
    deepEqual((await stage.act(pullRequest, 'synchronize', inputs)).outputs.action, 'unchanged');
  });
  await checkQueues(check, stage, {
    title: 'an event is handled where it was emitted, with a worker beside the base service as well',
    places: { base: await findBase(stage), ...placesOf(sealed) },
    handlers: { base: 'medusa as worker', one: 'shop_pr_42 as shared', other: 'shop_pr_43 as shared' },
  });
}

/** A Redis that is given is not inherited, so it stays: this is how every preview was before it had one of its own. */
async function checkShared(sealed: Sealed): Promise<void> {
  const { stage, check, pullRequest, inputs } = sealed;
  const { other } = placesOf(sealed);
  const { JWT_SECRET, COOKIE_SECRET } = BASE_SECRETS;
  const given = { REDIS_URL: stage.redisUrl, JWT_SECRET, COOKIE_SECRET, MEDUSA_PREVIEW_DERIVED: 'true' };
  const lines = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  await stage.act(pullRequest, 'synchronize', { ...inputs, variables: [inputs.variables, ...lines].join('\n') });
  await checkQueues(check, stage, {
    title: 'with the Redis of the base service, an event of a preview is handled on the database of the base service',
    places: { other },
    handlers: { other: 'medusa as worker' },
  });
  const places = { base: await findBase(stage), other };
  await checkLogins(
    check,
    'a preview that is given the secrets and the Redis of the base service, and of that,',
    places,
  );
}
