import { describe, expect, test } from '@jest/globals';
import { allSettledOrThrow, failFast, runPooled } from '../../src/aws/parallel.ts';
import { AbandonedError, AwsError, CancelledError, ExplainedError, explain } from '../../src/errors.ts';
import { waitUntil, withoutGuard } from '../../src/reconcile/wait.ts';
import { failureOf, stillness } from '../support/build.ts';

const fail = async (error: unknown) => {
  throw error;
};

function denied(action: string): AwsError {
  return new AwsError('creating it', {
    code: 'AccessDenied',
    reason: `not authorized to perform ${action}`,
    requestId: undefined,
    hint: `Add ${action}.`,
    cause: undefined,
  });
}

test('what is done side by side gives its results in order', async () => {
  expect(await allSettledOrThrow([Promise.resolve(1), Promise.resolve('two'), Promise.resolve(undefined)])).toEqual([
    1,
    'two',
    undefined,
  ]);
});

test('a failure waits until the others have come to rest', async () => {
  let isAtRest = false;
  const slow = new Promise<void>((resolve) => {
    setImmediate(() => {
      isAtRest = true;
      resolve();
    });
  });
  await expect(allSettledOrThrow([fail(new Error('no')), slow])).rejects.toThrow('no');
  expect(isAtRest).toBe(true);
});

describe('of failures', () => {
  test('one is thrown as it is', async () => {
    const error = denied('ecs:CreateService');
    expect(await failureOf(() => allSettledOrThrow([Promise.resolve(1), fail(error)]))).toBe(error);
  });

  test('several are reported together, each with its hint', async () => {
    const error = await failureOf(() =>
      allSettledOrThrow([fail(denied('ecs:RunTask')), fail(denied('ec2:CreateTags'))]),
    );
    expect(explain(error)).toBe(
      [
        'creating it: AccessDenied: not authorized to perform ecs:RunTask',
        'Add ecs:RunTask.',
        'creating it: AccessDenied: not authorized to perform ec2:CreateTags',
        'Add ec2:CreateTags.',
      ].join('\n'),
    );
    expect((error.cause as AggregateError).errors).toHaveLength(2);
  });

  test('two that say the same are reported once', async () => {
    const cancelled = new CancelledError('The run was cancelled.');
    const other = new CancelledError('The run was cancelled.');
    expect(await failureOf(() => allSettledOrThrow([fail(cancelled), fail(other)]))).toBe(cancelled);
  });

  test('a bug of ours is thrown before what can be explained', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(allSettledOrThrow([fail(new ExplainedError('no')), fail(bug)])).rejects.toBe(bug);
  });
});

describe('side by side', () => {
  const work = () => ({ world: stillness(), executor: { begin: (_: string) => undefined } });
  type Work = ReturnType<typeof work>;
  const untilAborted = ({ world: { signal } }: Work) =>
    new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
  const failLater = async (error: Error) => {
    await new Promise((resolve) => setImmediate(resolve));
    throw error;
  };

  test('each gives its result in order', async () => {
    expect(await failFast(work(), [async () => 1, async () => 'two'])).toEqual([1, 'two']);
  });

  test('a failure aborts the other, and only that failure is thrown', async () => {
    const error = denied('ecs:CreateService');
    await expect(failFast(work(), [untilAborted, () => fail(error)])).rejects.toBe(error);
  });

  test('two failures of their own are both reported', async () => {
    const [one, two] = [new ExplainedError('one'), new ExplainedError('two')];
    const error = await failureOf(() => failFast(work(), [() => fail(one), () => fail(two)]));
    expect(explain(error)).toBe('one\ntwo');
  });

  test('a failure outside reaches those inside, and is thrown alone', async () => {
    const error = new ExplainedError('no');
    const all = work();
    const inside = (branch: Work) =>
      failFast(branch, [({ world }) => waitUntil(world, 'it', async () => ({ pending: 'not yet' })), untilAborted]);
    await expect(failFast(all, [inside, async () => Promise.resolve().then(() => fail(error))])).rejects.toBe(error);
    expect(all.world.sleeps.length).toBeLessThan(10);
  });

  test('after one failed, the other begins nothing; what has to come to its end is not aborted', async () => {
    const error = new ExplainedError('no');
    let looks = 0;
    const look = async () => (++looks === 3 ? { done: 'at its end' } : { pending: 'not yet' });
    const other = async (branch: Work) => {
      const { world, executor } = branch;
      await world.guard();
      executor.begin('creating it');
      await expect(untilAborted(branch)).rejects.toThrow(AbandonedError);
      await expect(world.guard()).rejects.toThrow(AbandonedError);
      expect(() => executor.begin('creating it')).toThrow(AbandonedError);
      await withoutGuard(world).guard();
      expect(await waitUntil(withoutGuard(world), 'it', look)).toBe('at its end');
      await expect(waitUntil(world, 'it', look)).rejects.toThrow(AbandonedError);
    };
    await expect(failFast(work(), [other, () => failLater(error)])).rejects.toBe(error);
    expect(looks).toBe(3);
  });
});

describe('in a pool', () => {
  test('the next begins as soon as one has ended, and no more than so many are under way', async () => {
    const begun: number[] = [];
    let end = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      end = resolve;
    });
    const all = runPooled([0, 1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      if (item === 0) await slow;
      if (item === 4) end();
    });
    await all;
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  test('after a failure those under way come to rest, and no other begins', async () => {
    const ended: number[] = [];
    const error = new CancelledError();
    const all = runPooled([0, 1, 2, 3], 2, async (item) => {
      if (item === 0) throw error;
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(item);
    });
    await expect(all).rejects.toBe(error);
    expect(ended).toEqual([1]);
  });
});
