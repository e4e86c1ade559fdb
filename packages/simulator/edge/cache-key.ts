// Owns what makes two requests the same to the edge's cache: what the behavior forwards, and nothing else.
import type { DefaultCacheBehavior } from '@aws-sdk/client-cloudfront';
import { acceptsGzip, forwardedCookies, forwardedHeaders, forwardedQuery, listedHeaders } from './forwarding.ts';
import { headerValue } from './header.ts';
import type { Route } from './route.ts';
import type { ViewerRequest } from './viewer-request.ts';

/** Undefined where the method is one whose answers are never cached. */
export function cacheKeyOf(viewer: ViewerRequest, { distributionId, behavior }: Route): string | undefined {
  const isCached = behavior.AllowedMethods?.CachedMethods?.Items?.some((method) => method === viewer.method);
  if (!isCached) return undefined;
  const forwarded = forwardedHeaders(viewer, behavior);
  // `*` does not count here: errors are cached for each address, whatever the headers were.
  const listed = listedHeaders(behavior).filter((name) => name !== '*');
  const names = viewer.method === 'OPTIONS' ? [...listed, 'access-control-request-method'] : listed;
  return JSON.stringify([
    distributionId,
    viewer.method === 'OPTIONS' ? 'OPTIONS' : 'GET',
    viewer.path,
    queryInKey(viewer, behavior),
    names.sort().map((name) => [name, headerValue(forwarded, name)]),
    forwardedCookies(viewer, behavior),
    acceptsGzip(viewer),
  ]);
}

/** All of the query that is forwarded, or only the parameters that the behavior names for this. */
function queryInKey(viewer: ViewerRequest, behavior: DefaultCacheBehavior): string {
  const query = forwardedQuery(viewer, behavior);
  const named = behavior.ForwardedValues?.QueryStringCacheKeys?.Items;
  if (named === undefined) return query;
  const parameters = query.slice(1).split('&');
  return parameters.filter((parameter) => named.includes(parameter.split('=')[0] ?? '')).join('&');
}
