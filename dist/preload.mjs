// Owns what Node does before the backend starts. NODE_OPTIONS loads it, and the options follow the # of its URL.
//   https    CloudFront uses HTTPS with every viewer and removes X-Forwarded-Proto. The load balancer's HTTP listener then sets
//            it to http, and Express drops every Secure cookie, so this sets it to https again.
//   noindex  tells search engines not to index the preview.
//   database=NAME  DATABASE_URL leads to the database of that name on the same server, otherwise unchanged. Until the command of
//            a one-off task begins, Node processes that its entry point starts exit at once with 0, so they migrate nothing.
//   environment=WHICH  the response to a request with ?medusa-preview=UUID proves that this is that environment, and which
//            database DATABASE_URL leads to at that moment. The proof is of no use without the UUID.
import { createHash } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';

const options = new URLSearchParams(new URL(import.meta.url).hash.slice(1));
const database = options.get('database');
const ADDRESS = /^(postgres(?:ql)?:\/\/[^/?#]*\/)([^?#]+)/;
const PROBE = /[?&]medusa-preview=([\da-f-]{36})(?:&|$)/;

// Node's diagnostics channel needs no patching, and has no effect in processes and threads that serve no requests.
subscribe('http.server.request.start', ({ request, response }) => {
  if (options.has('https')) setHttps(request);
  if (options.has('noindex')) response.setHeader('X-Robots-Tag', 'noindex');
  const [, nonce] = PROBE.exec(request.url) ?? [];
  if (nonce) response.setHeader('X-Medusa-Preview-Proof', proofs(nonce).join(' '));
});

function setHttps({ headers, headersDistinct, rawHeaders }) {
  headers['x-forwarded-proto'] = 'https';
  headersDistinct['x-forwarded-proto'] = ['https'];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at].toLowerCase() === 'x-forwarded-proto') rawHeaders[at + 1] = 'https';
  }
}

function proofs(nonce) {
  const claims = [options.get('environment')];
  if (database) claims.push(`${claims[0]} ${ADDRESS.exec(process.env.DATABASE_URL)?.[2]}`);
  return claims.map((claim) => createHash('sha256').update(`${nonce} ${claim}`).digest('hex'));
}

// The task's command unsets the variable. A Node process whose arguments contain that command is the one that will run it.
if (database && process.env.MEDUSA_PREVIEW_ONE_OFF && !process.argv.join(' ').includes('medusa-preview: begin')) {
  process.exit(0);
}
if (database) {
  const [address, server] = ADDRESS.exec(process.env.DATABASE_URL) ?? [];
  // Without a known address the backend would use the database of the base service, so it does not start.
  if (!address) {
    console.error('DATABASE_URL must be an address such as postgres://user:password@host:5432/medusa');
    process.exit(41);
  }
  // The database script needs the original value. A child process inherits it and keeps it.
  process.env.MEDUSA_PREVIEW_SERVER_URL ??= process.env.DATABASE_URL;
  process.env.DATABASE_URL = server + database + process.env.DATABASE_URL.slice(address.length);
}
