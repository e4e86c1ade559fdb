// Owns the check from outside: the URL answers through CloudFront.
import { randomUUID } from 'node:crypto';
import type { Mask } from '../environment/mask.ts';
import { CheckError, WaitError } from '../errors.ts';
import { waitUntil } from '../reconcile/wait.ts';
import { renderQuote } from '../text/quote.ts';
import type { WebAnswer, World } from '../world.ts';

const LONGEST_EXCERPT = 300;
const PROBE_TIMEOUT_MS = 20_000;
/** Longer than an answer takes that comes, and shorter than anybody waits for one that does not. */
const GLANCE_TIMEOUT_MS = 3_000;

/** Refused, and asked to solve a puzzle: https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html */
const OF_WEB_ACLS = [403, 405, 202];
const refusedByAcl = (status: number) =>
  `The address answers ${status} to this runner, as its web ACL may, so it was not checked from outside. The load balancer finds the tasks healthy.`;

/** Asks once, and not for long. */
export async function isAnswering(world: World, url: string, healthCheckPath: string): Promise<boolean> {
  const seen = await ask(world, probeOf(url, healthCheckPath), GLANCE_TIMEOUT_MS);
  return typeof seen !== 'string' && seen.status === 200;
}

export interface UrlCheck {
  url: string;
  healthCheckPath: string;
  /** Of what answers there. */
  mask: Mask;
  /** True where a web ACL decides who gets through. */
  hasWebAcl: boolean;
}

/**
 * Waits until the health check answers 200 through CloudFront. Throws a CheckError with the last answer at the deadline.
 * A web ACL may be there to refuse all but the office, and a runner is not in it: that is as much as can be seen then.
 */
export async function checkUrl(world: World, { url, healthCheckPath, mask, hasWebAcl }: UrlCheck): Promise<void> {
  let last: WebAnswer | undefined;
  try {
    await waitUntil(world, `${url} to answer`, async () => {
      const seen = await ask(world, probeOf(url, healthCheckPath), PROBE_TIMEOUT_MS);
      if (typeof seen === 'string') return { pending: seen };
      last = seen;
      if (hasWebAcl && OF_WEB_ACLS.includes(seen.status)) return { done: world.log.notice(refusedByAcl(seen.status)) };
      return seen.status === 200 ? { done: undefined } : { pending: `it answers ${seen.status}` };
    });
  } catch (error) {
    if (!(error instanceof WaitError) || last === undefined) throw error;
    const excerpt = renderQuote(mask(last.body).slice(0, LONGEST_EXCERPT).split('\n'));
    throw new CheckError(`${error.message}\nIts last answer was ${last.status}:\n${excerpt}`, {
      hint: hintFor(last.status),
      cause: error,
    });
  }
}

/** A query of its own for each probe, so that no earlier answer can stand in for this one. */
function probeOf(url: string, path: string): string {
  return `${url}${path}${path.includes('?') ? '&' : '?'}medusa-preview=${randomUUID()}`;
}

/** No answer yet is as usual as any: the name of a new distribution takes a while to be known everywhere. */
async function ask({ get }: World, probe: string, timeoutMilliseconds: number): Promise<WebAnswer | string> {
  try {
    return await get(probe, timeoutMilliseconds);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A time that is over has a number for a code.
    return `no answer (${typeof code === 'string' ? code : message})`;
  }
}

function hintFor(status: number): string {
  if (status === 502)
    return 'CloudFront or the load balancer found nothing that speaks HTTP: check "container-port", and that the server listens on all addresses.';
  if (status === 503) return 'The load balancer knows no task for this environment: look at the events of the service.';
  if (status === 504)
    return 'Nobody answered in time: check that the security group of the load balancer admits CloudFront, and that the one of the tasks admits the load balancer.';
  if (status === 403)
    return 'CloudFront does not serve the distribution yet, or a web ACL refuses the request. Run the job again in a few minutes; if it is 403 still, look at the web ACL.';
  return 'Something answers, but not with 200: check "health-check-path" and the log of the service.';
}
