import { describe, expect, test } from '@jest/globals';
import {
  AwsError,
  CancelledError,
  CheckError,
  ExplainedError,
  explain,
  joined,
  OwnershipError,
  StoppedError,
  UserError,
} from '../../src/errors.ts';

describe('an error', () => {
  test('is shown as its message', () => {
    expect(explain(new CheckError('It does not answer.'))).toBe('It does not answer.');
  });

  test('with a hint is shown as both', () => {
    expect(explain(new OwnershipError('It is not ours.', { hint: 'Take another name.' }))).toBe(
      'It is not ours.\nTake another name.',
    );
  });

  test('keeps its cause, and bears the name of its kind', () => {
    const cause = new Error('deep');
    const error = new OwnershipError('It is not ours.', { cause });
    expect(error.cause).toBe(cause);
    expect(error.name).toBe('OwnershipError');
    expect(error).toBeInstanceOf(ExplainedError);
  });

  test('that nobody explained is a bug, shown with its stack', () => {
    const bug = new TypeError('x is not a function');
    expect(explain(bug)).toBe(`This is a bug in the action, please report it:\n${bug.stack}`);
    expect(explain(bug)).toContain('errors.test.ts');
  });

  test.each([
    ['a text', 'oops', 'oops'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
  ])('may be %s', (_, thrown, text) => {
    expect(explain(thrown)).toBe(`This is a bug in the action, please report it:\n${text}`);
  });
});

describe('an error of the user', () => {
  test.each([
    ['one problem as it is', ['image: missing.'], 'image: missing.'],
    ['several as a list', ['image: missing.', 'mode: no.'], '- image: missing.\n- mode: no.'],
  ])('shows %s, without a stack', (_, problems, text) => {
    expect(explain(new UserError(problems))).toBe(text);
  });
});

describe('an error of AWS', () => {
  const refusal = { code: 'AccessDenied', reason: 'no.', requestId: 'r-1', hint: 'Add it.', cause: new Error('no.') };

  test('shows what we were doing, the code, the message, the request and the hint', () => {
    const error = new AwsError('creating target group shop-pr-42', refusal);
    expect(explain(error)).toBe('creating target group shop-pr-42: AccessDenied: no. (request r-1)\nAdd it.');
    expect(error).toMatchObject({ code: 'AccessDenied', reason: 'no.', cause: refusal.cause });
  });

  test('leaves out what it does not know', () => {
    const error = new AwsError('reading it', { ...refusal, requestId: undefined });
    expect(explain(error)).toBe('reading it: AccessDenied: no.\nAdd it.');
  });
});

describe('errors that came together', () => {
  const one = new UserError(['one']);
  const other = new UserError(['other']);

  test.each([
    ['one alone is itself', [one], one],
    ['two that say the same are the first of them', [one, new UserError(['one'])], one],
    ['nothing that was thrown is nothing', [undefined], undefined],
  ])('%s', (_, errors, expected) => {
    expect(joined(errors)).toBe(expected);
  });

  test('that differ are shown one below the other, and kept', () => {
    const error = joined([one, other]) as ExplainedError;
    expect(explain(error)).toBe('one\nother');
    expect((error.cause as AggregateError).errors).toEqual([one, other]);
  });

  test('with the same advice show that once, behind the last of them', () => {
    const hint = 'Run the job again.';
    const errors = [
      new CheckError('one', { hint }),
      one,
      new CheckError('two', { hint }),
      new CheckError('one', { hint }),
    ];
    expect(explain(joined(errors))).toBe('one\none\ntwo\nRun the job again.');
  });

  const denied = (missingAction: string) =>
    new AwsError('calling it', {
      code: 'AccessDenied',
      reason: missingAction,
      requestId: undefined,
      hint: 'Add it.',
      missingAction,
      cause: undefined,
    });

  test('because the role may not read are shown with one statement that has it all, however they were joined', () => {
    const inner = joined([denied('ecs:ListTasks'), denied('cloudfront:GetDistribution')]);
    expect(explain(joined([inner, denied('ec2:DescribeSubnets')]))).toBe(
      [
        'calling it: AccessDenied: ecs:ListTasks',
        'calling it: AccessDenied: cloudfront:GetDistribution',
        'calling it: AccessDenied: ec2:DescribeSubnets',
        'Add this statement to the policy of the role that the workflow assumes, or all of docs/iam-policy.json of this action: {"Effect":"Allow","Action":["cloudfront:GetDistribution","ec2:DescribeSubnets","ecs:ListTasks"],"Resource":"*"}',
      ].join('\n'),
    );
  });

  test('because the role may not write never lead to a grant on everything', () => {
    const message = explain(joined([denied('ecs:DeleteService'), denied('ecs:ListTasks')]));
    expect(message).toContain('Add ecs:DeleteService, ecs:ListTasks to the policy');
    expect(message).not.toContain('"Resource"');
  });

  test('with the end of the run among them are that end', () => {
    const end = new CancelledError('The run was cancelled.');
    expect(joined([one, end, other])).toBe(end);
    expect(end).toBeInstanceOf(StoppedError);
  });

  test('with a bug among them are the bug', () => {
    const bug = new RangeError('x');
    expect(joined([new CancelledError('x'), bug, other])).toBe(bug);
  });
});
