// Owns who answers a request to the one port: distinguishes AWS calls, GitHub calls, the simulator's own controls and proxied viewers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer, WireRequest } from './protocols/protocol.ts';

/** The servers behind the port. Each answers requests of its own kind. */
export interface Surfaces {
  aws(request: WireRequest): Promise<Answer>;
  github(request: WireRequest): Promise<Answer>;
  controls(request: WireRequest): Promise<Answer>;
  edge: {
    /** A viewer that came through the proxy with CONNECT: everything on the socket is between it and the edge. */
    connect(target: { host: string; port: number }, socket: Duplex, head: Buffer): void;
    /** A viewer that asked the proxy for `http://…` in the open. */
    plain(request: IncomingMessage, response: ServerResponse): void;
  };
}

const KEEP_ALIVE_MS = 60_000;

export function createSimulatorServer(surfaces: Surfaces, latencyMilliseconds: number): Server {
  const server = createServer((request, response) => {
    if (/^http:/i.test(request.url ?? '')) return surfaces.edge.plain(request, response);
    // A client that goes away in the middle of its request is answered with nothing; the cloud lives on.
    answer(surfaces, request, latencyMilliseconds).then(
      (reply) => send(reply, response),
      () => response.destroy(),
    );
  });
  // Node's own five seconds would cut off a client just as it speaks again; AWS waits longer.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [host = '', port = '443'] = (request.url ?? '').split(':');
    surfaces.edge.connect({ host, port: Number(port) }, socket, head);
  });
  return server;
}

async function answer(surfaces: Surfaces, request: IncomingMessage, latencyMilliseconds: number): Promise<Answer> {
  const wire = await readRequest(request);
  const { pathname } = wire.url;
  if (pathname.startsWith('/_simulator/')) return surfaces.controls(wire);
  await new Promise((resolve) => setTimeout(resolve, latencyMilliseconds));
  return pathname.startsWith('/github/') ? surfaces.github(wire) : surfaces.aws(wire);
}

export async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    // A path that begins with two slashes is still a path, not a host.
    url: new URL((request.url ?? '/').replace(/^[/\\]+/, '/'), 'http://simulator'),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

export function send(answer: Answer, response: ServerResponse): void {
  if (answer === 'hang') return;
  if (answer === 'cut') {
    response.socket?.destroy();
    return;
  }
  // Node would add the time of this machine, which is not the cloud's.
  response.sendDate = false;
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
