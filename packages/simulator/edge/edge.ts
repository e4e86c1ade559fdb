// Owns the simulated edge: what a viewer reaches behind `https://….cloudfront.net`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Cloud } from '../cloud/cloud.ts';
import type { LoadBalancers } from '../load-balancing/data-plane.ts';
import { Cache } from './cache.ts';
import type { CertificateAuthority } from './certificate-authority.ts';
import { findDistribution } from './route.ts';
import { serve } from './serve.ts';
import { readViewerRequest } from './viewer-request.ts';
import { createViewerServers, type Serve } from './viewer-servers.ts';

export interface Edge {
  /** A viewer that came through the proxy with CONNECT: everything on the socket is between it and the edge. */
  connect(target: { host: string; port: number }, socket: Duplex, head: Buffer): void;
  /** A viewer that asked the proxy for `http://…` in the open. */
  plain(request: IncomingMessage, response: ServerResponse): void;
  /** Ends every connection. */
  close(): void;
}

interface EdgeSurroundings {
  cloud: Cloud;
  loadBalancers: LoadBalancers;
  authority: CertificateAuthority;
}

const EDGE_HOST = /^[a-z0-9-]+\.cloudfront\.net$/i;
const REFUSAL = 'This proxy leads only to the simulated edge: *.cloudfront.net, ports 80 and 443.\n';

export function createEdge({ cloud, loadBalancers, authority }: EdgeSurroundings): Edge {
  const parts = { cloud, loadBalancers, cache: new Cache(cloud.clock) };
  const sockets = new Set<Duplex>();
  const serveViewer: Serve = ({ message, protocol, ...visit }) => {
    // A viewer that breaks off is no failure of the edge's: its `close` says enough.
    for (const end of [message, visit.response]) end.on('error', () => undefined);
    void serve(parts, { viewer: readViewerRequest(message, protocol), ...visit });
  };
  const servers = createViewerServers({
    authority,
    serve: serveViewer,
    speaksHttp2: (host) => speaksHttp2(cloud, host),
  });
  return {
    connect: ({ host, port }, socket, head) => {
      // A viewer that drops its connection is nothing to fail over.
      socket.on('error', () => socket.destroy());
      const server = { 80: servers.plain, 443: servers.secure }[port];
      if (server === undefined || !EDGE_HOST.test(host)) return refuse(socket);
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.unshift(head);
      server.emit('connection', socket);
    },
    plain: (request, response) => {
      const host = URL.parse(request.url ?? '')?.hostname ?? '';
      if (EDGE_HOST.test(host)) serveViewer({ message: request, response, protocol: 'http' });
      else response.writeHead(403, { 'content-type': 'text/plain' }).end(REFUSAL);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function refuse(socket: Duplex): void {
  const headers = `Content-Type: text/plain\r\nContent-Length: ${REFUSAL.length}\r\n`;
  socket.end(`HTTP/1.1 403 Forbidden\r\n${headers}\r\n${REFUSAL}`);
}

/** The HTTP versions of a distribution are those of its deployed configuration; an unknown host gets what is usual. */
function speaksHttp2(cloud: Cloud, host: string): boolean {
  const config = findDistribution(cloud, host)?.deployedConfig;
  return config === undefined || config.HttpVersion === 'http2' || config.HttpVersion === 'http2and3';
}
