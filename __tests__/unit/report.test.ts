import { describe, expect, test } from '@jest/globals';
import { renderDuration } from '../../src/duration.ts';
import { RolloutError, UserError } from '../../src/errors.ts';
import type { Action, Outcome } from '../../src/reconcile/reconcile.ts';
import { commentMarker, renderComment } from '../../src/report/comment.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { renderQuote } from '../../src/report/quote.ts';
import { type ActionTaken, describeAction, type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { identity } from '../support/build.ts';

const URL = 'https://d111111abcdef8.cloudfront.net';
const RUN_URL = 'https://github.com/acme/shop/actions/runs/1';

function outcome(action: Action, kind: string, paths: string[] = []): Outcome {
  const changes = paths.map((path) => ({ path, observed: 'old secret', desired: 'new secret' }));
  return { action, kind, name: 'shop-pr-42', changes };
}

function report(over: Partial<Report> = {}): Report {
  return {
    action: 'updated',
    reason: 'Pull request 42 is open.',
    environment: 'pr-42',
    url: URL,
    outcomes: [outcome('keep', 'distribution'), outcome('update', 'service', ['taskDefinition', 'desiredCount'])],
    ...over,
  };
}

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
  test.each<[ActionTaken, string, Outcome[]]>([
    ['unchanged', 'everything was kept', [outcome('keep', 'service'), outcome('keep', 'distribution')]],
    ['unchanged', 'there was nothing to do', []],
    ['created', 'the distribution is new', [outcome('keep', 'VPC origin'), outcome('create', 'distribution')]],
    ['updated', 'anything else is new', [outcome('keep', 'distribution'), outcome('create', 'service')]],
    ['updated', 'something differed', [outcome('keep', 'distribution'), outcome('update', 'service')]],
  ])('is %s where %s', (action, _, outcomes) => {
    expect(describeAction(outcomes)).toBe(action);
  });
});

describe('the outputs', () => {
  test('carry the whole report', () => {
    const whole = {
      domain: 'd111111abcdef8.cloudfront.net',
      distributionId: 'E1',
      distributionArn: 'arn:d',
      vpcOriginId: 'vo_1',
      cluster: 'shop',
      service: 'shop-pr-42',
      serviceArn: 'arn:s',
      taskDefinitionArn: 'arn:t',
      targetGroupArn: 'arn:g',
      logGroup: '/shop',
      commentUrl: 'https://github.com/acme/shop/pull/42#issuecomment-1',
    };
    expect(renderOutputs(report(whole), 1_800_400)).toEqual({
      url: URL,
      'admin-url': `${URL}/app`,
      domain: 'd111111abcdef8.cloudfront.net',
      environment: 'pr-42',
      action: 'updated',
      reason: 'Pull request 42 is open.',
      'distribution-id': 'E1',
      'distribution-arn': 'arn:d',
      'vpc-origin-id': 'vo_1',
      cluster: 'shop',
      service: 'shop-pr-42',
      'service-arn': 'arn:s',
      'task-definition-arn': 'arn:t',
      'target-group-arn': 'arn:g',
      'log-group': '/shop',
      'comment-url': 'https://github.com/acme/shop/pull/42#issuecomment-1',
      plan: '[{"action":"keep","kind":"distribution","name":"shop-pr-42","changes":[]},{"action":"update","kind":"service","name":"shop-pr-42","changes":["taskDefinition","desiredCount"]}]',
      'duration-seconds': '1800',
    });
  });

  test('of a run that came to nothing are a plan without steps and the time', () => {
    const told = Object.entries(renderOutputs({ outcomes: [] }, 400)).filter(([, value]) => value !== undefined);
    expect(told).toEqual([
      ['plan', '[]'],
      ['duration-seconds', '0'],
    ]);
  });
});

describe('the summary', () => {
  test('of a good run', () => {
    expect(renderSummary(report(), { durationMilliseconds: 95_000 })).toBe(
      [
        '### Preview `pr-42` is updated',
        '',
        `**${URL}** · admin: ${URL}/app`,
        '',
        'Pull request 42 is open. It took 1 min 35 s.',
        '',
        '| | resource | name | what changed |',
        '|---|---|---|---|',
        '| keep | distribution | `shop-pr-42` |  |',
        '| update | service | `shop-pr-42` | `taskDefinition`, `desiredCount` |',
        '',
      ].join('\n'),
    );
  });

  test.each<[ActionTaken, string]>([
    ['created', 'is up'],
    ['updated', 'is updated'],
    ['unchanged', 'is unchanged'],
    ['destroyed', 'is gone'],
  ])('of what was %s says that the preview %s', (action, words) => {
    expect(renderSummary(report({ action }), { durationMilliseconds: 0 })).toMatch(`### Preview \`pr-42\` ${words}\n`);
  });

  test('of a removal gives no address that answers no more', () => {
    expect(renderSummary(report({ action: 'destroyed' }), { durationMilliseconds: 0 })).not.toContain(URL);
  });

  test('of a run that failed early', () => {
    const error = new UserError(['image: missing. Give it.']);
    expect(renderSummary({ outcomes: [] }, { durationMilliseconds: 400, error })).toBe(
      ['### The preview failed', '', '```text', 'image: missing. Give it.', '```', ''].join('\n'),
    );
  });

  test('of a run that failed says so, whatever it had done before', () => {
    const error = new UserError(['no']);
    expect(renderSummary(report({ action: 'created' }), { durationMilliseconds: 0, error })).toMatch(
      '### Preview `pr-42` failed\n',
    );
  });

  test('quotes an error so that nothing in it breaks out', () => {
    const error = new UserError(['before\n````\n<img src=x>\n```']);
    const summary = renderSummary({ outcomes: [] }, { durationMilliseconds: 0, error });
    expect(summary).toContain('`````text\nbefore\n````\n<img src=x>\n```\n`````');
  });
});

describe('the comment', () => {
  test('of a good run', () => {
    expect(renderComment(report({ action: 'created' }), { durationMilliseconds: 95_000 }, RUN_URL)).toBe(
      [
        '### Preview `pr-42` is up',
        '',
        `**${URL}** · [admin](${URL}/app)`,
        '',
        `[Workflow run](${RUN_URL}), 1 min 35 s`,
      ].join('\n'),
    );
  });

  test('of a run that failed', () => {
    const { url: _, action: __, ...failed } = report();
    const end = { durationMilliseconds: 3_000, error: new UserError(['image: missing.']) };
    expect(renderComment(failed, end, RUN_URL)).toBe(
      [
        '### Preview `pr-42` failed',
        '',
        '```text',
        'image: missing.',
        '```',
        '',
        `[Workflow run](${RUN_URL}), 3.0 s`,
      ].join('\n'),
    );
  });

  test('of a removal gives no address that answers no more', () => {
    expect(renderComment(report({ action: 'destroyed' }), { durationMilliseconds: 0 }, RUN_URL)).not.toContain(URL);
  });

  test('is known by a mark that no other environment has, nor one whose name begins alike', () => {
    const marker = commentMarker(identity({ environment: 'pr-4' }));
    expect(marker).toBe('<!-- medusa-preview acme/shop:shop pr-4 -->');
    expect(commentMarker(identity({ environment: 'pr-42' })).startsWith(marker)).toBe(false);
  });
});

test('values that were read or written show nowhere: they may be secret', () => {
  const end = { durationMilliseconds: 0 };
  const told = [
    renderSummary(report(), end),
    renderComment(report(), end, RUN_URL),
    JSON.stringify(renderOutputs(report(), 0)),
  ];
  expect(told.join('\n')).not.toMatch(/secret/);
});

test('what only the log shows, the summary and the comment bring along', () => {
  const error = new RolloutError('migrate-command failed.', { hint: 'Mend it.', lastLines: ['one', '::two'] });
  const quoted = '```text\nmigrate-command failed.\nMend it.\nIts last log lines:\n  | one\n  | : :two\n```';
  expect(renderSummary(report(), { durationMilliseconds: 1, error })).toContain(quoted);
  expect(renderComment(report(), { durationMilliseconds: 1, error }, RUN_URL)).toContain(quoted);
});
