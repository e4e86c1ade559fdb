// Owns the chapters of the whole shop: the address before there is an image, and the storefront beside the backend.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Happening, PullRequest } from '../pull-request.ts';
import type { Wish } from '../stage.ts';
import { describeStorefront } from '../storefront.ts';
import { act, type Demo, isDone } from './act.ts';
import { isAddress, nameOf, type Preview } from './pushes.ts';
import { isSilent } from './visit.ts';

/** Returns the address. */
export async function prepare(demo: Demo, pullRequest: PullRequest): Promise<string> {
  const { narrator } = demo;
  narrator.chapter('Opened: the address, before there is an image');
  await pullRequest.push();
  const wish = { event: pullRequest.eventOf('opened'), inputs: { mode: 'prepare' } };
  const prepared = await act(demo, pullRequest, wish);
  const url = prepared.result.outputs.url ?? '';
  const waited = `⏳ ${nameOf(pullRequest)}: address ready. Waiting for the image of ${pullRequest.sha.slice(0, 7)}`;
  narrator.promise(
    'the action says "prepared" and gives an HTTPS address',
    isDone(prepared, 'prepared') && isAddress(url),
  );
  narrator.promise(
    'the comment shows the address, and waits for the image of that commit',
    prepared.headlines.at(-1) === waited && prepared.comment.includes(`**${url}**`),
  );
  return url;
}

/** The backend of the same pull request stands. */
export async function openStorefront(demo: Demo, { pullRequest, url, view }: Preview): Promise<string> {
  const { narrator } = demo;
  narrator.chapter('The storefront, beside the backend on the same load balancer');
  const opened = await act(demo, pullRequest, storefrontWish(demo, pullRequest, 'synchronize'));
  const storefront = opened.result.outputs.url ?? '';
  narrator.promise(
    'the action says "created" and gives an address of its own',
    isDone(opened, 'created') && isAddress(storefront) && storefront !== url,
  );
  const { status, headers } = await view(storefront);
  narrator.promise('the storefront answers there', status === 307 && String(headers.location).endsWith('/us'));
  narrator.promise('the backend answers at its own', !(await isSilent(view, url)));
  const [comment, ...others] = await pullRequest.comments();
  narrator.promise(
    'both stand in one comment, a row each',
    others.length === 0 && [url, storefront].every((address) => comment?.body.includes(`**${address}**`)),
  );
  return storefront;
}

export async function closeStorefront(demo: Demo, { pullRequest, view }: Preview, storefront: string): Promise<void> {
  const { narrator } = demo;
  narrator.chapter('Closed: the storefront goes with its pull request');
  await pullRequest.close();
  const removal = await act(demo, pullRequest, storefrontWish(demo, pullRequest, 'closed'));
  narrator.promise('the action says "destroyed"', isDone(removal, 'destroyed'));
  narrator.promise('its address answers no more', await isSilent(view, storefront));
}

function storefrontWish({ stage }: Demo, pullRequest: PullRequest, happened: Happening): Wish {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  return { event: pullRequest.eventOf(happened), inputs: describeStorefront(stage, workspace), workspace };
}
