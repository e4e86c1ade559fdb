// Owns the job summary: the run as Markdown, for the page of the workflow run. Pure.
import type { Outcome } from '../reconcile/reconcile.ts';
import { wholeStory } from './comment-body.ts';
import { type Place, renderAddress, renderFacts, renderHeadline } from './headline.ts';
import { escapeMarkdown, renderFence } from './markdown.ts';
import { renderGantt } from './phases.ts';
import type { End, Report, Verdict } from './report.ts';

export function renderSummary(report: Report, place: Place, end: End): string {
  const { reason, phases, outcomes, verdicts = [] } = report;
  return [
    renderHeadline(report, end, 'deploy'),
    '',
    ...renderAddress(report, place, true),
    ...(reason === undefined ? [] : [escapeMarkdown(reason), '']),
    renderFacts(report, place, end),
    '',
    ...(end.error === undefined ? [] : [...renderFence(wholeStory(end.error)), '']),
    ...renderVerdicts(verdicts),
    ...(phases.length === 0
      ? []
      : ['#### Where the time went', '', ...renderGantt(phases, end.durationMilliseconds), '']),
    ...renderOutcomes(outcomes),
  ].join('\n');
}

function renderVerdicts(verdicts: Verdict[]): string[] {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map(({ environment, result, reason }) => {
    const told = escapeMarkdown(reason).replaceAll('\n', '<br>');
    return `| \`${environment}\` | ${result} | ${told} |`;
  });
  return ['| Environment | | Why |', '|---|---|---|', ...rows, ''];
}

function renderOutcomes(outcomes: Outcome[]): string[] {
  if (outcomes.length === 0) return [];
  const rows = outcomes.map(({ action, kind, name, changes }) => {
    const paths = changes.map(({ path }) => `\`${path}\``).join(', ');
    return `| ${action} | ${kind} | \`${name}\` | ${paths} |`;
  });
  return ['#### Steps', '', '| | Resource | Name | What changed |', '|---|---|---|---|', ...rows, ''];
}
