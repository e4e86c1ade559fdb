// Owns what a behavior's legacy settings (ForwardedValues) let through to the origin: query string, cookies, headers.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior
import type { DefaultCacheBehavior } from '@aws-sdk/client-cloudfront';
import { matchesWildcard } from '../kernel/wildcard.ts';
import { type Header, valuesOf } from './header.ts';
import type { ViewerRequest } from './viewer-request.ts';

/** Never reach the origin, whatever the settings say. Connection, Host and the like are set anew. */
const NEVER =
  /^(connection|cookie|expect|keep-alive|proxy-.*|te|trailer|upgrade|http2-settings|x-edge-.*|x-amz-cf-id|x-forwarded-proto|x-real-ip)$/i;
/** Reach the origin only where they are listed; CloudFront removes them or puts its own value in their place. */
const ONLY_LISTED =
  /^(accept|accept-charset|accept-encoding|accept-language|host|referer|user-agent|x-http-method-override)$/i;

export function forwardsAllHeaders(behavior: DefaultCacheBehavior): boolean {
  return listedHeaders(behavior).includes('*');
}

export function listedHeaders({ ForwardedValues: forwarded }: DefaultCacheBehavior): string[] {
  return (forwarded?.Headers?.Items ?? []).map((name) => name.toLowerCase());
}

export function forwardedQuery({ query }: ViewerRequest, { ForwardedValues: forwarded }: DefaultCacheBehavior): string {
  return forwarded?.QueryString ? query : '';
}

/** The viewer's headers that pass, cookies not among them. */
export function forwardedHeaders(viewer: ViewerRequest, behavior: DefaultCacheBehavior): Header[] {
  const listed = listedHeaders(behavior);
  return viewer.headers.filter(([name]) => {
    if (NEVER.test(name)) return false;
    if (listed.includes('*') || listed.includes(name.toLowerCase())) return true;
    return !ONLY_LISTED.test(name) && !(/^authorization$/i.test(name) && isAuthorizationRemoved(viewer, behavior));
  });
}

/** Without a cache policy this is all that is left of Accept-Encoding, toward the origin and in the cache's key. */
export function acceptsGzip({ headers }: ViewerRequest): boolean {
  return valuesOf(headers, 'accept-encoding').some((value) => /\bgzip\b/.test(value));
}

/** Without being listed, Authorization passes only with methods that are never cached. */
function isAuthorizationRemoved({ method }: ViewerRequest, { AllowedMethods: allowed }: DefaultCacheBehavior): boolean {
  return allowed?.CachedMethods?.Items?.some((cached) => cached === method) ?? false;
}

/**
 * The Cookie header toward the origin: allowed cookies sorted by name, without those that begin with `$`; undefined where
 * none is left or the viewer's header is malformed.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html
 */
export function forwardedCookies(
  { headers }: ViewerRequest,
  { ForwardedValues: forwarded }: DefaultCacheBehavior,
): string | undefined {
  // HTTP/2 may cut the cookies into several headers.
  const sent = valuesOf(headers, 'cookie')
    .flatMap((line) => line.split(/;\s*/))
    .filter((pair) => pair !== '');
  if (sent.some((pair) => !/^[^=\s]+\s*=/.test(pair))) return undefined;
  const { Forward: forward = 'none', WhitelistedNames: list } = forwarded?.Cookies ?? {};
  const isAllowed = (name: string) =>
    forward === 'all' || (forward === 'whitelist' && list?.Items?.some((pattern) => matchesWildcard(pattern, name)));
  const allowed = sent
    .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')).trim(), pair }))
    .filter(({ name }) => !name.startsWith('$') && isAllowed(name))
    .sort((one, other) => (one.name < other.name ? -1 : Number(one.name > other.name)));
  return allowed.length > 0 ? allowed.map(({ pair }) => pair).join('; ') : undefined;
}
