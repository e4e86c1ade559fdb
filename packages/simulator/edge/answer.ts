// Owns where an answer comes from: the edge's cache, or the origin, whose answer the cache may keep.
import type { IncomingMessage } from 'node:http';
import { type Cache, type StoredAnswer, validatorsOf } from './cache.ts';
import { cacheKeyOf } from './cache-key.ts';
import { EdgeError } from './edge-error.ts';
import { secondsToKeep } from './freshness.ts';
import { headerValue, withHeader } from './header.ts';
import { findOriginPort, type Ways } from './origin-address.ts';
import { askOrigin, type OriginReply } from './origin-connection.ts';
import { describeOriginRequest } from './origin-request.ts';
import { errorPage, type Page } from './page.ts';
import type { Route } from './route.ts';
import { onViewerResponse } from './viewer-function.ts';
import type { ViewerRequest } from './viewer-request.ts';
import { type CacheResult, type Delivery, passedHeaders, sendPage, setHead, stream } from './viewer-response.ts';
import { HANDSHAKE_HEADERS, openTunnel, type Tunnel } from './websocket.ts';

const MAX_CACHED_BYTES = 10_000_000;

export interface EdgeParts extends Ways {
  cache: Cache;
}

export interface Exchange {
  viewer: ViewerRequest;
  route: Route;
  delivery: Delivery;
  /** Aborted when the viewer has gone. */
  signal: AbortSignal;
  tunnel?: Tunnel;
}

/** Throws an EdgeError where CloudFront itself has to answer. */
export async function answer(parts: EdgeParts, exchange: Exchange): Promise<void> {
  const key = exchange.tunnel ? undefined : cacheKeyOf(exchange.viewer, exchange.route);
  const stored = parts.cache.find(key);
  if (stored?.isFresh) return sendStored(parts, exchange, { stored, result: 'Hit' });
  const reply = await askAnew(parts, exchange, { key, stored });
  if (reply.socket && exchange.tunnel) return openTunnel(exchange.tunnel, reply, exchange.delivery.marks);
  if (stored && reply.message.statusCode === 304) {
    reply.message.resume();
    parts.cache.keep(key, stored.page, secondsToKeep(stored.page, exchange.route));
    return sendStored(parts, exchange, { stored: { ...stored, ageSeconds: 0 }, result: 'RefreshHit' });
  }
  await relay(parts, exchange, { message: reply.message, key });
}

/** Asks the origin; with a stale answer at hand, whether that one still holds. A failure is kept like any other error. */
async function askAnew(
  parts: EdgeParts,
  { viewer, route, delivery, signal, tunnel }: Exchange,
  { key, stored }: { key: string | undefined; stored: StoredAnswer | undefined },
): Promise<OriginReply> {
  const request = describeOriginRequest(viewer, route, delivery.marks);
  const added = [...(stored ? validatorsOf(stored.page) : []), ...(tunnel ? HANDSHAKE_HEADERS : [])];
  for (const [name, value] of added) request.headers = withHeader(request.headers, name, value);
  try {
    const port = await findOriginPort(parts, route.origin, viewer);
    const body = viewer.hasBody ? { body: viewer.body } : {};
    return await askOrigin({ port, origin: route.origin, request, signal, ...body });
  } catch (error) {
    if (error instanceof EdgeError && !signal.aborted) {
      const page = errorPage(error, delivery.marks.requestId);
      parts.cache.keep(key, page, secondsToKeep(page, route));
    }
    throw error;
  }
}

async function relay(
  { cache, cloud }: EdgeParts,
  { viewer, route, delivery }: Exchange,
  { message, key }: { message: IncomingMessage; key: string | undefined },
): Promise<void> {
  const head = { status: message.statusCode ?? 502, headers: passedHeaders(message, route.behavior) };
  const seconds = viewer.method === 'HEAD' ? 0 : secondsToKeep(head, route);
  const body = key !== undefined && seconds > 0 ? collect(message) : undefined;
  setHead(delivery, onViewerResponse({ cloud, viewer, route, marks: delivery.marks }, head), 'Miss');
  await stream(message, delivery);
  if (body && body.length <= MAX_CACHED_BYTES) cache.keep(key, { ...head, body: body.join() }, seconds);
}

/** Gathers what passes by. */
function collect(message: IncomingMessage): { length: number; join(): Buffer } {
  const chunks: Buffer[] = [];
  const body = { length: 0, join: () => Buffer.concat(chunks) };
  message.on('data', (chunk: Buffer) => {
    body.length += chunk.length;
    if (body.length <= MAX_CACHED_BYTES) chunks.push(chunk);
  });
  return body;
}

function sendStored(
  { cloud }: EdgeParts,
  { viewer, route, delivery }: Exchange,
  { stored: { page, ageSeconds }, result }: { stored: StoredAnswer; result: CacheResult },
): void {
  const headers = withHeader(page.headers, 'Age', String(Math.floor(ageSeconds)));
  const etag = headerValue(page.headers, 'etag');
  const isKnown = etag !== undefined && headerValue(viewer.headers, 'if-none-match')?.includes(etag);
  const known: Page = {
    status: 304,
    headers: headers.filter(([name]) => !/^content-length$/i.test(name)),
    body: Buffer.alloc(0),
  };
  const chosen = isKnown ? known : { ...page, headers };
  sendPage(delivery, onViewerResponse({ cloud, viewer, route, marks: delivery.marks }, chosen), result);
}
