// Owns how long an answer may stay in the edge's cache: the behavior's TTLs, the origin's headers, and error caching.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html
import type { CustomErrorResponses, DefaultCacheBehavior } from '@aws-sdk/client-cloudfront';
import { forwardsAllHeaders } from './forwarding.ts';
import { type Header, headerValue } from './header.ts';
import type { Route } from './route.ts';

const CACHED_STATUSES = [200, 203, 204, 300, 301, 302, 307, 308];
/** Kept for a while even when the origin says nothing; the other errors only when it does or the distribution does. */
const CACHED_ERRORS = [404, 414, 500, 501, 502, 503, 504];
const DEFAULT_ERROR_SECONDS = 10;

export interface Answered {
  status: number;
  headers: Header[];
}

/** Seconds, 0 for not at all. */
export function secondsToKeep(answer: Answered, { config, behavior }: Route): number {
  return answer.status >= 400
    ? secondsToKeepError(answer, config.CustomErrorResponses)
    : secondsToKeepObject(answer, behavior);
}

function secondsToKeepObject({ status, headers }: Answered, behavior: DefaultCacheBehavior): number {
  // With all headers forwarded every request goes to the origin, whatever the TTLs are.
  if (!CACHED_STATUSES.includes(status) || forwardsAllHeaders(behavior)) return 0;
  const { MinTTL: min = 0, DefaultTTL: standard = 0, MaxTTL: max = 0 } = behavior;
  if (/no-cache|no-store|private/i.test(headerValue(headers, 'cache-control') ?? '')) return min;
  return Math.min(Math.max(secondsFromOrigin(headers) ?? standard, min), max);
}

/**
 * The guide gives error caching no exception for distributions that forward everything.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html
 */
function secondsToKeepError({ status, headers }: Answered, configured: CustomErrorResponses | undefined): number {
  const fromOrigin = secondsFromOrigin(headers) ?? 0;
  const own = configured?.Items?.find(({ ErrorCode: code }) => code === status)?.ErrorCachingMinTTL;
  return Math.max(own ?? (CACHED_ERRORS.includes(status) ? DEFAULT_ERROR_SECONDS : 0), fromOrigin);
}

/** The lifetime that the origin asks for: `s-maxage` counts before `max-age`, and that before `Expires`. */
function secondsFromOrigin(headers: Header[]): number | undefined {
  const control = headerValue(headers, 'cache-control') ?? '';
  const age = /s-maxage\s*=\s*"?(\d+)/i.exec(control) ?? /max-age\s*=\s*"?(\d+)/i.exec(control);
  if (age?.[1] !== undefined) return Number(age[1]);
  const expires = Date.parse(headerValue(headers, 'expires') ?? '');
  const date = Date.parse(headerValue(headers, 'date') ?? '');
  return Number.isNaN(expires) || Number.isNaN(date) ? undefined : Math.max(0, (expires - date) / 1000);
}
