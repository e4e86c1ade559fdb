import { describe, expect, test } from '@jest/globals';
import { CancelledError, SkippedError, WaitError } from '../../src/errors.ts';
import { waitUntil } from '../../src/reconcile/wait.ts';
import { failureOf, stillness } from '../support/build.ts';

/** Looks that see these things one after the other, the last of them for ever. */
function seeing(...pendings: string[]) {
  let looks = 0;
  return async () => ({ pending: pendings[Math.min(looks++, pendings.length - 1)] ?? '' });
}

describe('looking', () => {
  test('begins at once, and ends with what is done', async () => {
    const still = stillness();
    expect(await waitUntil(still, 'it', async () => ({ done: 42 }))).toBe(42);
    expect(still.sleeps).toEqual([]);
    expect(still.lines).toEqual([]);
  });

  test('may be done with nothing to show', async () => {
    expect(await waitUntil(stillness(), 'it', async () => ({ done: undefined }))).toBeUndefined();
  });

  test('ends with the look that sees it done', async () => {
    const still = stillness();
    let looks = 0;
    await waitUntil(still, 'it', async () => (++looks === 4 ? { done: true } : { pending: 'not yet' }));
    expect(looks).toBe(4);
    expect(still.sleeps).toHaveLength(3);
  });

  test('ends with whatever a look throws', async () => {
    const call = waitUntil(stillness(), 'it', async () => {
      throw new RangeError('never');
    });
    await expect(call).rejects.toThrow(RangeError);
  });

  test('ends when the run is cancelled', async () => {
    const still = stillness();
    const clock = {
      ...still.clock,
      sleep: async () => {
        throw new CancelledError('The run was cancelled.');
      },
    };
    await expect(waitUntil({ ...still, clock }, 'it', seeing('not yet'))).rejects.toThrow(CancelledError);
  });
});

describe('steps', () => {
  test('grow with the time waited, from half a second to five seconds', async () => {
    const still = stillness({ minutes: 5 });
    await failureOf(() => waitUntil(still, 'it', seeing('not yet')));
    expect(still.sleeps.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 500));
    const [last, ...steps] = still.sleeps.toReversed();
    expect(last).toBeLessThanOrEqual(5_000);
    expect(steps).toEqual(steps.toSorted((one, other) => other - one));
    expect(steps[0]).toBe(5_000);
    expect(steps.toReversed().indexOf(5_000)).toBeGreaterThan(40);
  });

  test('are a twentieth of the time waited in between', async () => {
    const still = stillness();
    let looks = 0;
    await waitUntil(still, 'it', async () => {
      if (++looks === 1) still.pass(60_000);
      return looks === 2 ? { done: true } : { pending: 'not yet' };
    });
    expect(still.sleeps).toEqual([3_000]);
  });
});

describe('the deadline', () => {
  test.each([
    [1, 'one minute'],
    [30, '30 minutes'],
  ])('of %d is kept to the millisecond, and reported with what was seen last', async (minutes, limit) => {
    const still = stillness({ minutes });
    const error = await failureOf(() => waitUntil(still, 'the distribution', seeing('InProgress', 'nearly')));
    expect(error).toBeInstanceOf(WaitError);
    expect(error.message).toBe(`waiting for the distribution: still "nearly" at the deadline of ${limit}`);
    expect(error.hint).toBe('Re-run the job to resume, or raise "wait-minutes".');
    expect(still.clock.nowMilliseconds()).toBe(still.deadline.atMilliseconds);
  });

  test('allows one last look at the very end', async () => {
    const still = stillness({ minutes: 1 });
    const isOver = () => still.clock.nowMilliseconds() >= still.deadline.atMilliseconds;
    const seen = await waitUntil(still, 'it', async () => (isOver() ? { done: 'in time' } : { pending: 'not yet' }));
    expect(seen).toBe('in time');
  });

  test('that passed before the wait began still allows one look', async () => {
    const late = stillness();
    late.pass(31 * 60_000);
    expect(await waitUntil(late, 'it', async () => ({ done: true }))).toBe(true);
    await expect(waitUntil(late, 'it', seeing('not yet'))).rejects.toThrow(WaitError);
    expect(late.sleeps).toEqual([]);
  });
});

describe('the log', () => {
  test('logs what is awaited when that changes, and no more often', async () => {
    const still = stillness();
    let looks = 0;
    const seen = ['PENDING', 'PENDING', 'RUNNING', 'RUNNING', 'PENDING'];
    await waitUntil(still, 'the task', async () => {
      const pending = seen[looks++];
      return pending === undefined ? { done: true } : { pending };
    });
    expect(still.lines.map(({ text }) => text)).toEqual([
      '  waiting for the task: PENDING (0.0 s)',
      '  waiting for the task: RUNNING (1.0 s)',
      '  waiting for the task: PENDING (2.0 s)',
    ]);
  });

  test('is never silent for longer than a minute', async () => {
    const still = stillness({ minutes: 30 });
    await failureOf(() => waitUntil(still, 'it', seeing('Deploying')));
    const times = [...still.lines.map(({ atMilliseconds }) => atMilliseconds), 30 * 60_000];
    const silences = times.map((time, at) => time - (times[at - 1] ?? 0));
    expect(Math.max(...silences)).toBeLessThanOrEqual(60_000);
    expect(still.lines.length).toBeLessThanOrEqual(35);
  });
});

describe('the guard', () => {
  test('is asked once a minute, and not before', async () => {
    const still = stillness({ minutes: 5 });
    const askedAt: number[] = [];
    const guard = async () =>
      void askedAt.push(Math.floor(still.sleeps.reduce((sum, sleep) => sum + sleep, 0) / 60_000));
    await failureOf(() => waitUntil({ ...still, guard }, 'it', seeing('not yet')));
    expect(askedAt).toEqual([1, 2, 3, 4]);
  });

  test('ends the wait with what it throws', async () => {
    const guard = async () => {
      throw new SkippedError('It is not wanted any more.', { shouldDestroy: false });
    };
    const call = waitUntil({ ...stillness(), guard }, 'it', seeing('not yet'));
    await expect(call).rejects.toThrow('It is not wanted any more.');
  });
});
