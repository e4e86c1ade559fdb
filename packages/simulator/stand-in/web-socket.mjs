// Owns the stand-in's WebSocket: it says every text message back. Enough of RFC 6455 to see that a connection is passed on.
import { createHash } from 'node:crypto';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = 0x88;
const MAX_LENGTH = 125;

export function acceptWebSocket(request, socket) {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (let frame = readFrame(pending); frame !== undefined; frame = readFrame(pending)) {
      pending = pending.subarray(frame.length);
      reply(socket, frame);
    }
  });
  socket.on('error', () => socket.destroy());
}

/** A client's frame is masked; frames longer than 125 bytes end the connection. */
function readFrame(bytes) {
  if (bytes.length < 2) return undefined;
  const size = bytes[1] & 0x7f;
  if (size > MAX_LENGTH) return { opcode: CLOSE, payload: Buffer.alloc(0), length: bytes.length };
  if (bytes.length < 6 + size) return undefined;
  const mask = bytes.subarray(2, 6);
  const payload = Buffer.from(bytes.subarray(6, 6 + size).map((byte, at) => byte ^ mask[at % 4]));
  return { opcode: bytes[0], payload, length: 6 + size };
}

function reply(socket, { opcode, payload }) {
  if (opcode === TEXT) socket.write(Buffer.concat([Buffer.from([TEXT, payload.length]), payload]));
  else socket.end(Buffer.from([CLOSE, 0]));
}
