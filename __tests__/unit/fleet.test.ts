import { expect, test } from '@jest/globals';
import type { FleetRow, Report, SweepResult } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { emptyReport } from '../support/report.ts';

const now = new Date('2026-12-03T08:00:00Z');
const row: FleetRow = {
  pullRequest: 42,
  author: 'mona',
  commit: 'a'.repeat(40),
  state: 'awake',
  createdAt: new Date('2026-12-01T03:00:00Z'),
  sleptHours: 13.25,
  now,
  lastVisit: new Date('2026-12-03T07:00:00Z'),
  expiresAt: undefined,
};
const kept = (environment: string, fleet: Partial<FleetRow> = {}): SweepResult => ({
  environment,
  result: 'kept',
  reason: 'Pull request 42 is open.',
  fleet: { ...row, ...fleet },
});
const summaryOf = (sweepResults: SweepResult[]): string =>
  renderSummary({ ...emptyReport(), action: 'swept', reason: 'Removed 0 of 1 environments.', sweepResults } as Report);

test('the summary of a sweep shows the fleet', () => {
  const link = 'https://github.com/acme/shop';
  const { repositoryUrl } = emptyReport();
  const summary = summaryOf([
    kept('pr-42'),
    { ...kept('demo', { pullRequest: undefined, author: undefined, lastVisit: 'none' }), result: 'asleep' },
  ]);
  expect(summary.replaceAll(repositoryUrl, link)).toContain(
    [
      '#### Fleet: 2',
      '',
      '| environment | pull request | commit | state | age | awake | last visit | expires |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      `| \`pr-42\` | [#42](${link}/pull/42) mona | [\`aaaaaaa\`](${link}/commit/${'a'.repeat(40)}) | awake | 2 d 5 h | 40 h | 3 Dec 2026, 07:00 UTC | – |`,
      `| \`demo\` | – | [\`aaaaaaa\`](${link}/commit/${'a'.repeat(40)}) | put to sleep | 2 d 5 h | 40 h | not since its last deploy | – |`,
    ].join('\n'),
  );
});

test('fifty rows stay a table, whatever the names are', () => {
  const names = Array.from({ length: 50 }, (_, at) => `${'|'.repeat(60)}${at}`);
  const lines = summaryOf(names.map((name) => kept(name, { author: 'a|b\n<b>' })))
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(lines).toHaveLength(50);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(600);
});
