import { expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { recordPhases, renderPhases } from '../../src/report/phases.ts';
import { failureOf, stillness } from '../support/build.ts';

test('phases are written down as they run, also side by side, and when they fail', async () => {
  const { clock, pass } = stillness();
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const { phases, during } = recordPhases({ clock, beganAtMilliseconds: clock.nowMilliseconds(), onChange });
  pass(100);
  const slow = during('slow', async () => {
    await Promise.resolve();
    pass(500);
    return 'done';
  });
  const error = await failureOf(() =>
    during('bad', async () => {
      throw new UserError(['no']);
    }),
  );
  expect(error.message).toBe('no');
  expect(await slow).toBe('done');
  expect(changes).toBe(3);
  expect(phases.map(({ name, state, startedAtMilliseconds }) => [name, state, startedAtMilliseconds])).toEqual([
    ['slow', 'done', 100],
    ['bad', 'failed', 100],
  ]);
  expect(renderPhases(phases)).toContain('| ✅ slow | 0.5 s |');
  expect(renderPhases([])).toEqual([]);
});
