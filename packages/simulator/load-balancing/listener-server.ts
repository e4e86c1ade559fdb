// Owns the real HTTP server that stands for one listener.
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { asBytes, errorAnswer } from './own-answers.ts';
import { PARSER_HEADER_BYTES } from './request-limits.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html */
const IDLE_TIMEOUT_SECONDS = 60;

/** A request, and the connection to go on with where the client wants WebSocket. */
export type Serve = (
  request: IncomingMessage,
  response: ServerResponse,
  tunnel?: { socket: Duplex; head: Buffer },
) => void;

export class ListenerServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(serve: Serve) {
    this.#server = createServer({
      maxHeaderSize: PARSER_HEADER_BYTES,
      keepAliveTimeout: IDLE_TIMEOUT_SECONDS * 1000,
      requestTimeout: 0,
      requireHostHeader: false,
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    });
    this.#server.on('request', serve);
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const response = new ServerResponse(request);
      response.shouldKeepAlive = false;
      response.assignSocket(socket as Socket);
      response.on('finish', () => socket.end());
      serve(request, response, { socket, head });
    });
    this.#server.on('clientError', refuseUnreadable);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.listen(0, '127.0.0.1');
  }

  /** The loopback port; undefined in the first moment, before the server listens. */
  get port(): number | undefined {
    return (this.#server.address() as AddressInfo | null)?.port;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

function refuseUnreadable(_: Error, socket: Duplex): void {
  if (socket.writable) socket.end(asBytes(errorAnswer(400)));
}
