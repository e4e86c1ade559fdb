// Owns the first lines of a report: the state of the preview, its URL, and the version that answers there. Pure.

import { CancelledError } from '../errors.ts';
import { renderDuration } from '../text/duration.ts';
import { renderCode } from '../text/markdown.ts';
import { renderAccess } from './access.ts';
import type { ActionTaken, Report, Unchanged } from './report.ts';
import { LAST_GOOD, UNTIL_ROLLED_OUT } from './waiting.ts';

const DONE: Record<Exclude<ActionTaken, 'prepared'>, string> = {
  created: '✅ %s is up',
  updated: '✅ %s is updated',
  unchanged: '✅ %s is up to date',
  destroyed: '%s was destroyed',
  skipped: '⏭️ %s was skipped',
  planned: '📝 %s was only planned',
  swept: '✅ %s is done',
  asleep: '💤 %s is asleep',
  woken: '✅ %s is awake',
};

export function renderHeadline(report: Report): string {
  const { environment, sweepResults, isStorefront } = report;
  const kind = isStorefront ? 'Storefront' : 'Preview';
  const named = environment === undefined ? 'The preview' : `${kind} ${renderCode(environment)}`;
  const subject = sweepResults === undefined ? named : 'The sweep';
  return `### ${sentence(report).replace('%s', () => subject)}`;
}

/** For these, `updated` would not say what was done. */
const DONE_BY_COMMAND: Record<string, string> = {
  reset: '✅ %s has a new database',
  keep: '✅ %s is kept',
};

const COURSES = {
  deploy: { running: ' is being deployed', failed: 'failed' },
  prepare: { running: ': the address is being prepared', failed: 'could not be prepared' },
  destroy: { running: ' is being taken away', failed: 'could not be taken away' },
  sleep: { running: ' is being put to sleep', failed: 'could not be put to sleep' },
  wake: { running: ' is being woken', failed: 'could not be woken' },
  reset: { running: ': its database is being made anew', failed: 'could not be reset' },
  keep: { running: ' is being kept', failed: 'could not be kept' },
};

function sentence(report: Report): string {
  const { action, served, end, asleepSince, doing } = report;
  const { running, failed } = COURSES[courseOf(report)];
  if (end === undefined) return `⏳ %s${running}`;
  if (end.error instanceof CancelledError) return '⏹️ %s: the run was cancelled';
  if (end.error !== undefined || action === undefined) return `❌ %s ${failed}`;
  if (action === 'prepared') return `⏳ %s: address ready. Waiting for ${renderAwaited(report)}`;
  if (action === 'unchanged' && asleepSince !== undefined) return DONE.asleep;
  if (action === 'updated') return DONE_BY_COMMAND[doing ?? ''] ?? DONE.updated;
  return action === 'created' && served === undefined ? '✅ %s is made' : DONE[action];
}

function courseOf({ isRemoval, isPreparation, doing = 'deploy' }: Report): keyof typeof COURSES {
  if (isRemoval) return 'destroy';
  return isPreparation ? 'prepare' : doing;
}

/** The image is not built yet, and nobody knows whether it will be. */
function renderAwaited({ commit }: Report): string {
  const [sha] = /^[0-9a-f]{7}/i.exec(commit ?? '') ?? [];
  return sha === undefined ? 'its image' : `the image of ${sha}`;
}

/** The URL, and a sentence about what answers there if it is not the version that this run deploys. */
export function renderAddress(report: Report): string[] {
  const { url, adminUrl, action } = report;
  if (url === undefined || action === 'destroyed') return [];
  const { query, notes } = renderAccess(report);
  const address = query === '' ? url : `[${url}](${url}/${query})`;
  const admin = adminUrl === undefined ? [] : [`[Admin](${adminUrl}${query})`];
  const links = [`**${address}**`, ...admin, ...notes].join(' · ');
  const answer = renderAnswer(report);
  return [answer === undefined ? links : `${links}  \n${answer}`, ''];
}

function renderAnswer(report: Report): string | undefined {
  const { served, action, repositoryUrl, end, asleepSince, isWokenByVisits } = report;
  if (asleepSince !== undefined && end?.error === undefined) return renderSleep(asleepSince, isWokenByVisits);
  if (served === undefined) {
    const isUnasked = end !== undefined && end.error === undefined && action === 'created';
    return isUnasked ? 'This run did not wait until it answers.' : 'Nothing answers there yet.';
  }
  if (!served.isOlder || action === 'planned') return undefined;
  const what = served.commit === undefined ? 'the previous version' : renderCommit(served.commit, repositoryUrl);
  return end?.error === undefined ? `It still shows ${what}${UNTIL_ROLLED_OUT}` : `It still shows ${what}${LAST_GOOD}`;
}

/** `Asleep since 1 Dec 2026, 01:00 UTC. …` */
export function renderSleep(since: Date, isWokenByVisits = false): string {
  const wakes = isWokenByVisits
    ? 'A visit wakes it, and so does a new version,'
    : 'A new version wakes it, and so does';
  return `Asleep since ${renderTime(since)}. ${wakes} the comment "/preview wake", where that is set up, or a run with "mode: wake".`;
}

/** Commit, expiry, duration and the link to the run, in one line. */
export function renderFacts(report: Report): string {
  const { commit, unchanged, expiresAt, action, runUrl, repositoryUrl, end } = report;
  const isGone = action === 'destroyed';
  const facts = [
    unchanged !== undefined && !isGone && renderUnchanged(unchanged, (sha) => renderCommit(sha, repositoryUrl)),
    unchanged === undefined && commit !== undefined && !isGone && `Commit ${renderCommit(commit, repositoryUrl)}`,
    expiresAt !== undefined && !isGone && end !== undefined && `expires ${renderTime(expiresAt)}`,
    end !== undefined && `took ${renderDuration(end.durationMilliseconds)}`,
    `[workflow run](${runUrl})`,
  ].filter((fact) => fact !== false);
  const line = facts.join(' · ');
  return line.slice(0, 1).toUpperCase() + line.slice(1);
}

/** `Image unchanged since bbbbbbb` */
export function renderUnchanged({ since }: Unchanged, render = (sha: string) => sha.slice(0, 7)): string {
  return since === undefined ? 'Image unchanged' : `Image unchanged since ${render(since)}`;
}

/** Links a commit. The SHA comes from a tag, which may contain anything. */
export function renderCommit(sha: string, repositoryUrl: string): string {
  const isCommit = /^[0-9a-f]+$/i.test(sha);
  return isCommit ? `[\`${sha.slice(0, 7)}\`](${repositoryUrl}/commit/${sha})` : renderCode(sha);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `28 Nov 2026, 13:40 UTC` */
export function renderTime(time: Date): string {
  const clock = time.toISOString().slice(11, 16);
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}, ${clock} UTC`;
}
