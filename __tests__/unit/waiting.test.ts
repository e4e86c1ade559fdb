import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { renderRow } from '../../src/report/comment-body.ts';
import { rowMarker } from '../../src/report/comment-rows.ts';
import { endWaiting, readWaiting, waitingMark } from '../../src/report/waiting.ts';
import { endJob, endLongWait } from '../../src/report/waiting-row.ts';
import { gitHubWith, storedComment } from '../support/comments.ts';
import { COMMIT, OLDER, report, URL } from '../support/report.ts';

const SINCE = new Date('2026-12-01T12:00:00.000Z');
const END = { durationMilliseconds: 5_000 };
const waiting = { ...report({ action: 'prepared', commit: COMMIT, waitingSince: SINCE, served: undefined }), end: END };
const { whole: TEXT } = renderRow(waiting);
const MARK = String(waitingMark(waiting));
const KEY = { owner: 'acme/shop:shop', environment: 'pr-42' };

describe('the mark of a row that waits for its image', () => {
  test('is its invisible last line, and says since when and in which run', () => {
    expect(TEXT.endsWith(`\n${MARK}`)).toBe(true);
    expect(MARK).toMatch(/^<!-- waiting since 2026-12-01T12:00:00\.000Z in https:\/\/\S+\/actions\/runs\/\d+ -->$/);
    expect(readWaiting(TEXT)).toEqual({ mark: MARK, since: SINCE });
  });

  test.each([
    ['goes on', { end: undefined }],
    ['failed', { end: { ...END, error: new UserError(['no']) } }],
    ['was overtaken', { action: 'skipped' as const }],
    ['has an image', { waitingSince: undefined }],
  ])('is left by no run that %s', (_, over) => {
    expect(waitingMark({ ...waiting, ...over })).toBeUndefined();
  });

  test.each([
    ['in the middle', `### up\n${MARK}\n\nmore`],
    ['in a log', `### failed\n\n\`\`\`text\n${MARK}\n\`\`\``],
  ])('means nothing %s', (_, text) => {
    expect(readWaiting(text)).toBeUndefined();
  });
});

describe('a row that waits no more', () => {
  test.each([
    ['failed', '### ❌ Preview `pr-42`: the job failed before its image was there'],
    ['cancelled', '### ⏹️ Preview `pr-42`: the job was cancelled before its image was there'],
    ['expired', '### ⏹️ Preview `pr-42`: no image has come for a day'],
  ] as const)('since %s says so, and keeps the address', (how, headline) => {
    const ended = endWaiting(TEXT, 'pr-42', how);
    expect(ended.split('\n')[0]).toBe(headline);
    expect(ended).toContain(`**${URL}**`);
    expect(readWaiting(ended)).toBeUndefined();
  });

  test('says of the version that answers that it is the last good one', () => {
    const served = { commit: OLDER, isOlder: true };
    const { whole } = renderRow({ ...waiting, served });
    expect(whole).toMatch(/It still shows .* until the new one is rolled out\./);
    expect(endWaiting(whole, 'pr-42', 'failed')).toMatch(/It still shows .*, the last that was good\./);
  });
});

describe('a sweep', () => {
  const hour = 3_600_000;

  test.each([
    ['a day and an hour', 25, 'no image has come for a day'],
    ['an hour less than a day', 23, MARK],
  ])('finds a row that has waited for %s', async (_, hours, words) => {
    const comments = [storedComment(1, `${rowMarker(KEY)}\n${TEXT}`)];
    const { surroundings, warnings } = on(comments);
    const now = new Date(SINCE.getTime() + hours * hour);
    await endLongWait({ ...surroundings, now }, { ...KEY, pullRequest: 42 });
    expect(comments[0]?.body).toContain(words);
    expect(warnings).toEqual([]);
  });
});

test.each(['success', '', 'skipped'])(
  'a job that ends as "%s" leaves the row waiting, and asks GitHub nothing',
  async (status) => {
    const comments = [storedComment(1, `${rowMarker(KEY)}\n${TEXT}`)];
    const { surroundings, methods } = on(comments);
    await endJob({ ...surroundings, status, saved: JSON.stringify({ pullRequest: 42, key: KEY, mark: MARK }) });
    expect(comments[0]?.body).toContain(MARK);
    expect(methods).toEqual([]);
  },
);

function on(comments: Parameters<typeof gitHubWith>[0]) {
  const { github, methods } = gitHubWith(comments);
  const warnings: string[] = [];
  const log = { warning: (text: string) => void warnings.push(text) };
  return { surroundings: { github, log, clock: { sleep: async () => {} }, random: () => 0 }, warnings, methods };
}
