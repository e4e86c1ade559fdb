// Owns the check from outside: the URL answers through CloudFront, and the response proves that it is this environment's.
import { randomUUID } from 'node:crypto';
import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { Mask } from '../environment/mask.ts';
import type { Preload } from '../environment/preload.ts';
import { checkProof, PROBE_PARAMETER, type ProbeAnswer } from '../environment/proof.ts';
import { type HealthCheck, isHealthy } from '../environment/targets.ts';
import { CheckError, WaitError } from '../errors.ts';
import { waitUntil } from '../reconcile/wait.ts';
import { renderQuote } from '../text/quote.ts';
import type { WebAnswer, World } from '../world.ts';
import { describeUnchecked, describeUnproven, hintForUnproven, mayAffectOtherData } from './unproven.ts';

const MAX_EXCERPT_LENGTH = 300;
const PROBE_TIMEOUT_MS = 20_000;
/** Enough for a healthy preview, and short enough not to delay a run that finds none. */
const GLANCE_TIMEOUT_MS = 3_000;
/** For a few seconds a draining task of the previous revision may still answer. */
const MAX_UNPROVEN_MS = 10_000;

/** The status of a request that was blocked, got a CAPTCHA or got a challenge: https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html */
const WEB_ACL_STATUSES = [403, 405, 202];

type Probed = WebAnswer & ProbeAnswer;

/** Makes one quick request; undefined unless the health check answers as it should. */
export async function glance(world: World, url: string, healthCheck: HealthCheck): Promise<ProbeAnswer | undefined> {
  const seen = await ask(world, { url, healthCheck }, GLANCE_TIMEOUT_MS);
  return typeof seen !== 'string' && isAnswer(seen, healthCheck) ? seen : undefined;
}

/** CloudFront refuses by itself with 403, whatever the target group takes. */
function isAnswer({ status }: WebAnswer, healthCheck: HealthCheck): boolean {
  return status !== 403 && isHealthy(status, healthCheck);
}

/** True also if there is no preload to prove, or none that has to be there. */
export function isProven(answer: ProbeAnswer | undefined, preload: Preload | undefined): boolean {
  if (answer === undefined || preload === undefined) return answer !== undefined;
  const problem = checkProof(answer, preload);
  return problem === undefined || (problem === 'no preload' && preload.isOptional === true);
}

interface UrlCheck {
  url: string;
  healthCheck: HealthCheck;
  /** Masks the secrets of the container in the response. */
  mask: Mask;
  hasWebAcl: boolean;
  /** The preload of the Medusa container, if it has one. */
  preload: Preload | undefined;
  container: ContainerDefinition;
}

/**
 * Waits until the health check answers as it should through CloudFront, with the proof of the preload. Throws a CheckError with the last
 * response at the deadline, or soon if the proof is missing. If a web ACL rejects the runner, the check ends with a warning,
 * because it may be meant to admit only certain networks. Returns whether the preload has proven itself.
 */
export async function checkUrl(world: World, check: UrlCheck): Promise<boolean> {
  const { preload, healthCheck } = check;
  const seen = await waitForAnswer(world, check);
  if (!isAnswer(seen, healthCheck)) {
    warnOfWebAcl(world, seen.status, preload);
    return false;
  }
  const problem = preload && checkProof(seen, preload);
  if (preload === undefined || problem === undefined) return preload !== undefined;
  const unproven = { ...check, status: seen.status, preload, problem };
  const [message, hint] = [describeUnproven(unproven), hintForUnproven(unproven)];
  if (mayAffectOtherData(unproven)) throw new CheckError(message, { hint });
  if (isProven(seen, preload)) world.log.notice(message);
  else world.log.warning(`${message} ${hint}`);
  return false;
}

/** Returns the last response, whose status is as it should be, or that of a web ACL. */
async function waitForAnswer(world: World, check: UrlCheck): Promise<Probed> {
  const { url, mask, hasWebAcl, preload, healthCheck } = check;
  const { clock } = world;
  let last: Probed | undefined;
  let unprovenSince: number | undefined;
  try {
    return await waitUntil(world, `${url} to answer`, async () => {
      const seen = await ask(world, check, PROBE_TIMEOUT_MS);
      if (typeof seen === 'string') return { pending: seen };
      last = seen;
      const { status } = seen;
      if (!isAnswer(seen, healthCheck)) {
        const isOfWebAcl = hasWebAcl && WEB_ACL_STATUSES.includes(status);
        return isOfWebAcl ? { done: seen } : { pending: `it answers ${status}` };
      }
      if (isProven(seen, preload)) return { done: seen };
      unprovenSince ??= clock.nowMilliseconds();
      const isOver = clock.nowMilliseconds() - unprovenSince >= MAX_UNPROVEN_MS;
      return isOver ? { done: seen } : { pending: `it answers ${status}, but without the proof of the preload` };
    });
  } catch (error) {
    if (!(error instanceof WaitError) || last === undefined) throw error;
    if (isAnswer(last, healthCheck)) return last;
    const excerpt = renderQuote(mask(last.body).slice(0, MAX_EXCERPT_LENGTH).split('\n'));
    throw new CheckError(`${error.message}\nThe last response had status ${last.status}:\n${excerpt}`, {
      hint: hintFor(last.status, healthCheck),
      cause: error,
    });
  }
}

function warnOfWebAcl({ log }: World, status: number, preload: Preload | undefined): void {
  const refused = `The address answers ${status} to this runner, perhaps because of its web ACL, so it was not checked from outside`;
  const health = 'The load balancer reports the tasks as healthy.';
  if (preload === undefined || preload.isOptional) log.notice(`${refused}. ${health}`);
  else log.warning(`${refused}; ${describeUnchecked(preload)}. ${health}`);
}

/** Returns the reason if there is no response, which is normal at first: the domain name of a new distribution spreads slowly. */
async function ask(
  { get }: World,
  { url, healthCheck: { path } }: Pick<UrlCheck, 'url' | 'healthCheck'>,
  timeoutMilliseconds: number,
): Promise<Probed | string> {
  // Each probe has its own nonce, so that no earlier response and none for another client is accepted.
  const nonce = randomUUID();
  const probe = `${url}${path}${path.includes('?') ? '&' : '?'}${PROBE_PARAMETER}=${nonce}`;
  try {
    return { nonce, ...(await get(probe, timeoutMilliseconds)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // On a timeout `code` is a number.
    return `no answer (${typeof code === 'string' ? code : message})`;
  }
}

function hintFor(status: number, { codes }: HealthCheck): string {
  if (status === 502)
    return 'CloudFront or the load balancer got no HTTP response: check the port, which "container" can set as name:port, and that the server listens on 0.0.0.0.';
  if (status === 503) return 'The target group has no healthy targets: check the events of the service.';
  if (status === 504)
    return 'No response arrived in time: check that the security group of the load balancer allows CloudFront, and that the security group of the tasks allows the load balancer.';
  if (status === 403)
    return 'CloudFront does not serve the distribution yet, or a web ACL blocks the request. Re-run the job in a few minutes; if the status is still 403, check the web ACL.';
  if (status === 401)
    return 'If the address has a gate, it does not know this key: set the "access-key" that it was deployed with, or deploy again with the new one. Else the application asks for a login there: check "health-check-path".';
  return `The health check must answer ${codes}: check "health-check-path" and the log of the service.`;
}
