// Owns what stands between one run of the action and the cloud: it names each call, and lets somebody decide what becomes of it.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Answer, WireReply } from '../../packages/simulator/protocols/protocol.ts';
import { readRequest, send } from '../../packages/simulator/server.ts';
import { type Call, createCallReader } from './call.ts';

/** A call that came through, the how-manieth of its name it was. */
export interface NumberedCall extends Call {
  number: number;
}

/** Called twice for each call: before it reaches the cloud, and when it took effect but has not been answered. Undefined lets it pass. */
export type Meet = (call: NumberedCall, when: 'before' | 'after') => Promise<Answer | undefined>;

export interface Gateway {
  endpoint: string;
  close(): Promise<void>;
}

export async function openGateway(endpoint: string, meet: Meet): Promise<Gateway> {
  const readCall = createCallReader();
  const counts = new Map<string, number>();
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const wire = await readRequest(request);
    const call = readCall(wire);
    const number = (counts.get(call.name) ?? 0) + 1;
    counts.set(call.name, number);
    const early = await meet({ ...call, number }, 'before');
    if (early !== undefined) return early;
    const reply = await forward(endpoint, request, wire.body);
    return (await meet({ ...call, number }, 'after')) ?? reply;
  };
  const server = createServer((request, response: ServerResponse) => {
    answer(request).then(
      (reply) => send(reply, response),
      () => response.destroy(),
    );
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => tunnel(endpoint, request, socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Headers of one hop only: they are not passed on. */
const HOP_HEADERS = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'keep-alive'];

async function forward(endpoint: string, request: IncomingMessage, body: string): Promise<WireReply> {
  const { method = 'GET', url = '/', headers } = request;
  const reply = await fetch(endpoint + url, {
    method,
    headers: withoutHop(headers as Record<string, string>),
    ...(body !== '' && { body }),
  });
  return { status: reply.status, headers: withoutHop(Object.fromEntries(reply.headers)), body: await reply.text() };
}

function withoutHop(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.includes(name)));
}

/** Viewers on their way to the edge are none of our business. */
function tunnel(endpoint: string, { url = '' }: IncomingMessage, socket: Duplex): void {
  const { hostname, port } = new URL(endpoint);
  const upstream = connect(Number(port), hostname, () => {
    upstream.write(`CONNECT ${url} HTTP/1.1\r\nHost: ${url}\r\n\r\n`);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
}
