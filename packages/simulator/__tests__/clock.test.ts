// Shows that simulated time passes as fast as the machine keeps up, and that what was planned comes in order.
import { availableParallelism } from 'node:os';
import { expect, test } from '@jest/globals';
import { Clock } from '../kernel/clock.ts';
import { createPace } from '../kernel/pace.ts';

const SCALE = 100_000;

/** Resolves with the names in the order in which they came. */
async function orderOf(clock: Clock, plans: Record<string, number>): Promise<string[]> {
  const came: string[] = [];
  await Promise.all(
    Object.entries(plans).map(
      ([name, seconds]) =>
        new Promise<void>((resolve) =>
          clock.after(seconds, () => {
            came.push(name);
            resolve();
          }),
        ),
    ),
  );
  return came;
}

test('what is planned happens when it is due, in that order', async () => {
  const clock = new Clock(SCALE, () => 1);
  const before = clock.now().getTime();
  expect(await orderOf(clock, { third: 3000, first: 1000, second: 2000 })).toEqual(['first', 'second', 'third']);
  expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(3_000_000);
  clock.stop();
});

test('while the machine does not come along, time stands still', async () => {
  let pace = 0;
  const clock = new Clock(SCALE, () => pace);
  const real = new Clock(1, () => 1);
  const before = clock.now();
  let isDue = false;
  clock.after(1, () => {
    isDue = true;
  });
  await new Promise<void>((resolve) => real.afterReal(0.1, resolve));
  expect([clock.now(), isDue]).toEqual([before, false]);
  pace = 1;
  expect(await orderOf(clock, { later: 2 })).toEqual(['later']);
  expect(isDue).toBe(true);
  clock.stop();
  real.stop();
});

test('what was cancelled or cleared does not happen', async () => {
  const clock = new Clock(SCALE, () => 1);
  const came: string[] = [];
  clock.after(1, () => came.push('cleared'));
  clock.clear();
  clock.after(1, () => came.push('cancelled')).cancel();
  await orderOf(clock, { last: 100 });
  expect(came).toEqual([]);
  clock.stop();
});

test.each([
  ['a quarter where four times the usual number of processes want to run', 4, 0.25],
  ['all where half of that do', 0.5, 1],
])('the pace is %s', (_, times, expected) => {
  const running = availableParallelism() * 3 * times;
  expect(createPace(() => `9.05 8.13 7.66 ${running}/221 32558`)()).toBe(expected);
});

test('where the system does not say, the machine keeps up', () => {
  const refuse = () => {
    throw new Error('ENOENT');
  };
  for (const read of [refuse, () => '', () => '0.00 0.00 0.00 0/0 0']) expect(createPace(read)()).toBe(1);
});
