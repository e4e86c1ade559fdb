// Owns the text of a row of the comment on the pull request: the state of the preview, and the reason for it. Pure.
import { CancelledError, ExplainedError, explain, RolloutError, UserError } from '../errors.ts';
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
import type { RowText } from './comment-rows.ts';
import { renderAddress, renderFacts, renderHeadline } from './headline.ts';
import { renderPhases } from './phases.ts';
import type { Report } from './report.ts';
import { waitingMark } from './waiting.ts';

export function renderRow(report: Report): RowText {
  const brief = [renderHeadline(report), '', ...renderAddress(report), renderFacts(report)].join('\n');
  const mark = waitingMark(report);
  // The mark has to be the last line, and this row has no details.
  return mark === undefined ? { whole: renderComment(report), brief } : { whole: `${brief}\n${mark}`, brief };
}

export function renderComment(report: Report): string {
  const { phases, end } = report;
  return [
    renderHeadline(report),
    '',
    ...renderAddress(report),
    ...renderReason(report),
    ...(end === undefined ? spaced(renderPhases(phases)) : renderError(end.error, report)),
    renderFacts(report),
    ...renderTimes(report),
  ].join('\n');
}

/** A preview that is removed or skipped needs a reason; one that is deployed does not. */
function renderReason({ action, reason, isRemoval, end }: Report): string[] {
  const isShown = end?.error === undefined && (isRemoval || action === 'destroyed' || action === 'skipped');
  return isShown && reason !== undefined ? spaced(renderBlockquote(shortened(reason, MAX_REASON_LENGTH))) : [];
}

/** Everybody can read a comment in a public repository, and a task may log anything. */
function renderError(error: unknown, { isPrivateRepository }: Report): string[] {
  if (error === undefined) return [];
  const { summary, details: all } = summarizeError(error);
  const details = isPrivateRepository ? all : all && withoutLog(all);
  return spaced([
    ...summary,
    ...(details === undefined ? [] : ['', ...renderFold('Details', renderCodeBlock(details))]),
  ]);
}

const LOG_TITLE = /^(Its last|Last) log lines\b.*:$/;

/** Leaves out the lines that a task logged. */
function withoutLog(details: string): string {
  let isLog = false;
  const kept = details.split('\n').flatMap((line) => {
    if (LOG_TITLE.test(line)) {
      isLog = true;
      return ['The end of its log is in the workflow run.'];
    }
    isLog &&= IS_QUOTED.test(line);
    return isLog ? [] : [line];
  });
  return kept.join('\n');
}

/** Shorter runs do not show their phases. */
const MIN_RUN_MS = 10_000;

function renderTimes({ action, phases, end }: Report): string[] {
  if (end === undefined || end.durationMilliseconds < MIN_RUN_MS || action === 'skipped') return [];
  const fold = renderFold('Where the time went', renderPhases(phases));
  return fold.length === 0 ? [] : ['', ...fold];
}

interface ErrorSummary {
  /** Lines of Markdown. */
  summary: string[];
  /** The rest as plain text. */
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

/** The errors that `joined` combined. AWS's and GitHub's clients also throw AggregateErrors, which stay as they are. */
function partsOf(error: unknown): unknown[] {
  const cause = error instanceof ExplainedError ? error.cause : undefined;
  const parts: unknown[] = cause instanceof AggregateError ? cause.errors : [];
  return parts.length > 0 && parts.every((part) => part instanceof ExplainedError) ? parts : [error];
}

const MAX_PROBLEMS = 12;
const MAX_REASON_LENGTH = 800;

/** The error and its hint, as Markdown and as plain text. */
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

/** The message without quoted text, the lines that introduce it, and what the headline says already. */
function sentencesOf(error: unknown): string {
  const message = error instanceof ExplainedError ? error.message : explain(error);
  const lines = message.replace(/^The run was cancelled\.\s*/, '').split('\n');
  const isIntroduction = (line: string, at: number) => line.endsWith(':') && IS_QUOTED.test(lines[at + 1] ?? '');
  const own = lines.filter((line, at) => !IS_QUOTED.test(line) && !isIntroduction(line, at));
  return own.slice(0, MAX_LINES).join('\n');
}

/** GitHub accepts 65,536 characters in a comment, which all of its rows share. */
const MAX_ERROR_LENGTH = 20_000;

/** The full message if the summary shortens it, and the log lines that the workflow's log shows above the error. */
function detailsOf(error: unknown, summary: string): string {
  const lines = error instanceof RolloutError ? error.lastLines : [];
  const quote = lines.length === 0 ? [] : ['Its last log lines:', renderQuote(lines)];
  if (!(error instanceof ExplainedError)) return [explain(error), ...quote].join('\n');
  const { message, hint, details } = error;
  const isSummaryComplete = summary === (hint === undefined ? message : `${message}\n${hint}`);
  return [...(isSummaryComplete ? details : [explain(error)]), ...quote].join('\n');
}
