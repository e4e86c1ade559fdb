// Owns the server that stands for Medusa: it shows what reached it, slowly, in parts, or with a long head where that is asked for.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

let count = 0;
const image = process.env.NODE_VERSION ?? process.env.STAND_IN_TAG;
const server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  const { pathname, searchParams } = new URL(url, 'http://server');
  if (pathname === '/health') return response.end('OK');
  if (pathname === '/stream') return stream(response);
  await new Promise((resolve) => setTimeout(resolve, Number(searchParams.get('wait') ?? 0)));
  let body = '';
  for await (const part of request) body += part;
  count += 1;
  response.statusCode = Number(searchParams.get('status') ?? 200);
  response.setHeader('set-cookie', ['one=1', 'two=2']);
  response.setHeader('x-long', 'x'.repeat(Number(searchParams.get('head') ?? 0)));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method, url, headers, body, count, image }));
});
server.on('upgrade', ({ headers }, socket) => {
  const accept = createHash('sha1').update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`);
  const answer = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.end([...answer, `Sec-WebSocket-Accept: ${accept.digest('base64')}`, '', ''].join('\r\n'));
});
function stream(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    response.write(`data: ${sent}\n\n`);
    if (sent === 3) response.end();
  }, 100);
  response.once('close', () => clearInterval(timer));
}
process.once('SIGTERM', () => process.exit(0));
server.listen(Number(process.env.PORT ?? 9000), process.env.HOST);
