// Owns the one port, which speaks HTTP and HTTPS: the first byte of a connection says which.
import type { Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer, type Server as NetServer, type Socket } from 'node:net';

/** A TLS connection begins with a record of this type, and no HTTP method does. */
const TLS_HANDSHAKE = 22;

export interface Port {
  /** The one that listens. */
  server: NetServer;
  /** Ends every connection. */
  close(): void;
}

/** Both hand their requests to the same server, which itself listens on no port. */
export function createPort(plain: Server, credentials: { key: string; cert: string }): Port {
  const secure = createSecureServer({ ...credentials, keepAliveTimeout: plain.keepAliveTimeout });
  for (const event of ['request', 'connect']) secure.on(event, (...visit) => plain.emit(event, ...visit));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  return {
    server,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
