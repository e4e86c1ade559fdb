// Owns the answer toward the viewer: which of the origin's headers pass, what CloudFront adds, and sending it.
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { DefaultCacheBehavior } from '@aws-sdk/client-cloudfront';
import { forwardsAllHeaders, listedHeaders } from './forwarding.ts';
import { type Header, readHeaders } from './header.ts';
import type { Marks } from './marks.ts';
import type { Page } from './page.ts';
import type { ViewerResponse } from './viewer-request.ts';

/** The X-Cache of an answer: of those from 400 on, all are an `Error`, cached or not, but for those of functions. */
export type CacheResult = 'Miss' | 'Hit' | 'RefreshHit' | 'Redirect' | `Function${string}`;

const HOP_BY_HOP = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;
const SET_BY_CLOUDFRONT = /^(via|x-cache|x-amz-cf-id|x-amz-cf-pop)$/i;

/** The origin's headers that pass to the viewer. */
export function passedHeaders(message: IncomingMessage, behavior: DefaultCacheBehavior): Header[] {
  const named = (message.headers.connection ?? '').toLowerCase().split(/,\s*/);
  return readHeaders(message.rawHeaders)
    .filter(([name]) => !HOP_BY_HOP.test(name) && !SET_BY_CLOUDFRONT.test(name) && !named.includes(name.toLowerCase()))
    .filter(([name]) => !/^set-cookie$/i.test(name) || behavior.ForwardedValues?.Cookies?.Forward !== 'none')
    .map(([name, value]): Header => [name, /^vary$/i.test(name) ? reducedVary(value, behavior) : value])
    .filter(([name, value]) => !/^vary$/i.test(name) || value !== '');
}

/** Vary keeps the names that reach the origin, Accept-Encoding and Cookie. */
function reducedVary(value: string, behavior: DefaultCacheBehavior): string {
  if (forwardsAllHeaders(behavior)) return value;
  const kept = [...listedHeaders(behavior), 'accept-encoding', 'cookie'];
  return value
    .split(/,\s*/)
    .filter((name) => kept.includes(name.toLowerCase()))
    .join(', ');
}

/** An answer on its way to a viewer. */
export interface Delivery {
  response: ViewerResponse;
  /** The viewer's: the answer to HEAD has no body. */
  method: string;
  marks: Marks;
}

/** Sets status and headers; the body is still to come. */
export function setHead(
  { response, marks }: Delivery,
  { status, headers }: Omit<Page, 'body'>,
  result: CacheResult,
): void {
  response.statusCode = status;
  for (const [name, values] of grouped(headers))
    response.setHeader(name, values.length > 1 ? values : (values[0] ?? ''));
  const isError = status >= 400 && !result.startsWith('Function');
  response.setHeader('X-Cache', `${isError ? 'Error' : result} from cloudfront`);
  response.setHeader('Via', `1.1 ${marks.server} (CloudFront)`);
  response.setHeader('X-Amz-Cf-Pop', marks.pop);
  response.setHeader('X-Amz-Cf-Id', marks.requestId);
}

export function sendPage(delivery: Delivery, page: Page, result: CacheResult): void {
  setHead(delivery, page, result);
  if (delivery.method === 'HEAD') delivery.response.end();
  else delivery.response.end(page.body);
}

/** Passes an origin's body on as it comes: each piece at once, none of it held back. */
export async function stream(message: IncomingMessage, { response }: Delivery): Promise<void> {
  if ('stream' in response) response.writeHead(response.statusCode);
  else response.flushHeaders();
  await pipeline(message, response);
}

/** Repeated headers, such as Set-Cookie, as one list of values. */
function grouped(headers: Header[]): Iterable<[string, string[]]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const group = groups.get(key) ?? [name, []];
    group[1].push(value);
    groups.set(key, group);
  }
  return groups.values();
}
