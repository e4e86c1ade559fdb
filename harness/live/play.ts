// Owns one play: what its acts have in common, and how they run the action.
import type { PullRequest } from '../pull-request.ts';
import { type ActionResult, lastError, runAction } from '../runner.ts';
import type { View } from '../viewer.ts';
import type { Clients } from './clients.ts';
import type { LiveCloud } from './cloud.ts';
import type { LiveFoundation } from './foundation/make.ts';
import type { Exchange } from './gateway.ts';
import { imageOf, nameOf, type Play } from './names.ts';
import type { LiveRecord } from './record.ts';

export interface LivePlay {
  play: Play;
  cloud: LiveCloud;
  clients: Clients;
  record: LiveRecord;
  foundation: LiveFoundation;
  view: View;
  /** Every call to AWS so far. */
  exchanges: Exchange[];
  bundle: string;
  cancellation: AbortSignal;
  timeScale: number;
}

export interface LiveWish {
  event: { name: string; payload: object };
  tag?: string;
  inputs?: Record<string, string>;
}

export async function run(live: LivePlay, { event, tag, inputs }: LiveWish): Promise<ActionResult> {
  live.cancellation.throwIfAborted();
  const { cloud, foundation, play, record } = live;
  const result = await runAction({
    simulator: cloud.simulator,
    entry: live.bundle,
    event,
    cancellation: live.cancellation,
    inputs: {
      'base-service': foundation.baseService,
      name: nameOf(play),
      database: 'shared',
      ...(tag !== undefined && { image: imageOf(tag) }),
      ...inputs,
    },
    variables: {
      AWS_ENDPOINT_URL: cloud.gateway.endpoint,
      AWS_REGION: cloud.region,
      AWS_ACCESS_KEY_ID: 'live',
      AWS_SECRET_ACCESS_KEY: 'live',
      ...cloud.variables,
    },
  });
  if (result.exitCode !== 0) record.say(`   the action failed: ${lastError(result)}`);
  live.cancellation.throwIfAborted();
  return result;
}

export function runFor(live: LivePlay, pullRequest: PullRequest, wish: Omit<LiveWish, 'event'>): Promise<ActionResult> {
  return run(live, { ...wish, event: pullRequest.eventOf('synchronize') });
}

export function isDone({ exitCode, outputs }: ActionResult, action: string): boolean {
  return exitCode === 0 && outputs.action === action;
}

/** The operations that wrote since there were so many calls. */
export function writesSince({ exchanges }: LivePlay, count: number): string[] {
  return exchanges
    .slice(count)
    .map(({ operation }) => operation)
    .filter((operation) => !/^(Describe|Get|List)/.test(operation));
}

/** The answer of the server. */
export interface Echo {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  count: number;
  image: string;
}

export async function echo({ view }: LivePlay, url: string, options?: Parameters<View>[1]): Promise<Echo> {
  const { status, body } = await view(url, options);
  try {
    return JSON.parse(body) as Echo;
  } catch {
    throw new Error(`${url} answered ${status} and no echo.`);
  }
}
