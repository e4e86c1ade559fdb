// Owns the words of the comment on the pull request: how it stands with the preview, and why. Pure.
import { CancelledError, ExplainedError, explain, RolloutError, UserError } from '../errors.ts';
import type { Identity } from '../identity.ts';
import {
  escapeMarkdown,
  renderBlockquote,
  renderCodeBlock,
  renderFold,
  renderItem,
  shortened,
  spaced,
} from '../text/markdown.ts';
import { renderQuote } from '../text/quote.ts';
import { type Place, renderAddress, renderFacts, renderHeadline } from './headline.ts';
import { renderPhases } from './phases.ts';
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
  return [
    renderHeadline(report, end, doing),
    '',
    ...renderAddress(report, place, end),
    ...renderReason(report, doing, end),
    ...(end === undefined ? spaced(renderPhases(report.phases)) : renderError(end.error)),
    renderFacts(report, place, end),
    ...renderTimes(report, end),
  ].join('\n');
}

/** Why a preview goes, or was not made. That one is made needs no reason. */
function renderReason({ action, reason }: Report, doing: 'deploy' | 'destroy', end: End | undefined): string[] {
  const isTold = end?.error === undefined && (doing === 'destroy' || action === 'destroyed' || action === 'skipped');
  return isTold && reason !== undefined ? spaced(renderBlockquote(shortened(reason, MAX_REASON_LENGTH))) : [];
}

function renderError(error: unknown): string[] {
  if (error === undefined) return [];
  const { summary, details } = summarizeError(error);
  return spaced([
    ...summary,
    ...(details === undefined ? [] : ['', ...renderFold('Details', renderCodeBlock(details))]),
  ]);
}

/** Where a few seconds went, nobody asks. */
const MIN_RUN_MS = 10_000;

function renderTimes({ action, phases }: Report, end: End | undefined): string[] {
  if (end === undefined || end.durationMilliseconds < MIN_RUN_MS || action === 'skipped') return [];
  const fold = renderFold('Where the time went', renderPhases(phases));
  return fold.length === 0 ? [] : ['', ...fold];
}

/** In short, as Markdown, and what else there is to say. */
interface ErrorSummary {
  summary: string[];
  details: string | undefined;
}

export function summarizeError(error: unknown): ErrorSummary {
  const errors = partsOf(error);
  const summaries = errors.map(summaryOf);
  const rests = errors.map((each, at) => detailsOf(each, summaries[at]?.text ?? ''));
  const details = shortened([...new Set(rests)].filter((text) => text !== '').join('\n'), MAX_ERROR_LENGTH);
  const isAll = details === '' || error instanceof CancelledError;
  return {
    summary: summaries.flatMap(({ lines }, at) => (at === 0 ? lines : ['', ...lines])),
    details: isAll ? undefined : details,
  };
}

/** Failures that came together: `joined` makes one of them. What AWS's and GitHub's clients gather so is another thing. */
function partsOf(error: unknown): unknown[] {
  const cause = error instanceof ExplainedError ? error.cause : undefined;
  const parts: unknown[] = cause instanceof AggregateError ? cause.errors : [];
  return parts.length > 0 && parts.every((part) => part instanceof ExplainedError) ? parts : [error];
}

const MAX_PROBLEMS = 12;
const MAX_REASON_LENGTH = 800;

/** What went wrong, and below it what to do: as Markdown, and as it was before. */
function summaryOf(error: unknown): { lines: string[]; text: string } {
  const isList = error instanceof UserError && error.problems.length > 1;
  const texts = isList ? error.problems : [sentencesOf(error)].filter((text) => text !== '');
  const short = texts.slice(0, MAX_PROBLEMS).map((text) => shortened(text, MAX_REASON_LENGTH));
  const hint = error instanceof ExplainedError && error.hint !== undefined ? [error.hint] : [];
  const reasons = short.flatMap((text) => (isList ? renderItem(text) : renderBlockquote(text)));
  return {
    lines: [...(hint.length === 0 ? reasons : spaced(reasons)), ...hint.map((text) => escapeMarkdown(text))],
    text: [...short.map((text) => (isList ? `- ${text}` : text)), ...hint].join('\n'),
  };
}

const MAX_LINES = 4;
const IS_QUOTED = /^ {2}\| |^\s+at /;

/** Without what others wrote, the lines that lead to it, and what the headline says. */
function sentencesOf(error: unknown): string {
  const message = error instanceof ExplainedError ? error.message : explain(error);
  const lines = message.replace(/^The run was cancelled\.\s*/, '').split('\n');
  const leads = (line: string, at: number) => line.endsWith(':') && IS_QUOTED.test(lines[at + 1] ?? '');
  const said = lines.filter((line, at) => !IS_QUOTED.test(line) && !leads(line, at));
  return said.slice(0, MAX_LINES).join('\n');
}

/** GitHub takes 65,536 characters in a comment; nobody reads a third of that. */
const MAX_ERROR_LENGTH = 20_000;

/** The full message, where the summary is only its beginning, with what the log shows above the error. */
function detailsOf(error: unknown, summary: string): string {
  const lines = error instanceof RolloutError ? error.lastLines : [];
  const quote = lines.length === 0 ? [] : ['Its last log lines:', renderQuote(lines)];
  if (!(error instanceof ExplainedError)) return [explain(error), ...quote].join('\n');
  const { message, hint, details } = error;
  const isSummaryComplete = summary === (hint === undefined ? message : `${message}\n${hint}`);
  return [...(isSummaryComplete ? details : [explain(error)]), ...quote].join('\n');
}
