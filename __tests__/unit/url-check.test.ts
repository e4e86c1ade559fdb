import { describe, expect, test } from '@jest/globals';
import { maskOf } from '../../src/environment/mask.ts';
import { checkUrl } from '../../src/rollout/url-check.ts';
import type { World } from '../../src/world.ts';
import { failureOf, stillness } from '../support/build.ts';

const variables = [{ name: 'SMTP_PASSWORD', value: 'correct-horse' }];
const mask = maskOf({ containerDefinitions: [{ name: 'proxy' }, { name: 'medusa', environment: variables }] });

/** What is told of an application that answers so until nobody waits any more. */
async function toldOf(body: string): Promise<string> {
  const world = { ...stillness(), get: async () => ({ status: 500, body }) } as unknown as World;
  const check = { url: 'https://d1.cloudfront.example', healthCheckPath: '/health', mask, hasWebAcl: false };
  return (await failureOf(() => checkUrl(world, check))).message;
}

describe('the last answer is told', () => {
  test('without the plain credentials of any container', async () => {
    expect(await toldOf('cannot log in with\ncorrect-horse')).toMatch(
      /Its last answer was 500:\n {2}\| cannot log in with\n {2}\| \*\*\*$/,
    );
  });

  test('and no piece of one where it is cut off', async () => {
    const told = await toldOf(`${'x'.repeat(295)}correct-horse`);
    expect(told).toContain(`${'x'.repeat(295)}***`);
    expect(told).not.toContain('corr');
  });
});

describe('an address that answers 403', () => {
  const still = stillness({ minutes: 1 });
  const answering = (status: number) => ({ ...still, get: async () => ({ status, body: '' }) }) as unknown as World;
  const check = { url: 'https://d1.cloudfront.example', healthCheckPath: '/health', mask };

  test.each([403, 405, 202])('or %d is as much as can be seen through a web ACL', async (status) => {
    await checkUrl(answering(status), { ...check, hasWebAcl: true });
    expect(still.sleeps).toEqual([]);
    expect(still.lines.at(-1)?.text).toContain(`answers ${status} to this runner, as its web ACL may`);
  });

  test('is waited for without one', async () => {
    const error = await failureOf(() => checkUrl(answering(403), { ...check, hasWebAcl: false }));
    expect(error.message).toContain('Its last answer was 403');
  });
});
