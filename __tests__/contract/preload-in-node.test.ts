import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { checkProof } from '../../src/environment/proof.ts';
import { installedNodes } from '../support/nodes.ts';

const BACKEND = fileURLToPath(new URL('../../packages/simulator/stand-in/medusa.mjs', import.meta.url));
const ENVIRONMENT = 'acme/shop:shop pr-42';
const BOTH = describeNodeOptions('', {
  isHttpsAware: true,
  isNoindex: true,
  hasOwnSecrets: false,
  environment: ENVIRONMENT,
});
const HTTPS = describeNodeOptions('', {
  isHttpsAware: true,
  isNoindex: false,
  hasOwnSecrets: false,
  environment: ENVIRONMENT,
});
const NOINDEX = describeNodeOptions('', {
  isHttpsAware: false,
  isNoindex: true,
  hasOwnSecrets: false,
  environment: ENVIRONMENT,
});

const ADDRESS = 'postgres://db/medusa';

/** The headers that the load balancer adds to every request. */
const BY_HTTP = { 'x-forwarded-proto': 'http', 'x-forwarded-port': '80' };
const DATABASE = describeNodeOptions('--max-old-space-size=512', { ...preloadOf('shop_pr_42'), isHttpsAware: true });
const PRINT = 'process.stdout.write(process.env.DATABASE_URL)';
const PRINT_OPTIONS = 'process.stdout.write(process.env.NODE_OPTIONS)';
const IN_WORKER = `new (require('node:worker_threads').Worker)(${JSON.stringify(PRINT)}, { eval: true })`;
const IN_CHILD = `require('node:child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(PRINT)}], { stdio: 'inherit' })`;
const IN_SHELL = `require('node:child_process').execSync('printf %s "$DATABASE_URL"', { stdio: 'inherit' })`;
const IN_CLUSTER = `const cluster = require('node:cluster');
cluster.setupPrimary({ exec: 'none', execArgv: ['--eval', ${JSON.stringify(`${PRINT}; process.disconnect()`)}] });
cluster.fork();`;
/** Two processes of the backend that share a port. */
const CLUSTER = `const cluster = require('node:cluster');
cluster.setupPrimary({ exec: ${JSON.stringify(BACKEND)}, args: ['start'], execArgv: [] });
cluster.fork(); cluster.fork();
process.on('SIGTERM', () => {
  for (const worker of Object.values(cluster.workers)) worker.process.kill('SIGKILL');
  process.exit();
});`;
/** The headers that a server finds, in the three forms that Node has for them. */
const HEADERS = `const server = require('node:http').createServer(({ rawHeaders, headers, headersDistinct }, response) => {
  response.end(JSON.stringify(['x-forwarded-proto', 'x-forwarded-port'].map((name) => {
    const raw = rawHeaders.filter((_, at) => rawHeaders[at - 1]?.toLowerCase() === name);
    return [headers[name], headersDistinct[name], raw];
  })));
});
server.listen(0, '127.0.0.1', () => console.log('ready on port: ' + server.address().port));`;
const NONCE = randomUUID();
const WORKER = `new (require('node:worker_threads').Worker)('process.stdout.write("worked")', { eval: true })`;

let running: ChildProcess | undefined;
afterEach(() => {
  running?.kill();
});

function preloadOf(database: string) {
  return { isHttpsAware: false, isNoindex: false, hasOwnSecrets: false, database, environment: ENVIRONMENT };
}

/** Resolves with the address of a backend that runs with these options. */
async function serve(node: string, nodeOptions: string, words = [BACKEND, 'start']): Promise<string> {
  const env = { NODE_OPTIONS: nodeOptions, DATABASE_URL: ADDRESS, PORT: '0', HOST: '127.0.0.1' };
  const backend = spawn(node, words, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running = backend;
  // Whoever writes to a stream that was closed ends.
  for await (const chunk of backend.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    const [, port] = /ready on port: (\d+)/.exec(chunk) ?? [];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error(`${node} ended without serving.`);
}

async function logIn(url: string): Promise<Headers> {
  return (await fetch(`${url}/auth/session`, { method: 'POST', headers: BY_HTTP })).headers;
}

/** Runs to the end; resolves with everything it wrote. */
async function run(
  node: string,
  words: string[],
  { options, address = ADDRESS }: { options: string; address?: string },
): Promise<{ exitCode: unknown; output: string }> {
  const env = { NODE_OPTIONS: options, DATABASE_URL: address };
  const child = spawn(node, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, complaint, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { exitCode, output: output + complaint };
}

describe.each(installedNodes())('in Node %s', (_, node) => {
  test('a request is one by HTTPS, and its answer is not for search engines', async () => {
    const headers = await logIn(await serve(node, BOTH));
    expect(headers.get('set-cookie')).toMatch(/^connect\.sid=.+; Secure;/);
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });

  test.each([
    ['https', HTTPS, true, null],
    ['noindex', NOINDEX, false, 'noindex'],
    ['https with one of another version before it', `${NOINDEX} ${HTTPS}`, true, 'noindex'],
  ])('%s does just that', async (...[, options, hasCookie, robots]) => {
    const headers = await logIn(await serve(node, options));
    expect(headers.has('set-cookie')).toBe(hasCookie);
    expect(headers.get('x-robots-tag')).toBe(robots);
  });

  test('each way to read the headers says https, and its port', async () => {
    const response = await fetch(await serve(node, HTTPS, ['--eval', HEADERS]), { headers: BY_HTTP });
    expect(await response.json()).toEqual([
      ['https', ['https'], ['https']],
      ['443', ['443'], ['443']],
    ]);
  });

  test('a probe is answered with the proof, and nothing else is', async () => {
    const url = await serve(node, DATABASE);
    const proofIn = async (query: string) => {
      const { headers } = await fetch(`${url}/health${query}`);
      return checkProof({ nonce: NONCE, headers: Object.fromEntries(headers) }, preloadOf('shop_pr_42'));
    };
    expect(await proofIn(`?medusa-preview=${NONCE}`)).toBeUndefined();
    expect(await proofIn(`?a=b&medusa-preview=${NONCE}&c`)).toBeUndefined();
    expect(await proofIn(`?medusa-preview=${randomUUID()}`)).toBe('another environment');
    for (const query of ['', '?medusa-preview=', `?medusa-preview=${NONCE}0`, `?other-medusa-preview=${NONCE}`]) {
      expect(await proofIn(query)).toBe('no preload');
    }
  });

  test('the proof is of the database that DATABASE_URL leads to when it is asked for', async () => {
    const elsewhere = `process.env.DATABASE_URL = 'postgres://db/other'; ${HEADERS}`;
    const { headers } = await fetch(`${await serve(node, DATABASE, ['--eval', elsewhere])}/?medusa-preview=${NONCE}`);
    const answer = { nonce: NONCE, headers: Object.fromEntries(headers) };
    expect(checkProof(answer, preloadOf('shop_pr_42'))).toBe('another database');
    expect(checkProof(answer, preloadOf('other'))).toBeUndefined();
  });

  test('a WebSocket still opens, and talks', async () => {
    const socket = new WebSocket((await serve(node, BOTH)).replace('http', 'ws'));
    await once(socket, 'open');
    socket.send('hello');
    const [{ data }] = (await once(socket, 'message')) as [MessageEvent];
    expect(data).toBe('hello');
    socket.close();
  });

  test.each([
    ['a one-off command', [BACKEND, 'db:migrate'], 'Migrations completed'],
    ['a worker thread', ['--eval', WORKER], 'worked'],
  ])('%s runs as without it', async (...[, words, said]) => {
    const plain = await run(node, words, { options: '' });
    expect(plain).toEqual({ exitCode: 0, output: expect.stringContaining(said) });
    expect(await run(node, words, { options: BOTH })).toEqual(plain);
  });

  test('a cluster serves as one process does', async () => {
    const headers = await logIn(await serve(node, BOTH, ['--eval', CLUSTER]));
    expect(headers.get('set-cookie')).toMatch(/^connect\.sid=.+; Secure;/);
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });

  test.each([
    ['postgres://u:p@db:5432/medusa', 'postgres://u:p@db:5432/shop_pr_42'],
    ['postgresql://u:p@db/medusa', 'postgresql://u:p@db/shop_pr_42'],
    ['postgres://db/medusa?sslmode=no-verify', 'postgres://db/shop_pr_42?sslmode=no-verify'],
    [
      'postgres://db/medusa?sslmode=verify-full&sslrootcert=/rds/ca.pem&application_name=a%20b',
      'postgres://db/shop_pr_42?sslmode=verify-full&sslrootcert=/rds/ca.pem&application_name=a%20b',
    ],
    ['postgres://u:p%40s%2Fs%3A%3F%23@db/medusa', 'postgres://u:p%40s%2Fs%3A%3F%23@db/shop_pr_42'],
    ['postgres://u:p@[fd00::1]:5432/medusa', 'postgres://u:p@[fd00::1]:5432/shop_pr_42'],
    ['postgres://u:p@/medusa?host=/var/run/postgresql', 'postgres://u:p@/shop_pr_42?host=/var/run/postgresql'],
    ['postgres://u:p@%2Fvar%2Frun%2Fpostgresql/medusa', 'postgres://u:p@%2Fvar%2Frun%2Fpostgresql/shop_pr_42'],
    ['postgres://u:p@a:5432,b:5433/medusa', 'postgres://u:p@a:5432,b:5433/shop_pr_42'],
    ['postgres://db/medusa#/x', 'postgres://db/shop_pr_42#/x'],
  ])('database leads %s to %s', async (address, expected) => {
    expect(await run(node, ['--eval', PRINT], { options: DATABASE, address })).toEqual({
      exitCode: 0,
      output: expected,
    });
  });

  test.each([
    ['empty', ''],
    ['of another kind', 'mysql://u:s3cret@db/medusa'],
    ['without a database', 'postgres://u:s3cret@db'],
    ['no address', 'medusa'],
  ])('Node rather does not start than with an address that is %s', async (_title, address) => {
    const { exitCode, output } = await run(node, ['--eval', PRINT], { options: DATABASE, address });
    expect(exitCode).toBe(41);
    expect(output).toContain('DATABASE_URL must be an address such as');
    expect(output).not.toContain('s3cret');
  });

  test.each([
    ['a worker thread', IN_WORKER],
    ['a child that is Node', IN_CHILD],
    ['a process of a cluster', IN_CLUSTER],
    ['a child that is not Node', IN_SHELL],
  ])('%s has the database, too', async (_title, script) => {
    const { exitCode, output } = await run(node, ['--eval', script], {
      options: DATABASE,
      address: 'postgres://u:p@db/medusa?a=1',
    });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: 'postgres://u:p@db/shop_pr_42?a=1' });
  });

  test('options of Node that were there stay, and hold', async () => {
    expect((await run(node, ['--eval', PRINT_OPTIONS], { options: DATABASE })).output).toBe(DATABASE);
    const limit = 'process.stdout.write(String(require("node:v8").getHeapStatistics().heap_size_limit < 1e9))';
    expect((await run(node, ['--eval', limit], { options: DATABASE })).output).toBe('true');
  });
});

test('a program that is not Node runs as without it', async () => {
  expect(await run('/bin/sh', ['-c', 'echo "$DATABASE_URL"'], { options: DATABASE })).toEqual({
    exitCode: 0,
    output: `${ADDRESS}\n`,
  });
});
