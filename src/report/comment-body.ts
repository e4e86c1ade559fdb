// Owns the words of the comment on the pull request: how it stands with the preview, and why. Pure.
import type { Identity } from '../environment/identity.ts';
import { explain, RolloutError } from '../errors.ts';
import { type Place, renderAddress, renderFacts, renderHeadline } from './headline.ts';
import { renderBlockquote, renderFence, renderFold, shortened } from './markdown.ts';
import { renderPhases } from './phases.ts';
import { renderQuote } from './quote.ts';
import type { End, Report } from './report.ts';

export interface CommentView {
  report: Report;
  doing: 'deploy' | 'destroy';
  place: Place;
  /** Undefined while the run is at work. */
  end: End | undefined;
}

/** First line of the comment, by which it is found again. It shows to nobody. */
export function commentMarker({ owner, environment }: Identity): string {
  return `<!-- medusa-preview ${owner} ${environment} -->`;
}

export function renderComment({ report, doing, place, end }: CommentView): string {
  const { phases, action, reason } = report;
  const isTold = action === 'destroyed' || action === 'skipped';
  return [
    renderHeadline(report, end, doing),
    '',
    ...renderAddress(report, place, end !== undefined),
    ...(isTold && reason !== undefined ? [...renderBlockquote(reason), ''] : []),
    ...(end?.error === undefined ? [] : [...renderReason(end.error), '']),
    ...(end === undefined && phases.length > 0 ? [...renderPhases(phases), ''] : []),
    renderFacts(report, place, end),
    ...(end !== undefined && phases.length > 0 ? ['', ...renderFold('Where the time went', renderPhases(phases))] : []),
  ].join('\n');
}

const MOST_LINES = 4;
const LONGEST_REASON = 800;
/** GitHub takes 65,536 characters in a comment; nobody reads a third of that. */
const LONGEST_ERROR = 20_000;

/** The reason in a few lines, and the whole of it, with what the application wrote, for those who open it. */
function renderReason(error: unknown): string[] {
  const whole = wholeStory(error);
  const lines = explain(error).split('\n');
  const first = shortened(lines.slice(0, MOST_LINES).join('\n'), LONGEST_REASON);
  const isAll = whole === first;
  return [...renderBlockquote(first), ...(isAll ? [] : ['', ...renderFold('The whole story', renderFence(whole))])];
}

/** What the workflow's log shows above the error, a report has to bring along. */
export function wholeStory(error: unknown): string {
  const lines = error instanceof RolloutError ? error.lastLines : [];
  const quote = lines.length === 0 ? [] : ['Its last log lines:', renderQuote(lines)];
  return shortened([explain(error), ...quote].join('\n'), LONGEST_ERROR);
}
