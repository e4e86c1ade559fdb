// Owns a scripted PostgreSQL: it replies to each attempt to connect as a test says, in PostgreSQL's own protocol, and never
// closes a connection by itself. https://www.postgresql.org/docs/current/protocol-message-formats.html
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * An error of PostgreSQL; a request for a password; a cut; no word at all; or an admission, after which each query fails with
 * `ADMITTED`, or is never replied to.
 */
export type Reply =
  | { code: string; message: string }
  | 'scram'
  | 'cleartext'
  | 'reset'
  | 'silence'
  | 'admit'
  | 'admit-in-silence';

export interface Script {
  plain: Reply;
  /** Over TLS; undefined if the server has none. */
  tls?: Reply;
}

export interface ScriptedPostgres {
  port: number;
  /** The kind of each attempt to connect, in order. */
  attempts: ('plain' | 'tls')[];
  /** The passwords that were sent in clear text. */
  passwords: string[];
  close(): void;
}

export const ADMITTED = 'the scripted server has no queries';
const SSL_REQUEST = 80877103;
const AUTHENTICATION = { ok: 0, cleartext: 3, scram: 10, scramContinue: 11 };

export async function startScriptedPostgres(
  { plain, tls }: Script,
  certificate: { key: string; cert: string },
): Promise<ScriptedPostgres> {
  const attempts: ScriptedPostgres['attempts'] = [];
  const passwords: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    socket.once('data', (request: Buffer) => {
      const isTls = request.readInt32BE(4) === SSL_REQUEST;
      attempts.push(isTls ? 'tls' : 'plain');
      if (!isTls) return reply(socket, plain, passwords);
      if (tls === undefined) return socket.write('N');
      if (tls === 'reset') return socket.resetAndDestroy();
      socket.write('S');
      const secure = new TLSSocket(socket, { ...certificate, isServer: true });
      secure.on('error', () => socket.destroy()).once('data', () => reply(secure, tls, passwords));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    attempts,
    passwords,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function reply(socket: Socket, asked: Reply, passwords: string[]): void {
  if (asked === 'reset') socket.resetAndDestroy();
  else if (asked === 'silence') socket.resume();
  else if (asked === 'admit') admit(socket);
  else if (asked === 'admit-in-silence') welcome(socket).resume();
  else if (asked === 'scram') {
    socket.write(message('R', [int32(AUTHENTICATION.scram), 'SCRAM-SHA-256\0\0']));
    socket.once('data', () =>
      socket.write(message('R', [int32(AUTHENTICATION.scramContinue), 'r=nonce,s=salt,i=4096'])),
    );
  } else if (asked === 'cleartext') {
    socket.write(message('R', [int32(AUTHENTICATION.cleartext)]));
    socket.once('data', (answer: Buffer) => {
      passwords.push(answer.toString('utf8', 5, answer.length - 1));
      admit(socket);
    });
  } else socket.write(errorResponse('FATAL', asked));
}

function welcome(socket: Socket): Socket {
  socket.write(Buffer.concat([message('R', [int32(AUTHENTICATION.ok)]), message('Z', ['I'])]));
  return socket;
}

function admit(socket: Socket): void {
  welcome(socket).on('data', () => socket.write(errorResponse('ERROR', { code: 'XX000', message: ADMITTED })));
}

function errorResponse(severity: string, { code, message: text }: { code: string; message: string }): Buffer {
  return message('E', [`S${severity}\0V${severity}\0C${code}\0M${text}\0\0`]);
}

/** The type, the length, which does not count the type, and the content. */
function message(type: string, parts: (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  return Buffer.concat([Buffer.from(type), int32(content.length + 4), content]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
