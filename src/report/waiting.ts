// Owns the row of a preview that waits for its image: the mark by which it is recognized, and its text once nobody waits. Pure.
import { renderCode } from '../text/markdown.ts';
import type { Report } from './report.ts';

/** Why an image has not come. */
export type WaitingEnd = 'failed' | 'cancelled' | 'expired';

const BEGINNING = '<!-- waiting since ';
/** A row that waits quotes nobody, so that nobody else can end one like this. */
const MARK = new RegExp(`\\n(${BEGINNING}(\\S+) in \\S+ -->)\\s*$`);
const HEADLINE = /^### .*$/m;
const OUTCOMES: Record<WaitingEnd, string> = {
  failed: '❌ %s: the job failed before its image was there',
  cancelled: '⏹️ %s: the job was cancelled before its image was there',
  expired: '⏹️ %s: no image has come for a day',
};
/** The end of the sentence about the version that answers meanwhile. */
export const UNTIL_ROLLED_OUT = ' until the new one is rolled out.';
export const LAST_GOOD = ', the last that was good.';

/** The invisible last line of such a row, which no other run writes; undefined if the run leaves nothing waiting. */
export function waitingMark({ action, waitingSince, runUrl, end }: Report): string | undefined {
  const isWaiting = action === 'prepared' && end !== undefined && end.error === undefined;
  return isWaiting && waitingSince !== undefined
    ? `${BEGINNING}${waitingSince.toISOString()} in ${runUrl} -->`
    : undefined;
}

/** Undefined if the row waits for nothing. */
export function readWaiting(text: string): { mark: string; since: Date } | undefined {
  const [, mark, since] = MARK.exec(text) ?? [];
  return mark === undefined || since === undefined ? undefined : { mark, since: new Date(since) };
}

/** The address stays, and so does the link to the run. */
export function endWaiting(text: string, environment: string, how: WaitingEnd): string {
  const subject = `Preview ${renderCode(environment)}`;
  return text
    .replace(MARK, '')
    .replace(HEADLINE, () => `### ${OUTCOMES[how].replace('%s', () => subject)}`)
    .replace(UNTIL_ROLLED_OUT, LAST_GOOD);
}
