import { describe, expect, test } from '@jest/globals';
import { CancelledError, CheckError, joined, RolloutError, UserError } from '../../src/errors.ts';
import { renderComment, renderRow } from '../../src/report/comment-body.ts';
import { rowMarker } from '../../src/report/comment-rows.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type Phase, renderGantt } from '../../src/report/phases.ts';
import type { ActionTaken, Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { escapeMarkdown } from '../../src/text/markdown.ts';
import { identity } from '../support/build.ts';
import { COMMIT, emptyReport, linkTo, OLDER, RUN, report, step, URL } from '../support/report.ts';

/** The comment's words; of a run at work where it has no end. */
function comment(over: Partial<Report>, end?: Partial<Report['end']>, doing: 'deploy' | 'destroy' = 'deploy'): string {
  const whole = end && { durationMilliseconds: 95_000, ...end };
  return renderComment({ ...report(over), isRemoval: doing === 'destroy', end: whole });
}

function summary(over: Partial<Report>, end: Partial<Report['end']> = {}): string {
  return renderSummary({ ...report(over), end: { durationMilliseconds: 95_000, ...end } });
}

function phase(name: string, state: Phase['state'], [start, end]: [number, number?]): Phase {
  return { name, state, startedAtMilliseconds: start, endedAtMilliseconds: end };
}

const PHASES = [
  phase('Foundation', 'done', [0, 1_200]),
  phase('Load balancer', 'done', [1_200, 1_201]),
  phase('Rollout', 'running', [1_200]),
];
const HINT = { hint: 'Fix it.' };
const LINKS = `**${URL}** · [Admin](${URL}/app)`;

describe('the summary', () => {
  test('of a good run', () => {
    const rendered = `### ✅ Preview \`pr-42\` is updated\n\n${LINKS}\n\nPull request 42 is open.\n\n`;
    const facts = `Commit ${linkTo(COMMIT)} · took 1 min 35 s · ${RUN}\n\n#### What was done\n\n`;
    const steps = '- **updated** service `shop-pr-42`: `taskDefinition`, `desiredCount`\n\n';
    const kept = 'Kept as it was: distribution `shop-pr-42`.\n';
    expect(summary({ commit: COMMIT })).toBe(rendered + facts + steps + kept);
  });

  test.each<[ActionTaken, string]>([
    ['created', '✅ Preview `pr-42` is up'],
    ['updated', '✅ Preview `pr-42` is updated'],
    ['unchanged', '✅ Preview `pr-42` is up to date'],
    ['destroyed', 'Preview `pr-42` was destroyed'],
    ['skipped', '⏭️ Preview `pr-42` was skipped'],
    ['planned', '📝 Preview `pr-42` was only planned'],
  ])('of what was %s is headed %s', (action, words) => {
    expect(summary({ action })).toMatch(`### ${words}\n`);
  });

  test('of a removal gives no address that answers no more', () => {
    expect(summary({ action: 'destroyed' })).not.toContain(URL);
  });

  test('of a run that failed early', () => {
    const end = { durationMilliseconds: 400, error: new UserError(['image: missing. Give it.']) };
    const rendered = `### ❌ The preview failed\n\n> image: missing. Give it.  \n\nTook 0.4 s · ${RUN}\n`;
    expect(renderSummary({ ...emptyReport(), end })).toBe(rendered);
  });

  test('of a plan says what would be done, that nothing was written, and not where the time went', () => {
    const rendered = summary({ action: 'planned', phases: PHASES, served: { commit: OLDER, isOlder: true } });
    expect(rendered).toContain('#### What would be done; nothing was written\n\n- **update** service `shop-pr-42`: ');
    expect(rendered).not.toMatch(/mermaid|It still shows/);
    expect(summary({ action: 'planned', steps: [step('keep', 'service')] })).toContain('#### Nothing would change');
  });

  test('of one that nobody waited for does not call it up', () => {
    const { served: _, ...unseen } = report({ action: 'created' });
    const rendered = renderSummary({ ...unseen, end: { durationMilliseconds: 95_000 } });
    expect(rendered).toMatch('### ✅ Preview `pr-42` is made\n');
    expect(rendered).toContain('This run did not wait until it answers.');
  });

  test('of a removal that failed says what failed', () => {
    const rendered = summary({ isRemoval: true }, { error: new UserError(['no']) });
    expect(rendered).toMatch('### ❌ Preview `pr-42` could not be taken away\n');
  });

  test('of a run that failed says so, whatever it had done before', () => {
    expect(summary({ action: 'created' }, { error: new UserError(['no']) })).toMatch('### ❌ Preview `pr-42` failed\n');
  });

  test('quotes an error so that nothing in it breaks out', () => {
    const rendered = summary({}, { error: new UserError(['before\n````\n<img src=x>\n```\nafter']) });
    expect(rendered).toContain('> before  \n> \\`\\`\\`\\`  \n> \\<img src=x\\>  \n> \\`\\`\\`  \n');
    expect(rendered).toContain('`````text\nbefore\n````\n<img src=x>\n```\nafter\n`````');
  });

  test('draws where the time went, in whole milliseconds: mermaid takes no others', () => {
    const rendered = summary({ phases: PHASES });
    expect(rendered).toContain('```mermaid\n---\nconfig:\n  gantt:\n');
    expect(rendered).toContain('---\ngantt\n    dateFormat x\n    axisFormat %s s\n    tickInterval 30second\n');
    expect(rendered).toContain('    section Foundation\n    1.2 s :0, 1200\n');
    expect(rendered).toContain('    section ⏳ Rollout\n    1 min 34 s :1200, 95000\n```\n');
  });

  test('draws a long run in minutes, whatever the time zone of the reader', () => {
    const long = [phase('Foundation', 'done', [1_000, 2_500]), phase('CloudFront', 'failed', [61_000, 601_000])];
    const gantt = renderGantt(long, 601_000);
    expect(gantt).toEqual(expect.arrayContaining(['    axisFormat %s min', '    1.5 s :0, 25']));
    expect(gantt).toEqual(expect.arrayContaining(['    section ❌ CloudFront', '    9 min :crit, 1000, 10000']));
  });

  test.each([
    [3_000, 's', 1],
    [180_000, 's', 60],
    [181_000, 'min', 1],
    [845_000, 'min', 5],
    [20_000_000, 'min', 60],
  ])('of a run of %d ms has few ticks on its axis, of %s', (milliseconds, unit, step) => {
    const gantt = renderGantt(PHASES, milliseconds);
    expect(gantt).toEqual(expect.arrayContaining([`    axisFormat %s ${unit}`, `    tickInterval ${step}second`]));
  });

  test('draws nothing of a single phase, and nothing of a run that was skipped', () => {
    expect(summary({ phases: PHASES.slice(0, 2) })).not.toContain('Where the time went');
    expect(summary({ phases: PHASES, action: 'skipped' })).not.toContain('Where the time went');
  });

  test('of a sweep lists all environments, what changed before what was kept, and nothing twice', () => {
    const sweepResults = [
      { environment: 'pr-1', result: 'kept' as const, reason: 'Pull request 1 is open.' },
      { environment: 'pr-2', result: 'removed' as const, reason: 'Pull request 2 is closed.' },
      { environment: 'pr-3', result: 'failed' as const, reason: 'one\ntwo | <b>\n- three' },
    ];
    const swept: Report = { ...emptyReport(), action: 'swept', reason: 'Removed 1 of 3 environments.', sweepResults };
    const end = { durationMilliseconds: 1 };
    expect(renderSummary({ ...swept, end })).toContain('### ✅ The sweep is done\n\nRemoved 1 of 3 environments.\n');
    const error = new RolloutError('pr-3: one\ntwo | <b>\n- three', { hint: 'Fix it.' });
    const rendered = renderSummary({ ...swept, end: { ...end, error } });
    expect(rendered).toContain('### ❌ The sweep failed\n\nRemoved 1 of 3 environments.\n\nFix it.\n');
    expect(rendered).toContain('#### ❌ Failed: 1\n\n- `pr-3`: one  \n  two \\| \\<b\\>  \n  \\- three\n');
    expect(rendered).toContain('#### Removed: 1\n\n- `pr-2`: Pull request 2 is closed.\n');
    expect(rendered).toContain('<summary>Kept: 1</summary>\n\n- `pr-1`: Pull request 1 is open.\n');
    expect(rendered).not.toContain('```');
    expect(renderSummary({ ...swept, end: { ...end, error: new UserError(['no']) } })).toContain('\n> no  \n');
  });
});

describe('the comment', () => {
  test('of a run at work shows its phases', () => {
    const table = '| Phase | Time |\n|:--|--:|\n| ✅ Foundation | 1.2 s |\n| ⏳ Rollout | running |';
    expect(comment({ commit: COMMIT, phases: PHASES, expiresAt: new Date(0) })).toBe(
      `### ⏳ Preview \`pr-42\` is being deployed\n\n${LINKS}\n\n${table}\n\nCommit ${linkTo(COMMIT)} · ${RUN}`,
    );
  });

  test('of a good run gives address, commit, expiry and time, and folds the rest', () => {
    const expiresAt = new Date('2026-11-28T13:40:00Z');
    const rendered = comment({ action: 'created', commit: COMMIT, phases: PHASES.slice(0, 1), expiresAt }, {});
    const facts = `Commit ${linkTo(COMMIT)} · expires 28 Nov 2026, 13:40 UTC · took 1 min 35 s · ${RUN}`;
    const table = '| Phase | Time |\n|:--|--:|\n| ✅ Foundation | 1.2 s |';
    const fold = `<details><summary>Where the time went</summary>\n\n${table}\n\n</details>`;
    expect(rendered).toBe(`### ✅ Preview \`pr-42\` is up\n\n${LINKS}\n\n${facts}\n\n${fold}`);
  });

  test('of a run that failed says why in short, keeps the last good version, and folds the rest', () => {
    const error = new RolloutError('one\ntwo\nthree\nfour\nfive', { hint: 'Fix it.' });
    const rendered = comment({ commit: COMMIT, served: { commit: OLDER, isOlder: true } }, { error });
    expect(rendered).toContain('### ❌ Preview `pr-42` failed');
    expect(rendered).toContain(`It still shows ${linkTo(OLDER)}, the last that was good.`);
    const fold = '<details><summary>Details</summary>\n\n```text\none\ntwo\nthree\nfour\nfive\nFix it.';
    expect(rendered).toContain(`> one  \n> two  \n> three  \n> four  \n\nFix it.\n\n${fold}`);
  });

  test('of a run that failed says nothing twice', () => {
    const details = ['Here:', '  | boom'];
    const rendered = comment({}, { error: new RolloutError('one', { hint: 'Fix it.', details }) });
    const fold = '<details><summary>Details</summary>\n\n```text\nHere:\n  | boom\n```';
    expect(rendered).toContain(`> one  \n\nFix it.\n\n${fold}`);
  });

  test.each<[what: string, error: unknown, words: string]>([
    ['log lines', new CheckError('no:\nHere:\n  | boom\nexit'), '> no:  \n> exit  \n\n<details>'],
    ['a stack', Object.assign(new Error('no'), { stack: 'no\n    at x' }), 'report it:  \n> no  \n\n<details>'],
    ['problems', new UserError(['a\n# *b*', '- c', ...'def']), '- a  \n  #\u200b \\*b\\*\n- \\- c\n- d\n- e\n- f\n'],
    ['joined ones', joined([new UserError(['a']), new CheckError('b', HINT)]), '> a  \n\n> b  \n\nFix it.\n\nTook'],
    ['a network', new CheckError('a', { cause: new AggregateError([new Error('x')]) }), '> a  \n\nTook'],
    ['an end', new CancelledError('The run was cancelled. So.', HINT), '\n\n> So.  \n\nFix it.\n'],
  ])('of an error with %s is short', (_, error, words) => {
    expect(comment({}, { error })).toContain(words);
  });

  test('of a run that is not through says what answers until then', () => {
    const { served: _, ...nothing } = report();
    const end = { durationMilliseconds: 1, error: new UserError(['no']) };
    expect(renderComment({ ...nothing, end })).toContain(`${LINKS}  \nNothing answers there yet.`);
    expect(renderComment(nothing)).toContain('Nothing answers there yet.');
    const older = comment({ served: { commit: OLDER, isOlder: true } });
    expect(older).toContain(`It still shows ${linkTo(OLDER)} until the new one is rolled out.`);
  });

  test('of a short run does not show where the time went, nor of one that was skipped', () => {
    expect(comment({ phases: PHASES }, { durationMilliseconds: 3_000 })).not.toContain('Foundation');
    const skipped = comment({ phases: PHASES, action: 'skipped', reason: 'There are 10.' }, {});
    expect(skipped).toContain('### ⏭️ Preview `pr-42` was skipped');
    expect(skipped).toContain('> There are 10.');
    expect(skipped).not.toContain('Foundation');
  });

  test.each<[words: string, 'deploy' | 'destroy', Partial<Report['end']> | undefined]>([
    ['### ⏹️ Preview `pr-42`: the run was cancelled', 'deploy', { error: new CancelledError() }],
    ['### ⏳ Preview `pr-42` is being taken away', 'destroy', undefined],
    ['### ❌ Preview `pr-42` could not be taken away', 'destroy', { error: new UserError(['no']) }],
  ])('can be headed %s', (words, doing, end) => {
    expect(comment({}, end, doing)).toMatch(words);
  });

  test('of a removal says why, and gives no address that answers no more', () => {
    const reason = 'Pull request 42 is merged.';
    const rendered = comment({ action: 'destroyed', reason, commit: COMMIT }, {}, 'destroy');
    expect(rendered).toContain('### Preview `pr-42` was destroyed\n\n> Pull request 42 is merged.');
    for (const text of [URL, COMMIT]) expect(rendered).not.toContain(text);
    expect(comment({ reason }, undefined, 'destroy')).toContain('> Pull request 42 is merged.');
  });

  test('quotes a reason so that nothing in it breaks out, and nobody is called', () => {
    const rendered = comment({}, { error: new UserError(['<img src=x> @octocat #7 [a](b) `c`\n# d\n- e\n1. f']) });
    expect(rendered).toContain('> \\<img src=x\\> @\u200boctocat #\u200b7 \\[a\\](b) \\`c\\`');
    expect(rendered).toContain('\n> #\u200b d  \n> \\- e  \n> 1\\. f');
  });

  test('is brief where there is no space for the whole: what there is to click, and no details', () => {
    const error = new UserError([`no ${'x'.repeat(5_000)}`]);
    const { whole, brief } = renderRow({ ...report({}), end: { durationMilliseconds: 95_000, error } });
    expect(whole).toContain('<details>');
    expect(brief).toBe(`### ❌ Preview \`pr-42\` failed\n\n${LINKS}\n\nTook 1 min 35 s · ${RUN}`);
  });

  test('is known by a mark that no other environment has, nor one whose name begins alike', () => {
    const marker = rowMarker(identity({ environment: 'pr-4' }));
    expect(marker).toBe('<!-- medusa-preview acme/shop:shop pr-4 -->');
    expect(rowMarker(identity({ environment: 'pr-42' })).startsWith(marker)).toBe(false);
  });
});

test.each([
  ['Pull request 42 is open.', 'Pull request 42 is open.'],
  ['(see https://a.example/b_c?d=1&e=2#f).', '(see <https://a.example/b_c?d=1&e=2#f>).'],
  ['[a](https://a.example/*b*)', '\\[a\\](<https://a.example/>\\*b\\*)'],
  ['https://a.example/<b>', '<https://a.example/>\\<b\\>'],
  ['\u001b[31mred\u001b[39m GH-7', 'red GH-\u200b7'],
])('plain text and addresses are left as they are by the escape, all else becomes text (%#)', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test('values that were read or written show nowhere: they may be secret', () => {
  const rendered = [summary({}), comment({}, {}), JSON.stringify(renderOutputs(report()))];
  expect(rendered.join('\n')).not.toMatch(/secret/);
});

test('what only the log shows, the summary and the comment bring along', () => {
  const error = new RolloutError('migrate-command failed.', {
    ...HINT,
    lastLines: ['\u001b[31mone\u001b[39m', '::two'],
  });
  const quoted = '```text\nIts last log lines:\n  | one\n  | : :two\n```';
  expect(summary({}, { error })).toContain(quoted);
  expect(comment({}, { error })).toContain(quoted);
  expect(comment({}, { error: joined([new UserError(['no']), error]) })).toContain(quoted);
});

test('what a task logged is left out of a comment that everybody can read', () => {
  const diagnosed = new RolloutError('The rollout failed.', {
    ...HINT,
    details: ['Last log lines of medusa:', '  | a secret', '  | another', 'In the console: https://a.example'],
  });
  const error = new RolloutError('migrate-command failed.', { ...HINT, lastLines: ['a secret'] });
  for (const failure of [diagnosed, error]) {
    const shown = comment({ isPrivateRepository: false }, { error: failure });
    expect(shown).not.toContain('secret');
    expect(shown).toContain('The end of its log is in the workflow run.');
    expect(summary({ isPrivateRepository: false }, { error: failure })).toContain('a secret');
  }
  expect(comment({ isPrivateRepository: false }, { error: diagnosed })).toContain('In the console');
});
