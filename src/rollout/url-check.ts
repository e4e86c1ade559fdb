// Owns the check from outside: the URL answers through CloudFront, and its answer proves whose it is.
import { randomUUID } from 'node:crypto';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Mask } from '../environment/mask.ts';
import type { Preload } from '../environment/preload.ts';
import { checkProof, PROBE_PARAMETER, type ProbeAnswer } from '../environment/proof.ts';
import { CheckError, WaitError } from '../errors.ts';
import { waitUntil } from '../reconcile/wait.ts';
import { renderQuote } from '../text/quote.ts';
import type { WebAnswer, World } from '../world.ts';
import { describeUnlooked, describeUnproven, hintForUnproven, isDataAtStake } from './unproven.ts';

const MAX_EXCERPT_LENGTH = 300;
const PROBE_TIMEOUT_MS = 20_000;
/** Longer than an answer takes that comes, and shorter than anybody waits for one that does not. */
const GLANCE_TIMEOUT_MS = 3_000;
/** A task of the previous revision that is being drained may still answer for a moment. */
const MAX_UNPROVEN_MS = 10_000;

/** Refused, and asked to solve a puzzle: https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html */
const OF_WEB_ACLS = [403, 405, 202];

type Probed = WebAnswer & ProbeAnswer;

/** Asks once, and not for long: what the health check answers where it answers 200. */
export async function glance(world: World, url: string, healthCheckPath: string): Promise<ProbeAnswer | undefined> {
  const seen = await ask(world, { url, healthCheckPath }, GLANCE_TIMEOUT_MS);
  return typeof seen !== 'string' && seen.status === 200 ? seen : undefined;
}

/** True where there is nothing to prove, too. */
export function isProven(answer: ProbeAnswer | undefined, preload: Preload | undefined): boolean {
  return answer !== undefined && (preload === undefined || checkProof(answer, preload) === undefined);
}

export interface UrlCheck {
  url: string;
  healthCheckPath: string;
  /** Of what answers there. */
  mask: Mask;
  /** True where a web ACL decides who gets through. */
  hasWebAcl: boolean;
  /** The one that the container of Medusa was handed; undefined: none. */
  preload: Preload | undefined;
  container: ContainerDefinition;
}

/**
 * Waits until the health check answers 200 through CloudFront, with the proof of the preload. Throws a CheckError with the
 * last answer at the deadline, and one without the proof soon. A web ACL may be there to refuse all but the office, and a
 * runner is not in it: that is as much as can be seen then.
 */
export async function checkUrl(world: World, check: UrlCheck): Promise<void> {
  const { preload } = check;
  const seen = await waitForAnswer(world, check);
  if (seen.status !== 200) return tellOfWebAcl(world, seen.status, preload);
  const problem = preload && checkProof(seen, preload);
  if (preload === undefined || problem === undefined) return;
  const unproven = { ...check, preload, problem };
  const [message, hint] = [describeUnproven(unproven), hintForUnproven(unproven)];
  if (isDataAtStake(unproven)) throw new CheckError(message, { hint });
  world.log.warning(`${message} ${hint}`);
}

/** Resolves with the last one, which is 200 or as a web ACL refuses. */
async function waitForAnswer(world: World, check: UrlCheck): Promise<Probed> {
  const { url, mask, hasWebAcl, preload } = check;
  const { clock } = world;
  let last: Probed | undefined;
  let unprovenSince: number | undefined;
  try {
    return await waitUntil(world, `${url} to answer`, async () => {
      const seen = await ask(world, check, PROBE_TIMEOUT_MS);
      if (typeof seen === 'string') return { pending: seen };
      last = seen;
      if (hasWebAcl && OF_WEB_ACLS.includes(seen.status)) return { done: seen };
      if (seen.status !== 200) return { pending: `it answers ${seen.status}` };
      if (isProven(seen, preload)) return { done: seen };
      unprovenSince ??= clock.nowMilliseconds();
      const isOver = clock.nowMilliseconds() - unprovenSince >= MAX_UNPROVEN_MS;
      return isOver ? { done: seen } : { pending: 'it answers 200, but without the proof of the preload' };
    });
  } catch (error) {
    if (!(error instanceof WaitError) || last === undefined) throw error;
    if (last.status === 200) return last;
    const excerpt = renderQuote(mask(last.body).slice(0, MAX_EXCERPT_LENGTH).split('\n'));
    throw new CheckError(`${error.message}\nIts last answer was ${last.status}:\n${excerpt}`, {
      hint: hintFor(last.status),
      cause: error,
    });
  }
}

function tellOfWebAcl({ log }: World, status: number, preload: Preload | undefined): void {
  const refused = `The address answers ${status} to this runner, as its web ACL may, so it was not checked from outside`;
  const seen = 'The load balancer finds the tasks healthy.';
  if (preload === undefined) log.notice(`${refused}. ${seen}`);
  else log.warning(`${refused}; ${describeUnlooked(preload)}. ${seen}`);
}

/** No answer yet is as usual as any: the name of a new distribution takes a while to be known everywhere. */
async function ask(
  { get }: World,
  { url, healthCheckPath: path }: Pick<UrlCheck, 'url' | 'healthCheckPath'>,
  timeoutMilliseconds: number,
): Promise<Probed | string> {
  // One of its own for each probe, so that neither an earlier answer nor somebody else's can stand in for this one.
  const nonce = randomUUID();
  const probe = `${url}${path}${path.includes('?') ? '&' : '?'}${PROBE_PARAMETER}=${nonce}`;
  try {
    return { nonce, ...(await get(probe, timeoutMilliseconds)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A time that is over has a number for a code.
    return `no answer (${typeof code === 'string' ? code : message})`;
  }
}

function hintFor(status: number): string {
  if (status === 502)
    return 'CloudFront or the load balancer found nothing that speaks HTTP: check "container-port", and that the server listens on all addresses.';
  if (status === 503) return 'The target group has no healthy targets: look at the events of the service.';
  if (status === 504)
    return 'Nobody answered in time: check that the security group of the load balancer admits CloudFront, and that the one of the tasks admits the load balancer.';
  if (status === 403)
    return 'CloudFront does not serve the distribution yet, or a web ACL refuses the request. Run the job again in a few minutes; if it is 403 still, look at the web ACL.';
  return 'Something answers, but not with 200: check "health-check-path" and the log of the service.';
}
