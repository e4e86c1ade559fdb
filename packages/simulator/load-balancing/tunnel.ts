// Owns WebSocket connections: after the handshake, bytes run both ways until one side ends or nobody says anything.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { headersTowardClient } from './forwarded-headers.ts';

interface TunnelEnd {
  socket: Duplex & { setTimeout?(milliseconds: number, onTimeout: () => void): void };
  /** Bytes that came together with the handshake. */
  head: Buffer;
}

export interface Tunnel {
  /** The target's 101. */
  answer: IncomingMessage;
  response: ServerResponse;
  client: TunnelEnd;
  target: TunnelEnd;
  idleTimeoutSeconds: number;
}

/** Passes the target's handshake to the client and joins the two connections. */
export function joinTunnel({ answer, response, client, target, idleTimeoutSeconds }: Tunnel): void {
  const headers = [
    'Connection',
    'Upgrade',
    'Upgrade',
    answer.headers.upgrade ?? '',
    ...headersTowardClient(answer.rawHeaders),
  ];
  const lines = headers.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${headers[at + 1]}\r\n`] : []));
  response.detachSocket(client.socket as never);
  client.socket.write(`HTTP/1.1 101 ${answer.statusMessage}\r\n${lines.join('')}\r\n`);
  client.socket.write(target.head);
  target.socket.write(client.head);
  const end = () => {
    client.socket.destroy();
    target.socket.destroy();
  };
  for (const { socket } of [client, target]) {
    socket.on('error', end);
    socket.on('close', end);
    socket.setTimeout?.(idleTimeoutSeconds * 1000, end);
  }
  client.socket.pipe(target.socket);
  target.socket.pipe(client.socket);
}
