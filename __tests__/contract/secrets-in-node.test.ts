// Shows what the preload makes of JWT_SECRET and COOKIE_SECRET, in each Node that this machine has: secrets that one
// environment alone has, and that its processes agree on.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { describeNodeOptions } from '../../src/environment/preload.ts';
import { installedNodes } from '../support/nodes.ts';

const BASE = {
  JWT_SECRET: 'jwt-of-the-base',
  COOKIE_SECRET: 'cookie-of-the-base',
  DATABASE_URL: 'postgres://u:p@db/medusa',
};
const PRINT = 'process.stdout.write(JSON.stringify([process.env.JWT_SECRET, process.env.COOKIE_SECRET]))';
const DERIVED = /^medusa-preview-[0-9a-f]{64}-[0-9a-f]{16}$/;
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----';

function optionsOf(environment: string): string {
  const preload = { isHttpsAware: false, isNoindex: false, hasOwnSecrets: true, database: 'shop_pr_42' };
  return describeNodeOptions('', { ...preload, environment: `acme/shop:shop ${environment}` });
}

describe.each(installedNodes())('in Node %s', (_, node) => {
  const start = (variables: Record<string, string>, { environment = 'pr-42', script = PRINT } = {}) =>
    spawnSync(node, ['--eval', script], {
      env: { NODE_OPTIONS: optionsOf(environment), PATH: process.env.PATH, ...variables },
      encoding: 'utf8',
    });
  const secretsIn = (...asked: Parameters<typeof start>): (string | undefined)[] => {
    const { status, stdout, stderr } = start(...asked);
    expect([status, stderr]).toEqual([0, '']);
    return JSON.parse(stdout) as string[];
  };

  test('each secret is another than that of the base, of the other name, and of another environment', () => {
    const own = secretsIn(BASE);
    const all = [...Object.values(BASE), ...own, ...secretsIn(BASE, { environment: 'pr-43' })];
    expect(new Set(all).size).toBe(all.length);
    for (const secret of own) expect(secret).toMatch(DERIVED);
  });

  test('it is the same after each start, so that a deploy logs nobody out', () => {
    expect(secretsIn(BASE)).toEqual(secretsIn(BASE));
  });

  test('it changes with that of the base', () => {
    const [jwt, cookie] = secretsIn({ ...BASE, JWT_SECRET: 'rotated' });
    expect([jwt === secretsIn(BASE)[0], cookie === secretsIn(BASE)[1]]).toEqual([false, true]);
  });

  test.each([
    [
      'a child',
      `require('node:child_process').execFileSync(process.execPath, ['--eval', PRINT], { stdio: 'inherit' })`,
    ],
    ['a worker thread', `new (require('node:worker_threads').Worker)(PRINT, { eval: true })`],
    [
      'a child whose variables are chosen',
      `const { NODE_OPTIONS, DATABASE_URL, JWT_SECRET, COOKIE_SECRET } = process.env;
      require('node:child_process').execFileSync(process.execPath, ['--eval', PRINT],
        { stdio: 'inherit', env: { NODE_OPTIONS, DATABASE_URL, JWT_SECRET, COOKIE_SECRET } })`,
    ],
  ])('%s has the same ones', (_title, script) => {
    expect(secretsIn(BASE, { script: script.replaceAll('PRINT', JSON.stringify(PRINT)) })).toEqual(secretsIn(BASE));
  });

  test('where the base has none, they are derived from the address of the database, by each child alike', () => {
    const { DATABASE_URL } = BASE;
    const own = secretsIn({ DATABASE_URL });
    for (const secret of own) expect(secret).toMatch(DERIVED);
    expect(secretsIn({ DATABASE_URL, JWT_SECRET: '' })).toEqual(own);
    const script = `require('node:child_process').execFileSync(process.execPath, ['--eval', ${JSON.stringify(PRINT)}],
      { stdio: 'inherit', env: { NODE_OPTIONS: process.env.NODE_OPTIONS, DATABASE_URL: process.env.DATABASE_URL } })`;
    expect(secretsIn({ DATABASE_URL }, { script })).toEqual(own);
    expect(secretsIn({ DATABASE_URL: 'postgres://u:other@db/medusa' })).not.toEqual(own);
  });

  test('nothing that is set from outside switches it off', () => {
    const [own = ''] = secretsIn(BASE, { environment: 'pr-43' });
    const [afterwards] = secretsIn({ ...BASE, JWT_SECRET: own, MEDUSA_PREVIEW_DERIVED: '1' });
    expect(afterwards).toMatch(DERIVED);
    expect(afterwards).not.toBe(own);
    const forged = own.replace(/-[0-9a-f]{16}$/, '-0123456789abcdef');
    expect(secretsIn({ ...BASE, JWT_SECRET: forged })[0]).not.toBe(forged);
  });

  test('a key pair is refused, and not shown', () => {
    const { status, stdout, stderr } = start({ ...BASE, JWT_SECRET: PEM });
    expect(status).toBe(54);
    expect(stderr).toMatch(/^JWT_SECRET is a key pair in PEM/);
    expect(stdout + stderr).not.toContain('MIIE');
  });
});
