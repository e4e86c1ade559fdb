import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { maskOf } from '../../src/environment/mask.ts';
import type { Preload } from '../../src/environment/preload.ts';
import { checkUrl } from '../../src/rollout/url-check.ts';
import type { World } from '../../src/world.ts';
import { failureOf, stillness } from '../support/build.ts';

const variables = [{ name: 'SMTP_PASSWORD', value: 'correct-horse' }];
const mask = maskOf({ containerDefinitions: [{ name: 'proxy' }, { name: 'medusa', environment: variables }] });

const CONTAINER = { name: 'medusa' };
const CHECK = {
  url: 'https://d1.cloudfront.example',
  healthCheck: { path: '/health', codes: '200' },
  mask,
  hasWebAcl: false,
  preload: undefined,
  container: CONTAINER,
};
const SHARED = { isHttpsAware: true, isNoindex: true, hasOwnSecrets: false, environment: 'acme/shop:shop pr-42' };
/** A storefront, whose container need not run Node. */
const OPTIONAL = { ...SHARED, isOptional: true };
const OWN = { ...SHARED, database: 'shop_pr_42' };

/** The error about an application that answers so until nobody waits any more. */
async function messageOf(body: string): Promise<string> {
  const world = { ...stillness(), get: async () => ({ status: 500, headers: {}, body }) } as unknown as World;
  return (await failureOf(() => checkUrl(world, CHECK))).message;
}

describe('the last answer is shown', () => {
  test('without the plain credentials of any container', async () => {
    expect(await messageOf('cannot log in with\ncorrect-horse')).toMatch(
      /The last response had status 500:\n {2}\| cannot log in with\n {2}\| \*\*\*$/,
    );
  });

  test('and no piece of one where it is cut off', async () => {
    const message = await messageOf(`${'x'.repeat(295)}correct-horse`);
    expect(message).toContain(`${'x'.repeat(295)}***`);
    expect(message).not.toContain('corr');
  });
});

/** Answers each probe with this status, as an application that was handed this preload, or none. */
function answeringAs(preload: Preload | undefined, still = stillness(), status = 200) {
  const get = async (probe: string) => {
    const nonce = String(new URL(probe).searchParams.get('medusa-preview'));
    const claims = [preload?.environment, `${preload?.environment} ${preload?.database}`];
    const proof = claims.map((claim) => createHash('sha256').update(`${nonce} ${claim}`).digest('hex')).join(' ');
    return { status, headers: preload === undefined ? {} : { 'x-medusa-preview-proof': proof }, body: 'OK' };
  };
  return { ...still, get } as unknown as World;
}

describe('an address that answers 200', () => {
  test.each<[string, Preload | undefined, Preload | undefined]>([
    ['where nothing is to be proven', undefined, undefined],
    ['with the proof', SHARED, SHARED],
    ['with the proof of a database', OWN, OWN],
  ])('is good at once %s', async (_, preload, answering) => {
    const still = stillness();
    await checkUrl(answeringAs(answering, still), { ...CHECK, preload });
    expect(still).toMatchObject({ sleeps: [], lines: [] });
  });

  test.each<[string, Preload, Preload | undefined, RegExp]>([
    ['without a proof, where the database is its own', OWN, undefined, /without the proof .+ instead of shop_pr_42\.$/],
    ['from another database', OWN, { ...OWN, database: 'medusa' }, /DATABASE_URL does not lead to shop_pr_42/],
    [
      'from another environment, though none is needed',
      OPTIONAL,
      { ...OWN, environment: 'x' },
      /of another environment/,
    ],
    ['from another environment', OWN, { ...OWN, environment: 'acme/shop:shop pr-1' }, /proof .+ of another environ/],
    [
      'from another environment, though it is shared',
      SHARED,
      { ...OWN, environment: 'x' },
      /is that of another environment/,
    ],
  ])('%s fails within seconds', async (...[, preload, answering, expected]) => {
    const still = stillness();
    const error = await failureOf(() => checkUrl(answeringAs(answering, still), { ...CHECK, preload }));
    expect(error.message).toMatch(expected);
    expect(still.sleeps.length).toBeGreaterThan(3);
    expect(still.clock.nowMilliseconds()).toBeLessThan(still.deadline.atMilliseconds);
  });

  test('without a proof at the deadline fails as well', async () => {
    const still = stillness({ minutes: 0.1 });
    const error = await failureOf(() => checkUrl(answeringAs(undefined, still), { ...CHECK, preload: OWN }));
    expect(error.message).toContain('without the proof of the preload');
  });

  test('without a proof gets a warning where nothing but the login is at stake', async () => {
    const still = stillness();
    await checkUrl(answeringAs(undefined, still), { ...CHECK, preload: SHARED });
    expect(still.lines.at(-1)?.text).toMatch(
      /without the proof .+ So a login to the admin does not last, and search engines are not kept away\. Check what sets/,
    );
  });

  test('without a proof that is not needed is good at once, and a notice says what is lost', async () => {
    const still = stillness();
    await checkUrl(answeringAs(undefined, still), { ...CHECK, preload: OPTIONAL });
    expect(still.sleeps).toEqual([]);
    expect(still.lines).toMatchObject([
      { text: expect.stringMatching(/it is not Node, or .+ So search engines are not kept away\.$/) },
    ]);
  });

  test.each<[Preload | undefined, string]>([
    [undefined, 'without the proof of the preload'],
    [{ ...OWN, database: 'medusa' }, 'its DATABASE_URL does not lead to shop_pr_42'],
    [{ ...OWN, environment: 'x' }, 'the proof in its response is that of another environment'],
  ])('or what else its health check accepts is named with its status: %#', async (answering, expected) => {
    const check = { ...CHECK, preload: OWN, healthCheck: { path: '/ready', codes: '200-299' } };
    const { message } = await failureOf(() => checkUrl(answeringAs(answering, stillness(), 204), check));
    expect(message).toContain(`https://d1.cloudfront.example answers 204, but ${expected}`);
  });

  test('from a task of the revision before, for a moment, is asked again', async () => {
    const still = stillness();
    const [before, after] = [answeringAs(undefined), answeringAs(OWN)];
    const get: World['get'] = (...call) => (still.sleeps.length < 3 ? before : after).get(...call);
    await checkUrl({ ...before, ...still, get } as World, { ...CHECK, preload: OWN });
    expect(still.sleeps).toHaveLength(3);
  });

  test.each([
    [
      'the start line, where it is seen there',
      { command: ['sh', '-c', 'NODE_OPTIONS=--x medusa start'] },
      /^"command" of/,
    ],
    ['what may be in front of Medusa, else', {}, /If a proxy answers \/health itself, set "health-check-path"/],
  ])('without a proof is explained by %s', async (_, lines, expected) => {
    const check = { ...CHECK, preload: OWN, container: { ...CONTAINER, ...lines } };
    expect((await failureOf(() => checkUrl(answeringAs(undefined), check))).hint).toMatch(expected);
  });
});

describe('an address that answers 403', () => {
  const still = stillness({ minutes: 1 });
  const answering = (status: number) =>
    ({ ...still, get: async () => ({ status, headers: {}, body: '' }) }) as unknown as World;

  test.each([403, 405, 202])('or %d is as much as can be seen through a web ACL', async (status) => {
    await checkUrl(answering(status), { ...CHECK, hasWebAcl: true });
    expect(still.sleeps).toEqual([]);
    expect(still.lines.at(-1)?.text).toContain(`answers ${status} to this runner, perhaps because of its web ACL`);
  });

  test.each([
    [OWN, 'it is also unproven that Medusa uses its own database shop_pr_42.'],
    [SHARED, 'it is also unproven that the preload reaches Medusa.'],
  ])('through a web ACL proves nothing, and that is said: %#', async (preload, expected) => {
    await checkUrl(answering(403), { ...CHECK, preload, hasWebAcl: true });
    expect(still.lines.at(-1)?.text).toContain(expected);
  });

  test('is waited for without one', async () => {
    const error = await failureOf(() => checkUrl(answering(403), CHECK));
    expect(error.message).toContain('The last response had status 403');
  });
});
