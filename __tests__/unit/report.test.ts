import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../src/reconcile/executor.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type ActionTaken, describeAction, describeReport } from '../../src/report/report.ts';
import { renderDuration } from '../../src/text/duration.ts';
import { escapeWorkflowCommands, renderQuote } from '../../src/text/quote.ts';
import { emptyReport, PLACE, report, step, URL } from '../support/report.ts';

describe('a duration', () => {
  test.each([
    [0, '0.0 s'],
    [449, '0.4 s'],
    [9_940, '9.9 s'],
    [9_990, '10 s'],
    [12_400, '12 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [185_000, '3 min 5 s'],
    [3_600_000, '60 min'],
    [7_265_000, '121 min 5 s'],
  ])('of %d ms reads %s', (milliseconds, text) => {
    expect(renderDuration(milliseconds)).toBe(text);
  });
});

describe('a quote', () => {
  test.each([
    ['is behind a bar', ['one', 'two'], '  | one\n  | two'],
    ['of several lines is behind a bar in each', ['one\ntwo\r\nthree\rfour'], '  | one\n  | two\n  | three\n  | four'],
    ['gives the runner no command', ['::error::x', ':::stop::'], '  | : :error: :x\n  | : ::stop: :'],
    ['gives the runner no old command', ['##[add-path]/x', '###[set-env]'], '  | # #[add-path]/x\n  | ## #[set-env]'],
    ['keeps what is none', ['a:b # [c] 🎈', ''], '  | a:b # [c] 🎈\n  | '],
  ])('%s', (_, texts, quote) => {
    expect(renderQuote(texts)).toBe(quote);
  });

  test('holds no line that the runner reads as a command', () => {
    const lines = renderQuote(['x\n::error::a', '\r::set-output name=a::b', ' ::warning::', '##[error]x']).split(
      /\r|\n/,
    );
    expect(lines.filter((line) => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([]);
  });
});

describe('the action taken', () => {
  test.each<[ActionTaken, string, Step[]]>([
    ['unchanged', 'everything was kept', [step('keep', 'service'), step('keep', 'distribution')]],
    ['unchanged', 'there was nothing to do', []],
    ['created', 'the distribution is new', [step('keep', 'VPC origin'), step('create', 'distribution')]],
    ['created', 'the address was prepared', [step('keep', 'distribution'), step('create', 'service')]],
    ['updated', 'anything else is new', [step('keep', 'distribution'), step('create', 'listener rule')]],
    ['updated', 'something differed', [step('keep', 'distribution'), step('update', 'service')]],
  ])('is %s where %s', (action, _, steps) => {
    expect(describeAction(steps)).toBe(action);
  });
});

describe('the report', () => {
  const course = { ...PLACE, phases: [], steps: [step('remove', 'service')], end: undefined };
  const found = { domain: 'd111111abcdef8.cloudfront.net', taskDefinitionArn: 'arn:t', reason: 'It is closed.' };

  test('has the address once there is a domain', () => {
    expect(describeReport({}, course).url).toBeUndefined();
    expect(describeReport(found, course)).toMatchObject({ ...found, url: URL });
  });

  test('of what was destroyed has no address, and says where there was nothing to remove', () => {
    const destroyed = { ...found, action: 'destroyed' as const };
    const gone = { url: undefined, domain: undefined, taskDefinitionArn: undefined };
    expect(describeReport(destroyed, course)).toMatchObject({ ...gone, reason: 'It is closed.' });
    const { reason } = describeReport(destroyed, { ...course, steps: [] });
    expect(reason).toBe('It is closed. There was nothing left to remove.');
  });

  test.each([
    ['swept', 'removed', 'Removed 1 of 2 environments.'],
    ['planned', 'to be removed', 'Would remove 1 of 2 environments.'],
    [undefined, 'removed', undefined],
  ] as const)('of a sweep that was %s counts what was %s', (action, result, reason) => {
    const kept = { environment: 'pr-1', result: 'kept', reason: 'It is open.' } as const;
    const sweepResults = [kept, { ...kept, result }];
    expect(describeReport({ action, sweepResults }, course).reason).toBe(reason);
  });
});

describe('the outputs', () => {
  test('carry the whole report', () => {
    const whole = {
      domain: 'd111111abcdef8.cloudfront.net',
      distributionId: 'E1',
      vpcOriginId: 'vo_1',
      reference: { cluster: 'shop', service: 'shop-pr-42' },
      taskDefinitionArn: 'arn:t',
      logGroup: '/shop',
      access: { token: 'abc' },
      commentUrl: 'https://github.com/acme/shop/pull/42#issuecomment-1',
      end: { durationMilliseconds: 1_800_400 },
    };
    expect(renderOutputs(report(whole))).toEqual({
      url: URL,
      'admin-url': `${URL}/app`,
      environment: 'pr-42',
      action: 'updated',
      reason: 'Pull request 42 is open.',
      'distribution-id': 'E1',
      'vpc-origin-id': 'vo_1',
      cluster: 'shop',
      service: 'shop-pr-42',
      'task-definition-arn': 'arn:t',
      'log-group': '/shop',
      'access-header': 'x-preview-key: abc',
      'comment-url': 'https://github.com/acme/shop/pull/42#issuecomment-1',
      plan: '[{"action":"keep","kind":"distribution","name":"shop-pr-42","changes":[]},{"action":"update","kind":"service","name":"shop-pr-42","changes":["taskDefinition","desiredCount"]}]',
      'duration-seconds': '1800',
    });
  });

  test('of a run that came to nothing are a plan without steps and the time', () => {
    const given = Object.entries(renderOutputs({ ...emptyReport(), end: { durationMilliseconds: 400 } })).filter(
      ([, value]) => value !== undefined,
    );
    expect(given).toEqual([
      ['plan', '[]'],
      ['duration-seconds', '0'],
    ]);
  });
});

test.each([
  ['::error::a', ': :error::a'],
  ['a\n\t::add-mask::b\r::c', 'a\n\t: :add-mask::b\r: :c'],
  ['a ##[group]b', 'a # #[group]b'],
  ['\u0085::a', '\u0085: :a'],
  ['+ created service shop-pr-42: a::b', '+ created service shop-pr-42: a::b'],
])('%j holds no command any more', (text, line) => {
  expect(escapeWorkflowCommands(text)).toBe(line);
});
