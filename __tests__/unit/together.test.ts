import { describe, expect, test } from '@jest/globals';
import { AwsError, CancelledError, ExplainedError, explain } from '../../src/errors.ts';
import { openCompany, together } from '../../src/reconcile/together.ts';
import { failureOf } from '../support/build.ts';

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
  expect(await together([Promise.resolve(1), Promise.resolve('two'), Promise.resolve(undefined)])).toEqual([
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
  await expect(together([fail(new Error('no')), slow])).rejects.toThrow('no');
  expect(isAtRest).toBe(true);
});

describe('of failures', () => {
  test('one is thrown as it is', async () => {
    const error = denied('ecs:CreateService');
    expect(await failureOf(() => together([Promise.resolve(1), fail(error)]))).toBe(error);
  });

  test('several are told together, each with its hint', async () => {
    const error = await failureOf(() => together([fail(denied('ecs:RunTask')), fail(denied('ec2:CreateTags'))]));
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

  test('two that say the same are told once', async () => {
    const cancelled = new CancelledError('The run was cancelled.');
    const other = new CancelledError('The run was cancelled.');
    expect(await failureOf(() => together([fail(cancelled), fail(other)]))).toBe(cancelled);
  });

  test('a bug of ours is thrown before what can be explained', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(together([fail(new ExplainedError('no')), fail(bug)])).rejects.toBe(bug);
  });
});

test('in company, what one has failed by is known to the others, which begin nothing more', async () => {
  const company = openCompany();
  const error = denied('ecs:CreateService');
  company.refuse();
  const failing = company.join(fail(error));
  const other = failing.catch(() => company.refuse());
  await expect(together([failing, company.join(other)])).rejects.toBe(error);
  expect(() => company.refuse()).toThrow(error);
});
