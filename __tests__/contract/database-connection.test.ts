// Shows how the database script connects to servers that answer as those of the field do: with TLS where one asks for it in
// whatever words, and with an exit code that fits its failure. The client is the pg that Medusa uses.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scriptIn } from '../../harness/e2e/script-run.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../packages/simulator/edge/certificate-authority.ts';
import { ROOT } from '../support/pages.ts';
import { ADMITTED, type Script, startScriptedPostgres } from '../support/postgres-server.ts';

const NAME = 'shop_pr_42';
const HBA = 'no pg_hba.conf entry for host "10.0.1.7", user "shop", database "medusa"';
const NO_ENCRYPTION = { code: '28000', message: `${HBA}, no encryption` };
const INSECURE = { code: 'XX000', message: 'connection is insecure (try using `sslmode=require`)' };
const WRONG_PASSWORD = { code: '28P01', message: 'password authentication failed for user "shop"' };

let authority: CertificateAuthority;
beforeAll(async () => {
  authority = await createCertificateAuthority();
});
afterAll(() => authority?.remove());

interface Place {
  user?: string;
  query?: string;
  variables?: Record<string, string>;
}

/** Drops a database on a server that replies by the script. */
async function dropOn(script: Script, { user = 'shop:s3cret', query = '', variables = {} }: Place = {}) {
  const { port, attempts, passwords, close } = await startScriptedPostgres(script, authority);
  const url = `postgres://${user}@127.0.0.1:${port}/medusa${query}`;
  const run = scriptIn({ url, workingDirectory: ROOT, variables });
  const { exitCode, complaint } = await run({ action: 'drop', name: NAME }).finally(close);
  return { exitCode, complaint, attempts, passwords };
}

test.each([
  ['PostgreSQL 14 and later', NO_ENCRYPTION],
  ['PostgreSQL 13', { code: '28000', message: `${HBA}, SSL off` }],
  ['one whose messages are in German', { code: '28000', message: 'kein pg_hba.conf-Eintrag, keine Verschlüsselung' }],
  ['RDS Proxy', { code: '28000', message: 'This RDS Proxy requires TLS connections' }],
  ['PgBouncer', { code: '08P01', message: 'SSL required' }],
  ['Neon', INSECURE],
  ['Azure', { code: '28000', message: 'SSL connection is required. Please specify SSL options and retry.' }],
])('a server that asks for TLS in the words of %s gets it', async (_, plain) => {
  const { exitCode, complaint, attempts } = await dropOn({ plain, tls: 'admit' });
  expect([exitCode, complaint, attempts]).toEqual([1, `database "${NAME}": ${ADMITTED}\n`, ['plain', 'tls']]);
});

interface Case {
  title: string;
  script: Script;
  place?: Place;
  exitCode: number;
  line: RegExp;
  attempted: string[];
}

const BOTH = ['plain', 'tls'];
const PLAIN = ['plain'];
const CASES: Case[] = [
  {
    title: 'a wrong password, once TLS is used',
    script: { plain: NO_ENCRYPTION, tls: WRONG_PASSWORD },
    exitCode: 43,
    line: /password authentication failed/,
    attempted: BOTH,
  },
  {
    title: 'no password, once TLS is used',
    script: { plain: NO_ENCRYPTION, tls: 'scram' },
    place: { user: 'shop' },
    exitCode: 43,
    line: /client password must be a string/,
    attempted: BOTH,
  },
  {
    title: 'an address that is not admitted, with TLS or without',
    script: { plain: NO_ENCRYPTION, tls: { code: '28000', message: `${HBA}, SSL encryption` } },
    exitCode: 43,
    line: /no pg_hba\.conf entry .*SSL encryption/,
    attempted: BOTH,
  },
  {
    title: 'an address that a server without TLS does not admit',
    script: { plain: NO_ENCRYPTION },
    exitCode: 43,
    line: /no pg_hba\.conf entry/,
    attempted: BOTH,
  },
  {
    title: 'TLS that the server asks for and does not have',
    script: { plain: INSECURE },
    exitCode: 44,
    line: /does not support SSL/,
    attempted: BOTH,
  },
  {
    title: 'TLS that is cut',
    script: { plain: NO_ENCRYPTION, tls: 'reset' },
    exitCode: 44,
    line: /no connection: /,
    attempted: BOTH,
  },
  {
    title: 'a client certificate that is missing',
    script: { plain: NO_ENCRYPTION, tls: { code: '28000', message: 'connection requires a valid client certificate' } },
    exitCode: 44,
    line: /client certificate/,
    attempted: BOTH,
  },
  {
    title: 'sslmode=disable where TLS is required',
    script: { plain: NO_ENCRYPTION, tls: 'admit' },
    place: { query: '?sslmode=disable' },
    exitCode: 44,
    line: /no encryption/,
    attempted: ['plain', 'plain'],
  },
  {
    title: 'sslmode=no-verify where there is no TLS',
    script: { plain: 'admit' },
    place: { query: '?sslmode=no-verify' },
    exitCode: 44,
    line: /does not support SSL/,
    attempted: ['tls', 'tls'],
  },
  {
    title: 'sslmode=verify-full, the authority unknown',
    script: { plain: 'admit', tls: 'admit' },
    place: { query: '?sslmode=verify-full' },
    exitCode: 44,
    line: /certificate/,
    attempted: ['tls', 'tls'],
  },
  {
    title: 'a certificate that is not in the image',
    script: { plain: 'admit', tls: 'admit' },
    place: { query: '?sslmode=verify-full&sslrootcert=/nowhere/global-bundle.pem' },
    exitCode: 44,
    line: /no such file/,
    attempted: [],
  },
  { title: 'a cut', script: { plain: 'reset' }, exitCode: 43, line: /ECONNRESET/, attempted: PLAIN },
  {
    title: 'a wrong password of a user whose name speaks of TLS',
    script: { plain: { ...WRONG_PASSWORD, message: 'password authentication failed for user "ssl_shop"' } },
    place: { user: 'ssl_shop:wrong' },
    exitCode: 43,
    line: /password authentication failed/,
    attempted: PLAIN,
  },
  {
    title: 'too many connections',
    script: { plain: { code: '53300', message: 'sorry, too many clients already' } },
    exitCode: 55,
    line: /too many clients/,
    attempted: PLAIN,
  },
  {
    title: 'a server that starts',
    script: { plain: { code: '57P03', message: 'the database system is starting up' } },
    exitCode: 55,
    line: /starting up/,
    attempted: PLAIN,
  },
  {
    title: 'no password, at a server that goes on waiting for one',
    script: { plain: 'scram' },
    place: { user: 'shop' },
    exitCode: 43,
    line: /client password must be a string/,
    attempted: PLAIN,
  },
];

test.each(CASES)('$title: exit code $exitCode', async ({ script, place, exitCode, line, attempted }) => {
  const end = await dropOn(script, place);
  expect([end.exitCode, end.attempts]).toEqual([exitCode, attempted]);
  expect(end.complaint).toMatch(line);
});

test('PGPASSWORD is the password where the address has none, as it is for Medusa', async () => {
  const { complaint, passwords } = await dropOn(
    { plain: 'cleartext' },
    { user: 'shop', variables: { PGPASSWORD: 'a token of IAM' } },
  );
  expect([complaint, passwords]).toEqual([`database "${NAME}": ${ADMITTED}\n`, ['a token of IAM']]);
});
