// Owns the request that the edge sends to an origin: what the viewer sent and may pass, and what CloudFront adds.
import type { Origin } from '@aws-sdk/client-cloudfront';
import {
  acceptsGzip,
  forwardedCookies,
  forwardedHeaders,
  forwardedQuery,
  forwardsAllHeaders,
  listedHeaders,
} from './forwarding.ts';
import { type Header, headerValue, valuesOf, withHeader } from './header.ts';
import type { Marks } from './marks.ts';
import type { Route } from './route.ts';
import type { ViewerRequest } from './viewer-request.ts';

export interface OriginRequest {
  method: string;
  /** Path and query, raw as the viewer sent them. */
  target: string;
  headers: Header[];
}

export function describeOriginRequest(
  viewer: ViewerRequest,
  { config, behavior, origin }: Route,
  marks: Marks,
): OriginRequest {
  const path = viewer.path === '/' ? `/${config.DefaultRootObject ?? ''}` : viewer.path;
  const passed = forwardedHeaders(viewer, behavior);
  const cookies = forwardedCookies(viewer, behavior);
  let headers: Header[] = [
    ...(headerValue(passed, 'host') === undefined ? [['Host', origin.DomainName ?? ''] as Header] : []),
    ...passed,
    ...(cookies === undefined ? [] : [['Cookie', cookies] as Header]),
    ...(forwardsAllHeaders(behavior) ? [] : replacements(viewer, listedHeaders(behavior))),
    ...bodyLength(viewer),
  ];
  headers = withHeader(
    headers,
    'X-Forwarded-For',
    [...valuesOf(viewer.headers, 'x-forwarded-for'), viewer.address].join(','),
  );
  const via = [...valuesOf(viewer.headers, 'via'), `${viewer.httpVersion} ${marks.server} (CloudFront)`];
  headers = withHeader(headers, 'Via', via.join(', '));
  headers = withHeader(headers, 'X-Amz-Cf-Id', marks.requestId);
  headers = withHeader(headers, 'Connection', 'Keep-Alive');
  return {
    method: viewer.method,
    target: `${origin.OriginPath ?? ''}${path}${forwardedQuery(viewer, behavior)}`,
    headers: withCustomHeaders(headers, origin),
  };
}

/** Headers that CloudFront sets to a value of its own where they are not listed, and computes where they are. */
function replacements(viewer: ViewerRequest, listed: string[]): Header[] {
  const headers: Header[] = [];
  if (!listed.includes('user-agent')) headers.push(['User-Agent', 'Amazon CloudFront']);
  if (acceptsGzip(viewer)) headers.push(['Accept-Encoding', 'gzip']);
  if (listed.includes('cloudfront-forwarded-proto')) headers.push(['CloudFront-Forwarded-Proto', viewer.protocol]);
  return headers;
}

/** HTTP/2 needs neither a length nor an encoding for a body, HTTP/1.1 needs one of them. */
function bodyLength({ method, headers, hasBody }: ViewerRequest): Header[] {
  const hasLength = ['content-length', 'transfer-encoding'].some((name) => headerValue(headers, name) !== undefined);
  if (hasLength) return [];
  if (hasBody) return [['Transfer-Encoding', 'chunked']];
  return ['POST', 'PUT', 'PATCH'].includes(method) ? [['Content-Length', '0']] : [];
}

/** Custom origin headers take the place of a viewer's of the same name. */
function withCustomHeaders(headers: Header[], origin: Origin): Header[] {
  const custom = origin.CustomHeaders?.Items ?? [];
  return custom.reduce(
    (all, { HeaderName = '', HeaderValue = '' }) => withHeader(all, HeaderName, HeaderValue),
    headers,
  );
}
