import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { describeNodeOptions } from '../../src/environment/preload.ts';

const BACKEND = fileURLToPath(new URL('../../simulator/runtime/stand-in/medusa.mjs', import.meta.url));
const BOTH = describeNodeOptions('', { isHttpsAware: true, isNoindex: true });
const HTTPS = describeNodeOptions('', { isHttpsAware: true, isNoindex: false });
const NOINDEX = describeNodeOptions('', { isHttpsAware: false, isNoindex: true });

/** What the load balancer makes of every request. */
const BY_HTTP = { 'x-forwarded-proto': 'http' };
const WORKER = `new (require('node:worker_threads').Worker)('process.stdout.write("worked")', { eval: true })`;

let running: ChildProcess | undefined;
afterEach(() => {
  running?.kill();
});

/** This Node and every other on the path, by version; Medusa runs on 20 and later. */
function installedNodes(): [string, string][] {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const programs = [process.execPath, ...onPath.filter(existsSync)];
  const versions = programs.map((node): [string, string] => [String(execFileSync(node, ['--version'])).trim(), node]);
  return [...new Map(versions)].filter(([version]) => Number.parseInt(version.slice(1), 10) >= 20);
}

/** Resolves with the address of a backend that runs with these options. */
async function serve(node: string, nodeOptions: string): Promise<string> {
  const env = { NODE_OPTIONS: nodeOptions, PORT: '0', HOST: '127.0.0.1' };
  const backend = spawn(node, [BACKEND, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running = backend;
  for await (const chunk of backend.stdout.setEncoding('utf8')) {
    const [, port] = /ready on port: (\d+)/.exec(chunk) ?? [];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
  }
  throw new Error(`${node} ended without serving.`);
}

async function logIn(url: string): Promise<Headers> {
  return (await fetch(`${url}/auth/session`, { method: 'POST', headers: BY_HTTP })).headers;
}

/** Runs to the end; resolves with everything it wrote. */
async function run(node: string, words: string[], nodeOptions: string): Promise<{ exitCode: unknown; output: string }> {
  const env = { NODE_OPTIONS: nodeOptions, DATABASE_URL: 'postgres://db/medusa' };
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
    const plain = await run(node, words, '');
    expect(plain).toEqual({ exitCode: 0, output: expect.stringContaining(said) });
    expect(await run(node, words, BOTH)).toEqual(plain);
  });
});
