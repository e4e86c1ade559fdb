// Owns what Node does before the backend starts. NODE_OPTIONS loads it, and the options follow the # of its URL.
//   https    CloudFront uses HTTPS with every viewer and removes X-Forwarded-Proto. The load balancer's HTTP listener then sets
//            it to http, and Express drops every Secure cookie, so this sets it to https again, and X-Forwarded-Port to 443.
//   noindex  asks search engines not to index the preview.
//   database=NAME  DATABASE_URL leads to the database of that name on the same server, otherwise unchanged. Until the command of
//            a one-off task begins, Node processes that its entry point starts exit at once with 0, so they migrate nothing.
//   secrets  JWT_SECRET and COOKIE_SECRET become ones that this environment alone has, derived from what they were: a login
//            here is none on the base service or on another environment, and stays valid when this one is deployed again.
//   environment=WHICH  the response to a request with ?medusa-preview=UUID proves that this is that environment, and which
//            database DATABASE_URL leads to at that moment. The proof is of no use without the UUID.
import { createHash, createHmac } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';

const options = new URLSearchParams(new URL(import.meta.url).hash.slice(1));
const database = options.get('database');
const ADDRESS = /^(postgres(?:ql)?:\/\/[^/?#]*\/)([^?#]+)/;
const PROBE = /[?&]medusa-preview=([\da-f-]{36})(?:&|$)/;
const AS_BY_HTTPS = { 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' };

// Node's diagnostics channel needs no patching, and has no effect in processes and threads that serve no requests.
subscribe('http.server.request.start', ({ request, response }) => {
  if (options.has('https')) setHttps(request);
  if (options.has('noindex')) response.setHeader('X-Robots-Tag', 'noindex');
  const [, nonce] = PROBE.exec(request.url) ?? [];
  if (nonce) response.setHeader('X-Medusa-Preview-Proof', proofs(nonce).join(' '));
});

function setHttps({ headers, headersDistinct, rawHeaders }) {
  for (const [name, value] of Object.entries(AS_BY_HTTPS)) {
    headers[name] = value;
    headersDistinct[name] = [value];
    for (let at = 0; at < rawHeaders.length; at += 2) {
      if (rawHeaders[at].toLowerCase() === name) rawHeaders[at + 1] = value;
    }
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
if (options.has('secrets')) for (const name of ['JWT_SECRET', 'COOKIE_SECRET']) setOwnSecret(name);

/**
 * A process that this one starts finds the derived secret and keeps it: it is known by its form and its checksum, which is of
 * this environment, so that no variable can switch the derivation off. Without a secret there is at least the password of the
 * database to derive one from.
 */
function setOwnSecret(name) {
  const value = process.env[name] || process.env.DATABASE_URL;
  if (!value) return;
  if (value.includes('-----BEGIN ')) {
    console.error(`${name} is a key pair in PEM, from which no secret of this environment's own can be derived`);
    process.exit(54);
  }
  const message = `${name} ${options.get('environment')}`;
  const checksum = (secret) => createHash('sha256').update(`${secret} ${message}`).digest('hex').slice(0, 16);
  const [, known, itsChecksum] = /^medusa-preview-([\da-f]{64})-([\da-f]{16})$/.exec(value) ?? [];
  if (known && itsChecksum === checksum(known)) return;
  const own = createHmac('sha256', value).update(message).digest('hex');
  process.env[name] = `medusa-preview-${own}-${checksum(own)}`;
}
