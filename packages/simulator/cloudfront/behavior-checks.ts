// Owns the rules for one cache behavior: methods, legacy forwarding and times to live.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
import {
  type CookiePreference,
  type DefaultCacheBehavior,
  type ForwardedValues,
  InvalidForwardCookies$,
  InvalidTTLOrder$,
  type Method,
  TooManyCookieNamesInWhiteList$,
  TooManyHeadersInForwardedValues$,
  TooManyQueryStringParameters$,
} from '@aws-sdk/client-cloudfront';
import { refuse } from '../kernel/refusal.ts';
import { checkCompanionsOfBehavior } from './companions.ts';
import { filledInBehavior } from './defaults.ts';
import { invalidArgument, notSimulated } from './not-simulated.ts';

const METHOD_SETS = ['GET,HEAD', 'GET,HEAD,OPTIONS', 'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'];
const CACHED_METHOD_SETS = METHOD_SETS.slice(0, 2);
const MAX_NAMES = 10;
const NEVER_FORWARDED =
  /^(accept-encoding|connection|cookie|proxy-.*|te|trailer|upgrade|x-amz-.*|x-edge-.*|x-real-ip)$/i;
/** The headers, of those that CloudFront makes itself, that the edge knows; a list with another one is not simulated. */
const MADE_AT_THE_EDGE = ['cloudfront-forwarded-proto'];

export function checkBehavior(behavior: DefaultCacheBehavior): void {
  checkCompanionsOfBehavior(behavior);
  // AWS has managed policies in every account, so none of these can be refused as missing.
  if (behavior.CachePolicyId) throw notSimulated('cache policies');
  if (behavior.OriginRequestPolicyId) throw notSimulated('origin request policies');
  if (behavior.ResponseHeadersPolicyId) throw notSimulated('response headers policies');
  if (behavior.SmoothStreaming) throw notSimulated('Smooth Streaming');
  if (behavior.GrpcConfig?.Enabled) throw notSimulated('gRPC');
  checkMethods(behavior);
  if (behavior.ForwardedValues === undefined) throw invalidArgument('The parameter ForwardedValues is required.');
  checkCookies(behavior.ForwardedValues.Cookies);
  checkQueryString(behavior.ForwardedValues);
  checkHeaders(behavior.ForwardedValues.Headers?.Items ?? []);
  checkTimesToLive(behavior);
}

function checkMethods({ AllowedMethods: allowed }: DefaultCacheBehavior): void {
  if (allowed === undefined) return;
  if (!METHOD_SETS.includes(setOf(allowed.Items))) throw invalidArgument('The parameter AllowedMethods is not valid.');
  const cached = allowed.CachedMethods;
  if (cached === undefined) return;
  const isWithinAllowed = cached.Items?.every((method) => allowed.Items?.includes(method));
  if (!isWithinAllowed || !CACHED_METHOD_SETS.includes(setOf(cached.Items))) {
    throw invalidArgument('The parameter CachedMethods is not valid.');
  }
}

function setOf(methods: Method[] = []): string {
  return [...methods].sort().join();
}

function checkCookies(cookies: CookiePreference | undefined): void {
  const names = cookies?.WhitelistedNames?.Items?.length ?? 0;
  if ((cookies?.Forward === 'whitelist') !== names > 0) {
    const expectation = "doesn't match with the expectation for the whitelisted list of cookie names";
    throw refuse(InvalidForwardCookies$, `Your request contains forward cookies option which ${expectation}.`);
  }
  if (names > MAX_NAMES) {
    const message = 'Your request contains more cookie names in the whitelist than are allowed per cache behavior.';
    throw refuse(TooManyCookieNamesInWhiteList$, message);
  }
}

function checkQueryString({ QueryString: isForwarded, QueryStringCacheKeys: keys }: ForwardedValues): void {
  const names = keys?.Items?.length ?? 0;
  if (names > 0 && !isForwarded) {
    throw invalidArgument('The parameter QueryString cannot be false if query strings are set in QueryStringCacheKeys');
  }
  if (names > MAX_NAMES) {
    throw refuse(TooManyQueryStringParameters$, 'Your request contains too many query string parameters.');
  }
}

function checkHeaders(names: string[]): void {
  if (names.includes('*') && names.length > 1) {
    throw invalidArgument('The parameter Headers contains * and other header names.');
  }
  if (names.length > MAX_NAMES) {
    throw refuse(TooManyHeadersInForwardedValues$, 'Your request contains too many headers in forwarded values.');
  }
  for (const name of names) {
    if (NEVER_FORWARDED.test(name))
      throw invalidArgument(`The parameter Headers contains ${name} that is not allowed.`);
    const isMade = /^cloudfront-/i.test(name);
    if (isMade && !MADE_AT_THE_EDGE.includes(name.toLowerCase())) throw notSimulated(`the header ${name}`);
  }
}

function checkTimesToLive(behavior: DefaultCacheBehavior): void {
  if (behavior.MinTTL === undefined) throw invalidArgument('The parameter MinTTL is required.');
  const { MinTTL: min = 0, DefaultTTL: standard = 0, MaxTTL: max = 0 } = filledInBehavior(behavior);
  if (min < 0) throw invalidArgument('The parameter MinTTL is not valid.');
  if (min > standard || standard > max) {
    const order = 'MinTTL less than or equal to DefaultTTL less than or equal to MaxTTL';
    throw refuse(InvalidTTLOrder$, `MinTTL, MaxTTL and DefaultTTL should follow order ${order}`);
  }
  if (min > 0 && behavior.ForwardedValues?.Headers?.Items?.includes('*')) {
    throw invalidArgument('The parameter MinTTL must be 0 if all headers are forwarded to the origin.');
  }
}
