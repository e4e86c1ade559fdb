// Shows how the preload finds Medusa's publishable key: in a process of its own, in each Node of this machine, with the stand-in's
// pg for what is in the table, and with the pg that Medusa uses for servers that refuse, fail or say nothing.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../packages/simulator/__tests__/support/eventually.ts';
import {
  type CertificateAuthority,
  createCertificateAuthority,
} from '../../packages/simulator/edge/certificate-authority.ts';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { installedNodes } from '../support/nodes.ts';
import { ROOT } from '../support/pages.ts';
import { type Script, startScriptedPostgres } from '../support/postgres-server.ts';

const STAND_IN = fileURLToPath(new URL('../../packages/simulator/stand-in/', import.meta.url));
const DATABASE = 'shop_pr_42';
const PRELOAD = { isHttpsAware: true, isNoindex: true, hasOwnSecrets: false, environment: 'acme/shop:shop pr-42' };
const OWN = describeNodeOptions('', { ...PRELOAD, database: DATABASE });
const [ONE, OTHER] = [`pk_${'1'.repeat(64)}`, `pk_${'2'.repeat(64)}`];
const publishable = (token: string) => ({ token, type: 'publishable' });
const REFUSED = { code: '28P01', message: 'password authentication failed for user "shop"' };
/** Serves, and says what else happens to the process. */
const SERVER = `process.on('warning', ({ message }) => console.log('warned: ' + message));
const server = require('node:http').createServer((_, response) => response.end('OK'));
server.listen(0, '127.0.0.1', () => console.log('ready on port: ' + server.address().port));`;

let authority: CertificateAuthority;
beforeAll(async () => {
  authority = await createCertificateAuthority();
});
afterAll(() => authority?.remove());

let folder: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'databases-'));
  mkdirSync(join(folder, 'db'));
});
afterEach(() => {
  running?.kill();
  rmSync(folder, { recursive: true });
});

interface Place {
  node: string;
  options?: string;
  address?: string;
  /** Where its pg is found. */
  modules?: string;
}

const WITH_STAND_IN = { modules: join(STAND_IN, 'modules'), address: 'postgres://db/medusa' };

/** Resolves with the address of a server with the preload, and with all that the server says from then on. */
async function serve({ node, options = OWN, address = WITH_STAND_IN.address, modules = '' }: Place) {
  const env = { NODE_OPTIONS: options, DATABASE_URL: address, NODE_PATH: modules, STAND_IN_DATABASES: folder };
  const child = spawn(node, ['--eval', SERVER], { env, cwd: modules === '' ? ROOT : folder, stdio: 'pipe' });
  running = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const [, port] = await eventually(
    async () => /ready on port: (\d+)\n/.exec(said) ?? [],
    ([line]) => line !== undefined,
  );
  return { url: `http://127.0.0.1:${port}`, said: () => said.replace(/^ready on port: \d+\n/, ''), child };
}

async function probe(url: string, nonce: string = randomUUID()): Promise<string | null> {
  return (await fetch(`${url}/health?medusa-preview=${nonce}`)).headers.get('x-medusa-preview-key');
}

function keyOf(url: string): Promise<string | null> {
  return eventually(
    () => probe(url),
    (key) => key !== null,
  );
}

function makeDatabase(keys: object[] | undefined, hasTables = true): void {
  const row = { name: DATABASE, source: 'template0', comment: null, mayBeConnectedTo: true, hasTables, keys };
  writeFileSync(join(folder, 'db', `${DATABASE}.json`), JSON.stringify(row));
}

describe.each(installedNodes())('in Node %s', (_, node) => {
  test('a probe begins the look, a later one has the key, and nobody else sees it', async () => {
    makeDatabase([publishable(ONE)]);
    const { url, said } = await serve({ node, ...WITH_STAND_IN });
    expect(await probe(url)).toBeNull();
    expect(await keyOf(url)).toBe(ONE);
    for (const nonce of ['', '0', `${randomUUID()}0`]) expect(await probe(url, nonce)).toBeNull();
    expect(said()).toBe('');
  });

  test.each<[string, object[] | undefined, string]>([
    ['of several the oldest', [publishable(ONE), publishable(OTHER)], ONE],
    ['none that is revoked', [{ ...publishable(ONE), isRevoked: true }, publishable(OTHER)], OTHER],
    ['none where there is none', [], 'none'],
    ['no secret one', [{ token: 'sk_1', type: 'secret' }], 'none'],
    ['nothing that is no publishable one by its form', [publishable('sk_live_1')], 'none'],
    ['nothing with a line break', [publishable('pk_1\r\nset-cookie: a=b')], 'none'],
  ])('it is %s', async (_title, keys, expected) => {
    makeDatabase(keys);
    const { url, said } = await serve({ node, ...WITH_STAND_IN });
    expect(await keyOf(url)).toBe(expected);
    expect(said()).toBe('');
  });

  test.each([
    ['a table that does not exist', () => makeDatabase(undefined, false), WITH_STAND_IN],
    ['a database that does not exist', () => undefined, WITH_STAND_IN],
    ['an image without pg', () => undefined, { ...WITH_STAND_IN, modules: tmpdir() }],
  ])('%s is none, and no error of the backend', async (_title, prepare, place) => {
    prepare();
    const { url, said } = await serve({ node, ...place });
    expect(await keyOf(url)).toBe('none');
    expect(said()).toBe('');
  });

  test('many probes at once are one connection, which is closed', async () => {
    makeDatabase([publishable(ONE)]);
    const { url } = await serve({ node, ...WITH_STAND_IN });
    await Promise.all(Array.from({ length: 50 }, () => probe(url)));
    expect(await keyOf(url)).toBe(ONE);
    const connections = () => readdirSync(join(folder, 'db')).filter((file) => file.includes('.connection'));
    await eventually(
      async () => connections(),
      ({ length }) => length === 0,
    );
    expect(await probe(url)).toBe(ONE);
    expect(connections()).toEqual([]);
  });

  test('where no database is set, nobody connects to one', async () => {
    makeDatabase([publishable(ONE)]);
    const address = `postgres://db/${DATABASE}`;
    const { url } = await serve({ node, ...WITH_STAND_IN, address, options: describeNodeOptions('', PRELOAD) });
    for (let count = 0; count < 5; count += 1) expect(await probe(url)).toBeNull();
    expect(readdirSync(join(folder, 'db'))).toEqual([`${DATABASE}.json`]);
  });

  test.each<[string, Script, string[]]>([
    ['refuses the password', { plain: REFUSED }, ['plain', 'tls']],
    ['cuts each connection', { plain: 'reset', tls: 'reset' }, ['plain', 'tls']],
    ['has TLS only, and fails the query', { plain: REFUSED, tls: 'admit' }, ['plain', 'tls']],
    ['fails the query', { plain: 'admit' }, ['plain', 'tls']],
    ['says nothing', { plain: 'silence', tls: 'silence' }, ['plain', 'tls']],
    ['says nothing after the query', { plain: 'admit-in-silence' }, ['plain', 'tls']],
  ])('a server that %s keeps no request waiting, and is asked twice at most', async (_title, script, expected) => {
    const { port, attempts, close } = await startScriptedPostgres(script, authority);
    try {
      const { url, said, child } = await serve({ node, address: `postgres://shop:s3cret@127.0.0.1:${port}/medusa` });
      expect(await keyOf(url)).toBe('none');
      expect(attempts).toEqual(expected);
      expect(said()).toBe('');
      expect(child.exitCode).toBeNull();
    } finally {
      close();
    }
  });
});
