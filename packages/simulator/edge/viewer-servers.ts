// Owns the servers that speak with viewers: HTTP/2 and HTTP/1.1 over TLS, HTTP/1.1 in the open. They get their connections
// from the proxy, so none of them listens on a port.
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { Duplex } from 'node:stream';
import type { CertificateAuthority } from './certificate-authority.ts';
import type { ViewerMessage, ViewerRequest, ViewerResponse } from './viewer-request.ts';
import { MAX_HEADERS_BYTES } from './viewer-rules.ts';
import { isWebSocketHandshake, type Tunnel } from './websocket.ts';

/** Serves one request; `tunnel` is there when the viewer asks for a WebSocket. */
export type Serve = (visit: {
  message: ViewerMessage;
  response: ViewerResponse;
  protocol: ViewerRequest['protocol'];
  tunnel?: Tunnel;
}) => void;

export interface ViewerServers {
  secure: Http2SecureServer;
  plain: Server;
}

interface ViewerServerParts {
  authority: CertificateAuthority;
  /** Whether the host's distribution speaks HTTP/2 with viewers. */
  speaksHttp2(host: string): boolean;
  serve: Serve;
}

/** Far above CloudFront's limit, so that it is the edge that says what is too large. */
const HEADERS_READ_BYTES = 8 * MAX_HEADERS_BYTES;

export function createViewerServers({ authority, speaksHttp2, serve }: ViewerServerParts): ViewerServers {
  const options = {
    maxHeaderSize: HEADERS_READ_BYTES,
    shouldUpgradeCallback: isWebSocketHandshake,
    // Viewers end their connections themselves; so none is closed under a request that is just on its way.
    keepAliveTimeout: 0,
  };
  const secure = createSecureServer({
    ...options,
    key: authority.key,
    cert: authority.cert,
    allowHTTP1: true,
    settings: { maxHeaderListSize: HEADERS_READ_BYTES },
    ALPNCallback: ({ servername, protocols }) =>
      ['h2', 'http/1.1'].find((name) => protocols.includes(name) && (name !== 'h2' || speaksHttp2(servername))),
  });
  secure.on('request', (message, response) => serve({ message, response, protocol: 'https' }));
  const plain = createServer(options, (message, response) => serve({ message, response, protocol: 'http' }));
  secure.on('upgrade', (...handshake: Handshake) => serveUpgrade(serve, 'https', handshake));
  plain.on('upgrade', (...handshake: Handshake) => serveUpgrade(serve, 'http', handshake));
  return { secure, plain };
}

type Handshake = [message: IncomingMessage, socket: Duplex, head: Buffer];

/** A handshake may end in an ordinary answer, such as a redirect: that one is written to the same socket. */
function serveUpgrade(serve: Serve, protocol: ViewerRequest['protocol'], [message, socket, head]: Handshake): void {
  const response = new ServerResponse(message);
  response.shouldKeepAlive = false;
  response.assignSocket(socket as never);
  response.on('finish', () => socket.end());
  serve({ message, response, protocol, tunnel: { socket, head } });
}
