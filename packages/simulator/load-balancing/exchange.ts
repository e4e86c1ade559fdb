// Owns one request at a listener: what is known of it, and where its answer goes.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Cloud } from '../cloud/cloud.ts';
import type { ListenerSide } from './forwarded-headers.ts';
import type { RequestFacts } from './rule-matching.ts';
import type { ListenerRow } from './tables.ts';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  listener: ListenerRow;
  /** Set where the client wants to go on with WebSocket: its connection, and what it sent ahead. */
  tunnel?: { socket: Duplex; head: Buffer };
}

/** The parts of the request that the listener's rules match. */
export function factsOf({ request }: Exchange): RequestFacts {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  return {
    method: request.method ?? 'GET',
    host: (request.headers.host ?? '').replace(/:\d+$/, ''),
    path,
    query,
    headers: request.headersDistinct,
    sourceIp: peerOf({ request }),
  };
}

/** The listener's side of the request: what a target is shown of it. */
export function sideOf(cloud: Cloud, { request, listener }: Exchange): ListenerSide {
  const { Protocol: protocol, Port: port } = listener;
  return { peer: peerOf({ request }), scheme: protocol.toLowerCase(), port, now: cloud.clock.now() };
}

/** The address that the request came from. */
export function peerOf({ request }: Pick<Exchange, 'request'>): string {
  return request.socket.remoteAddress ?? '127.0.0.1';
}
