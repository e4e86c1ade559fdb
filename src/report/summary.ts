// Owns the job summary: the run as Markdown, for the page of the workflow run. Pure.

import { renderDuration } from '../duration.ts';
import { explain, RolloutError } from '../errors.ts';
import type { Outcome } from '../reconcile/reconcile.ts';
import { renderQuote } from './quote.ts';
import type { Report } from './report.ts';

const HEADLINES = {
  created: 'is up',
  updated: 'is updated',
  unchanged: 'is unchanged',
  destroyed: 'is gone',
  skipped: 'was left as it is',
  planned: 'is planned',
  swept: 'were swept',
};

/** How the run ended. */
export interface End {
  durationMilliseconds: number;
  error?: unknown;
}

export function renderSummary(report: Report, end: End): string {
  const { action, reason, url, outcomes } = report;
  const took = renderDuration(end.durationMilliseconds);
  return [
    `### ${renderHeadline(report, end)}`,
    '',
    ...(url === undefined || action === 'destroyed' ? [] : [`**${url}** · admin: ${url}/app`, '']),
    ...(reason === undefined ? [] : [`${reason} It took ${took}.`, '']),
    ...(end.error === undefined ? [] : [renderError(end.error), '']),
    ...renderOutcomes(outcomes),
  ].join('\n');
}

export function renderHeadline({ environment, action }: Report, { error }: End): string {
  const subject =
    environment === undefined ? (action === 'swept' ? 'Previews' : 'The preview') : `Preview \`${environment}\``;
  return `${subject} ${error === undefined && action !== undefined ? HEADLINES[action] : 'failed'}`;
}

function renderOutcomes(outcomes: Outcome[]): string[] {
  if (outcomes.length === 0) return [];
  const rows = outcomes.map(({ action, kind, name, changes }) => {
    const paths = changes.map(({ path }) => `\`${path}\``).join(', ');
    return `| ${action} | ${kind} | \`${name}\` | ${paths} |`;
  });
  return ['| | resource | name | what changed |', '|---|---|---|---|', ...rows, ''];
}

/** GitHub takes 65,536 characters in a comment; nobody reads a third of that. */
const LONGEST_ERROR = 20_000;

function shortened(text: string): string {
  return text.length <= LONGEST_ERROR ? text : `${text.slice(0, LONGEST_ERROR)}\n…`;
}

/** In a fence longer than any inside it, so that quoted logs cannot break out. */
export function renderError(error: unknown): string {
  const text = shortened([explain(error), ...lastLinesOf(error)].join('\n'));
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** What the workflow's log shows above the error, a report has to bring along. */
function lastLinesOf(error: unknown): string[] {
  if (!(error instanceof RolloutError) || error.lastLines.length === 0) return [];
  return ['Its last log lines:', renderQuote(error.lastLines)];
}
