// Owns the checks of how the database script finds its server, with TLS and without, and of what it says where it does not.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from './checks.ts';
import { giveToServer, type Postgres, startPostgres } from './postgres.ts';
import { run } from './run.ts';
import { expectEnd, PASSWORD, type Place, scriptIn } from './script-run.ts';
import { MEDUSA } from './setup.ts';

const NAME = 'books_pr_42';
/** Settings like those of RDS with rds.force_ssl. */
const TLS_ONLY = 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n';

export async function checkConnections(check: Check, postgres: Postgres, programs: string): Promise<void> {
  await checkAddresses(check, postgres);
  await checkImages(check, postgres);
  await checkTls(check, programs);
}

async function checkAddresses(check: Check, { url, folder, port }: Postgres): Promise<void> {
  const at = `clerk:${PASSWORD}@127.0.0.1`;
  const cases: [string, string | undefined, number, RegExp][] = [
    ['none', undefined, 41, /DATABASE_URL must be an address such as/],
    ['of MySQL', `mysql://${at}/books`, 41, /DATABASE_URL must be an address such as/],
    ['without a database', `postgres://${at}`, 41, /DATABASE_URL must be an address such as/],
    ['where nobody listens', `postgres://${at}:9/books`, 43, /no connection: connect ECONNREFUSED 127\.0\.0\.1:9/],
    ['of no host', `postgres://clerk:${PASSWORD}@nobody.invalid/books`, 43, /no connection: getaddrinfo/],
    ['of no base', url('nope', 'clerk', PASSWORD), 43, /database "nope" does not exist/],
    ['of a socket', `postgres://clerk:${PASSWORD}@/books?host=${folder}&port=${port}`, 0, /does not exist/],
  ];
  for (const [title, address, exitCode, line] of cases) {
    await check(`database: an address ${title}`, () =>
      expectEnd(scriptIn({ url: address })({ action: 'drop', name: NAME }), exitCode, line),
    );
  }
  await check('database: an address where nobody answers', async () => {
    await using silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const place = { url: `postgres://${at}:${(silent.address() as AddressInfo).port}/books` };
    await expectEnd(scriptIn(place)({ action: 'drop', name: NAME }), 43, /no connection: .*timeout/i);
  });
}

async function checkImages(check: Check, postgres: Postgres): Promise<void> {
  const url = postgres.url('books', 'clerk', PASSWORD);
  await check('database: an image that starts above .medusa/server', () =>
    expectEnd(scriptIn({ url, workingDirectory: MEDUSA })({ action: 'drop', name: NAME }), 0, /does not exist/),
  );
  await check('database: an image without Medusa', () =>
    expectEnd(
      scriptIn({ url, workingDirectory: tmpdir() })({ action: 'drop', name: NAME }),
      42,
      /neither Medusa nor pg was found/,
    ),
  );
  // Nothing older than 13 can be had everywhere, so a stand-in for pg says its version.
  await check('database: a server that is too old', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'old-'));
    try {
      mkdirSync(join(folder, 'node_modules/pg'), { recursive: true });
      writeFileSync(
        join(folder, 'node_modules/pg/index.js'),
        `exports.Client = class { on() {} async connect() {} async end() {}
           async query() { return { rows: [{ server_version: '12.22 (Debian)' }] }; } };`,
      );
      const place = { url, workingDirectory: folder };
      await expectEnd(scriptIn(place)({ action: 'create', name: NAME }), 45, /PostgreSQL 12\.22 \(Debian\) is too old/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

async function checkTls(check: Check, programs: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const [key, certificate, hba] = ['key', 'certificate', 'hba'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  let secure: Postgres | undefined;
  try {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate];
    await run({ program: 'openssl', words: [...made, ...subject] });
    writeFileSync(hba, TLS_ONLY);
    giveToServer(folder, key, certificate, hba);
    secure = await startPostgres(programs, { ssl: 'on', ssl_cert_file: certificate, ssl_key_file: key, hba_file: hba });
    await secure.query('postgres', `CREATE ROLE clerk LOGIN CREATEDB PASSWORD '${PASSWORD}'`);
    await secure.query('postgres', 'CREATE DATABASE books OWNER clerk');
    await checkModes(check, secure.url('books', 'clerk', PASSWORD), certificate);
  } finally {
    await secure?.stop();
    rmSync(folder, { recursive: true });
  }
}

async function checkModes(check: Check, url: string, certificate: string): Promise<void> {
  const verified = `${url}?sslmode=verify-full`;
  const trusting = { NODE_EXTRA_CA_CERTS: certificate };
  const withoutPassword = url.replace(`:${PASSWORD}@`, '@');
  const cases: [string, Place, number, RegExp][] = [
    ['the address says nothing of it', { url }, 0, /does not exist/],
    ['sslmode=no-verify', { url: `${url}?sslmode=no-verify` }, 0, /does not exist/],
    ['sslmode=disable', { url: `${url}?sslmode=disable` }, 44, /no pg_hba\.conf entry .* no encryption/],
    ['sslmode=verify-full, the authority unknown', { url: verified }, 44, /no connection: self-signed certificate/],
    ['sslmode=verify-full, the authority known', { url: verified, variables: trusting }, 0, /does not exist/],
    ['no password', { url: withoutPassword }, 43, /no connection: .*client password must be a string/],
    ['PGPASSWORD', { url: withoutPassword, variables: { PGPASSWORD: PASSWORD } }, 0, /does not exist/],
    [
      'a wrong password',
      { url: url.replace(PASSWORD, 'wrong') },
      43,
      /password authentication failed for user "clerk"/,
    ],
  ];
  for (const [title, place, exitCode, line] of cases) {
    await check(`database: TLS only, ${title}`, () =>
      expectEnd(scriptIn(place)({ action: 'drop', name: NAME }), exitCode, line),
    );
  }
}
