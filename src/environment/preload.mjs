// Owns what Node does before the backend starts. NODE_OPTIONS loads it, and the options follow the # of its URL.
//   https    CloudFront uses HTTPS with every viewer and removes X-Forwarded-Proto. The load balancer's HTTP listener then sets
//            it to http, and Express drops every Secure cookie, so this sets it to https again, and X-Forwarded-Port to 443.
//   noindex  asks search engines not to index the preview.
//   database=NAME  DATABASE_URL leads to the database of that name on the same server, otherwise unchanged. Until the command of
//            a one-off task begins, Node processes that its entry point starts exit at once with 0, so they migrate nothing.
//   secrets  JWT_SECRET and COOKIE_SECRET become ones that this environment alone has, derived from what they were: a login
//            here is none on the base service or on another environment, and stays valid when this one is deployed again.
//   environment=WHICH  the response to a request with ?medusa-preview=UUID proves that this is that environment, and which
//            database DATABASE_URL leads to at that moment. The proof is of no use without the UUID. If the database is set, such
//            a request also begins a look for Medusa's publishable key, for the responses to the next ones.
import { createHash, createHmac } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';

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
  if (!nonce) return;
  response.setHeader('X-Medusa-Preview-Proof', proofs(nonce).join(' '));
  const key = database && publishableKey();
  if (key) response.setHeader('X-Medusa-Preview-Key', key);
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

// The oldest that is valid. By JSON, because the table of an early Medusa has no column deleted_at.
const KEY = `SELECT token FROM api_key WHERE type = 'publishable' AND coalesce(revoked_at > now(), true)
  AND to_jsonb(api_key) ->> 'deleted_at' IS NULL ORDER BY created_at, id LIMIT 1`;
const [LOOK_MS, REST_MS] = [3000, 10_000];
let look;

/** Undefined until a look has ended. No request waits for one, and each lasts ten seconds, however many requests there are. */
function publishableKey() {
  if (look) return look.key;
  const own = {};
  look = own;
  const end = (token) => {
    own.key = /^pk_\w+$/.test(token) ? token : 'none';
    setTimeout(() => (look = undefined), REST_MS).unref();
  };
  readKey().then(end, end);
}

/** With Medusa's own client, which it has loaded. Without TLS, and if that fails with it, like the database script. */
async function readKey() {
  const require = createRequire(`${process.cwd()}/`);
  const load = (name) => require(name).Client;
  const Client = await Promise.resolve('@medusajs/framework/pg')
    .then(load)
    .catch(() => load('pg'));
  const options = {
    connectionString: process.env.DATABASE_URL,
    connectionTimeoutMillis: LOOK_MS,
    query_timeout: LOOK_MS,
  };
  for (const ssl of [false, { rejectUnauthorized: false }]) {
    const client = new Client({ ...options, ssl });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.query(KEY)).rows[0]?.token;
    } catch {
    } finally {
      client.end().catch(() => {});
    }
  }
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
