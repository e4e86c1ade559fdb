// Owns the stand-in backend: an HTTP server that looks to a deployment as Medusa does, and echoes everything else.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import process from 'node:process';
import { echo } from './echo.mjs';
import { sendEndlessly, sendJson, sendPage, sendText } from './reply.mjs';
import { createSession, endSession, findSession } from './session.mjs';
import { acceptWebSocket } from './web-socket.mjs';

const PAGE =
  '<!doctype html><html><head><title>Medusa Admin</title></head><body><div id="medusa">Medusa Admin</div></body></html>';
const LONG_HEAD_BYTES = 20_000;
const tag = process.env.STAND_IN_TAG;
/** A container that speaks TLS with the load balancer, without a proxy before it. */
const isSecure = process.env.SPEAKS_TLS === 'true';

/** The status of the health check, for tags that misbehave. */
const HEALTH = { unhealthy: [500, 'Internal Server Error'], 'no-health': [404, 'Not Found'] };

/** `METHOD /path`, or a path for every method → what answers it. */
const ROUTES = {
  '/health': (request, response) =>
    tag === 'endless' && request.url.includes('?')
      ? sendEndlessly(response)
      : sendText(response, ...(HEALTH[tag] ?? [200, 'OK'])),
  '/app': (_, response) => sendPage(response, PAGE),
  '/stream': streamEvents,
  '/silent': () => {},
  '/long-head': (_, response) => sendText(response.setHeader('x-long', 'x'.repeat(LONG_HEAD_BYTES)), 200, 'OK'),
  'POST /auth/user/emailpass': (_, response) => sendJson(response, 200, { token: 'stand-in-token' }),
  'GET /auth/session': createSession,
  'POST /auth/session': createSession,
  'DELETE /auth/session': endSession,
  'GET /admin/users/me': (request, response) => {
    const isKnown = findSession(request) !== undefined || request.headers.authorization?.startsWith('Bearer ');
    if (isKnown) sendJson(response, 200, { user: { id: 'user_stand_in', email: 'admin@example.com' } });
    else sendJson(response, 401, { message: 'Unauthorized' });
  },
};

export function startBackend() {
  console.log('info:    Starting server...');
  if (tag === 'crash') fail('Could not resolve module: Product. Error: Loading failed.');
  if (tag === 'oom') endForMemory();
  if (tag === 'hang') setInterval(() => {}, 60_000);
  else listen();
}

function listen() {
  const server = isSecure ? createSecureServer(readCertificate(), answer) : createServer(answer);
  server.on('upgrade', acceptWebSocket);
  server.listen(Number(process.env.PORT ?? 9000), process.env.HOST, () => {
    console.log(`info:    Server is ready on port: ${server.address().port}`);
  });
  process.once('SIGTERM', () => {
    console.log('info:    Gracefully shutting down server');
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}

function readCertificate() {
  const pem = readFileSync(process.env.STAND_IN_CERTIFICATE);
  return { key: pem, cert: pem };
}

/** A request that goes wrong, or is given up half-way, ends alone: the backend lives on. */
async function answer(request, response) {
  const [path] = request.url.split('?');
  if (path !== '/health') console.log(`http:    ${request.method} ${request.url}`);
  const route = ROUTES[`${request.method} ${path}`] ?? ROUTES[path] ?? echo;
  try {
    await route(request, response);
  } catch (error) {
    console.error(`error:   ${error.message}`);
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, { message: error.message });
  }
}

/** Three server-sent events, a moment apart: they must arrive one by one. */
function streamEvents(_, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    response.write(`data: ${JSON.stringify({ count })}\n\n`);
    if (count === 3) response.end();
  }, 100);
  response.once('close', () => clearInterval(timer));
}

function fail(message) {
  console.error(`error:   ${message}`);
  process.exit(1);
}

function endForMemory() {
  process.stdout.write('info:    Loading modules...\n', () => process.kill(process.pid, 'SIGKILL'));
}
