// Owns what Node does before the backend starts: it is loaded through NODE_OPTIONS, and told what to do after the # of its
// own address.
//   https    CloudFront speaks HTTPS with every viewer and removes X-Forwarded-Proto; the load balancer's HTTP listener then
//            writes http, and Express drops each cookie that is Secure. So what is true is said again.
//   noindex  search engines stay away.
//   database=NAME  DATABASE_URL leads to the database of that name on the same server; all else in it stays as it is. While a
//            one-off task has not begun, what its entry point starts ends at once and well: it migrates and serves nothing.
//   environment=WHICH  a request with ?medusa-preview=UUID is answered with a proof that this is that environment, and of
//            the database that DATABASE_URL leads to at that moment. Whoever did not choose the UUID learns nothing from it.
import { createHash } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';

const asked = new URLSearchParams(new URL(import.meta.url).hash.slice(1));
const database = asked.get('database');
const ADDRESS = /^(postgres(?:ql)?:\/\/[^/?#]*\/)([^?#]+)/;
const PROBE = /[?&]medusa-preview=([\da-f-]{36})(?:&|$)/;

// Node's own channel: nothing is patched, and a process or worker thread that serves nothing is left alone.
subscribe('http.server.request.start', ({ request, response }) => {
  if (asked.has('https')) sayHttps(request);
  if (asked.has('noindex')) response.setHeader('X-Robots-Tag', 'noindex');
  const [, nonce] = PROBE.exec(request.url) ?? [];
  if (nonce) response.setHeader('X-Medusa-Preview-Proof', proofs(nonce).join(' '));
});

function sayHttps({ headers, headersDistinct, rawHeaders }) {
  headers['x-forwarded-proto'] = 'https';
  headersDistinct['x-forwarded-proto'] = ['https'];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at].toLowerCase() === 'x-forwarded-proto') rawHeaders[at + 1] = 'https';
  }
}

function proofs(nonce) {
  const claims = [asked.get('environment')];
  if (database) claims.push(`${claims[0]} ${ADDRESS.exec(process.env.DATABASE_URL)?.[2]}`);
  return claims.map((claim) => createHash('sha256').update(`${nonce} ${claim}`).digest('hex'));
}

// The task's own command takes the variable away. Whoever is handed that command lives, to pass it on.
if (database && process.env.MEDUSA_PREVIEW_ONE_OFF && !process.argv.join(' ').includes('medusa-preview: begin')) {
  process.exit(0);
}
if (database) {
  const [address, server] = ADDRESS.exec(process.env.DATABASE_URL) ?? [];
  // Better not to start at all than to start with the database that belongs to the base service.
  if (!address) {
    console.error('DATABASE_URL is no address such as postgres://user:password@host:5432/medusa');
    process.exit(41);
  }
  // For whoever makes or drops it; a process that this one starts finds it there already.
  process.env.MEDUSA_PREVIEW_SERVER_URL ??= process.env.DATABASE_URL;
  process.env.DATABASE_URL = server + database + process.env.DATABASE_URL.slice(address.length);
}
