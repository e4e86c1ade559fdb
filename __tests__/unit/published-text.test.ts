import { describe, expect, test } from '@jest/globals';
import { CancelledError, RolloutError, UserError } from '../../src/errors.ts';
import { commentMarker, renderComment } from '../../src/report/comment-body.ts';
import { escapeMarkdown } from '../../src/report/markdown.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type Phase, recordPhases, renderGantt, renderPhases } from '../../src/report/phases.ts';
import { type ActionTaken, type End, emptyReport, type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { failureOf, identity, stillness } from '../support/build.ts';
import { COMMIT, linkTo, OLDER, PLACE, RUN, report, URL } from '../support/report.ts';

/** The comment's words; of a run at work where it has no end. */
function comment(over: Partial<Report>, end?: Partial<End>, doing: 'deploy' | 'destroy' = 'deploy'): string {
  return renderComment({
    report: report(over),
    doing,
    place: PLACE,
    end: end && { durationMilliseconds: 95_000, ...end },
  });
}

function summary(over: Partial<Report>, end: Partial<End> = {}): string {
  return renderSummary(report(over), PLACE, { durationMilliseconds: 95_000, ...end });
}

const PHASES: Phase[] = [
  { name: 'Foundation', state: 'done', startedAtMilliseconds: 0, endedAtMilliseconds: 1_200 },
  { name: 'Load balancer', state: 'done', startedAtMilliseconds: 1_200, endedAtMilliseconds: 1_201 },
  { name: 'Rollout', state: 'running', startedAtMilliseconds: 1_200, endedAtMilliseconds: undefined },
];

describe('the summary', () => {
  test('of a good run', () => {
    expect(summary({ commit: COMMIT })).toBe(
      [
        '### ✅ Preview `pr-42` is updated',
        '',
        `**${URL}** · [Admin](${URL}/app)`,
        '',
        'Pull request 42 is open.',
        '',
        `Commit ${linkTo(COMMIT)} · took 1 min 35 s · ${RUN}`,
        '',
        '#### Steps',
        '',
        '| | Resource | Name | What changed |',
        '|---|---|---|---|',
        '| keep | distribution | `shop-pr-42` |  |',
        '| update | service | `shop-pr-42` | `taskDefinition`, `desiredCount` |',
        '',
      ].join('\n'),
    );
  });

  test.each<[ActionTaken, string]>([
    ['created', '✅ Preview `pr-42` is up'],
    ['updated', '✅ Preview `pr-42` is updated'],
    ['unchanged', '✅ Preview `pr-42` is up to date'],
    ['destroyed', 'Preview `pr-42` is gone'],
    ['skipped', 'Preview `pr-42` was left as it is'],
  ])('of what was %s is headed %s', (action, words) => {
    expect(summary({ action })).toMatch(`### ${words}\n`);
  });

  test('of a removal gives no address that answers no more', () => {
    expect(summary({ action: 'destroyed' })).not.toContain(URL);
  });

  test('of a run that failed early', () => {
    const end = { durationMilliseconds: 400, error: new UserError(['image: missing. Give it.']) };
    expect(renderSummary(emptyReport(), PLACE, end)).toBe(
      [
        '### ❌ The preview failed',
        '',
        `Took 0.4 s · ${RUN}`,
        '',
        '```text',
        'image: missing. Give it.',
        '```',
        '',
      ].join('\n'),
    );
  });

  test('of a run that failed says so, whatever it had done before', () => {
    expect(summary({ action: 'created' }, { error: new UserError(['no']) })).toMatch('### ❌ Preview `pr-42` failed\n');
  });

  test('quotes an error so that nothing in it breaks out', () => {
    const error = new UserError(['before\n````\n<img src=x>\n```']);
    expect(summary({}, { error })).toContain('`````text\nbefore\n````\n<img src=x>\n```\n`````');
  });

  test('draws where the time went', () => {
    expect(summary({ phases: PHASES })).toContain(
      [
        '```mermaid',
        'gantt',
        '    dateFormat X',
        '    axisFormat %s s',
        '    Foundation (1.2 s) :done, 0.000, 1.200',
        '    Rollout (1 min 34 s) :active, 1.200, 95.000',
        '```',
      ].join('\n'),
    );
  });

  test('draws a long run in minutes, whatever the time zone of the reader', () => {
    const long: Phase[] = [
      { name: 'CloudFront', state: 'failed', startedAtMilliseconds: 60_000, endedAtMilliseconds: 600_000 },
    ];
    expect(renderGantt(long, 600_000)).toEqual(
      expect.arrayContaining(['    axisFormat %s min', '    CloudFront (9 min) :crit, 1.000, 10.000']),
    );
  });

  test('of a sweep is a table of all environments', () => {
    const verdicts = [
      { environment: 'pr-1', result: 'removed' as const, reason: 'Pull request 1 is closed.' },
      { environment: 'pr-2', result: 'failed' as const, reason: 'one\ntwo | <b>' },
    ];
    const told = renderSummary({ ...emptyReport(), action: 'swept', verdicts }, PLACE, { durationMilliseconds: 1 });
    expect(told).toContain('### Previews were swept');
    expect(told).toContain('| `pr-1` | removed | Pull request 1 is closed. |');
    expect(told).toContain('| `pr-2` | failed | one<br>two \\| \\<b\\> |');
  });
});

describe('the comment', () => {
  test('of a run at work tells its phases', () => {
    expect(comment({ commit: COMMIT, phases: PHASES, expiresAt: new Date(0) })).toBe(
      [
        '### ⏳ Preview `pr-42` is being deployed',
        '',
        `**${URL}** · [Admin](${URL}/app)`,
        '',
        '| | Phase | Time |',
        '|---|---|--:|',
        '| ✅ | Foundation | 1.2 s |',
        '| ⏳ | Rollout |  |',
        '',
        `Commit ${linkTo(COMMIT)} · ${RUN}`,
      ].join('\n'),
    );
  });

  test('of a good run gives address, commit, expiry and time, and folds the rest', () => {
    const expiresAt = new Date('2026-11-28T13:40:00Z');
    expect(comment({ action: 'created', commit: COMMIT, phases: PHASES.slice(0, 1), expiresAt }, {})).toBe(
      [
        '### ✅ Preview `pr-42` is up',
        '',
        `**${URL}** · [Admin](${URL}/app)`,
        '',
        `Commit ${linkTo(COMMIT)} · expires 28 Nov 2026, 13:40 UTC · took 1 min 35 s · ${RUN}`,
        '',
        '<details><summary>Where the time went</summary>',
        '',
        '| | Phase | Time |',
        '|---|---|--:|',
        '| ✅ | Foundation | 1.2 s |',
        '',
        '</details>',
      ].join('\n'),
    );
  });

  test('of a run that failed says why in short, keeps the last good version, and folds the whole story', () => {
    const error = new RolloutError('one\ntwo\nthree\nfour\nfive', { hint: 'Mend it.' });
    const told = comment({ commit: COMMIT, served: { commit: OLDER, isOlder: true } }, { error });
    expect(told).toContain('### ❌ Preview `pr-42` failed');
    expect(told).toContain(`It still shows ${linkTo(OLDER)}, the last that was good.`);
    expect(told).toContain('> one  \n> two  \n> three  \n> four  \n');
    expect(told).toContain(
      '<details><summary>The whole story</summary>\n\n```text\none\ntwo\nthree\nfour\nfive\nMend it.',
    );
  });

  test('of a failed run before which nothing answered says so', () => {
    const { served: _, ...nothing } = report();
    const end = { durationMilliseconds: 1, error: new UserError(['no']) };
    const told = renderComment({ report: nothing, doing: 'deploy', place: PLACE, end });
    expect(told).toContain('Nothing answers there yet.');
  });

  test.each<{ what: string; doing: 'deploy' | 'destroy'; end: Partial<End> | undefined; headline: string }>([
    {
      what: 'cancelled',
      doing: 'deploy',
      end: { error: new CancelledError() },
      headline: '### ⏹️ Preview `pr-42`: the run was cancelled',
    },
    {
      what: 'at work to take it away',
      doing: 'destroy',
      end: undefined,
      headline: '### ⏳ Preview `pr-42` is being taken away',
    },
    {
      what: 'unable to take it away',
      doing: 'destroy',
      end: { error: new UserError(['no']) },
      headline: '### ❌ Preview `pr-42` could not be taken away',
    },
  ])('of a run that is $what', ({ doing, end, headline }) => {
    expect(comment({}, end, doing)).toMatch(headline);
  });

  test('of a removal says why, and gives no address that answers no more', () => {
    const told = comment({ action: 'destroyed', reason: 'Pull request 42 is merged.', commit: COMMIT }, {}, 'destroy');
    expect(told).toContain('### Preview `pr-42` is gone\n\n> Pull request 42 is merged.');
    expect(told).not.toMatch(`${URL}|${COMMIT}`);
  });

  test('quotes a reason so that nothing in it breaks out, and nobody is called', () => {
    const told = comment({}, { error: new UserError(['<img src=x> @octocat #7 [a](b) `c`\n# d\n- e\n1. f']) });
    expect(told).toContain('> \\<img src=x\\> @\u200boctocat #\u200b7 \\[a\\](b) \\`c\\`');
    expect(told).toContain('\n> #\u200b d  \n> \\- e  \n> \\1. f');
  });

  test('is known by a mark that no other environment has, nor one whose name begins alike', () => {
    const marker = commentMarker(identity({ environment: 'pr-4' }));
    expect(marker).toBe('<!-- medusa-preview acme/shop:shop pr-4 -->');
    expect(commentMarker(identity({ environment: 'pr-42' })).startsWith(marker)).toBe(false);
  });
});

test('plain text is left as it is by the escape', () => {
  expect(escapeMarkdown('Pull request 42 is open.')).toBe('Pull request 42 is open.');
});

test('values that were read or written show nowhere: they may be secret', () => {
  const told = [summary({}), comment({}, {}), JSON.stringify(renderOutputs(report(), 0))];
  expect(told.join('\n')).not.toMatch(/secret/);
});

test('what only the log shows, the summary and the comment bring along', () => {
  const error = new RolloutError('migrate-command failed.', { hint: 'Mend it.', lastLines: ['one', '::two'] });
  const quoted = '```text\nmigrate-command failed.\nMend it.\nIts last log lines:\n  | one\n  | : :two\n```';
  expect(summary({}, { error })).toContain(quoted);
  expect(comment({}, { error })).toContain(quoted);
});

test('phases are written down as they run, also side by side, and when they fail', async () => {
  const { clock, pass } = stillness();
  const phases: Phase[] = [];
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const during = recordPhases({ clock, beganAtMilliseconds: clock.nowMilliseconds(), phases, onChange });
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
  expect(changes).toBe(4);
  expect(phases.map(({ name, state, startedAtMilliseconds }) => [name, state, startedAtMilliseconds])).toEqual([
    ['slow', 'done', 100],
    ['bad', 'failed', 100],
  ]);
  expect(renderPhases(phases)).toContain('| ✅ | slow | 0.5 s |');
});
