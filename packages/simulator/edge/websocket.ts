// Owns WebSockets: a handshake over HTTP/1.1, then bytes both ways until one side ends.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Header, readHeaders } from './header.ts';
import type { Marks } from './marks.ts';
import type { OriginReply } from './origin-connection.ts';

/** CloudFront closes a WebSocket after 10 minutes without bytes from the origin. */
const IDLE_MILLISECONDS = 600_000;

/** Headers that ask an origin for a WebSocket, in the place of those of an ordinary request. */
export const HANDSHAKE_HEADERS: Header[] = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
];

/** The viewer's end of a WebSocket that is to be. */
export interface Tunnel {
  socket: Duplex;
  /** Bytes that the viewer sent along with its handshake. */
  head: Buffer;
}

export function isWebSocketHandshake(request: IncomingMessage): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket';
}

/** Joins the two ends after the origin has agreed with 101. */
export function openTunnel({ socket, head }: Tunnel, reply: OriginReply, marks: Marks): void {
  const origin = reply.socket as Socket;
  const headers: Header[] = [
    ...readHeaders(reply.message.rawHeaders).filter(([name]) => name.toLowerCase() !== 'via'),
    ['Via', `1.1 ${marks.server} (CloudFront)`],
    ['X-Cache', 'Miss from cloudfront'],
    ['X-Amz-Cf-Pop', marks.pop],
    ['X-Amz-Cf-Id', marks.requestId],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`);
  if (reply.head) socket.write(reply.head);
  origin.write(head);
  origin.setTimeout(IDLE_MILLISECONDS, () => origin.destroy());
  join(socket, origin);
  join(origin, socket);
}

/** Pipes both ends into each other; one that ends or breaks ends the other. */
function join(from: Duplex, to: Duplex): void {
  from.pipe(to);
  from.on('close', () => to.end());
  from.on('error', () => to.destroy());
}
