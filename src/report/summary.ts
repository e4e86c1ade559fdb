// Owns the job summary: the run as Markdown, on the page of the workflow run. Pure.
import { ExplainedError } from '../errors.ts';
import type { Step, Tense } from '../reconcile/executor.ts';
import {
  escapeMarkdown,
  renderCode,
  renderCodeBlock,
  renderFold,
  renderItem,
  shortened,
  spaced,
} from '../text/markdown.ts';
import { summarizeError } from './comment-body.ts';
import { renderFleet } from './fleet.ts';
import { renderAddress, renderFacts, renderHeadline } from './headline.ts';
import { renderGantt } from './phases.ts';
import type { Report, SweepResult } from './report.ts';

/** GitHub accepts 1 MiB for all environments together. */
const MAX_REASON_LENGTH = 2_000;

export function renderSummary(report: Report): string {
  const { action, reason, phases, sweepResults, end } = report;
  const isRun = action !== 'skipped' && action !== 'planned';
  const gantt = isRun && end !== undefined ? renderGantt(phases, end.durationMilliseconds) : [];
  const why = reason === undefined ? [] : [escapeMarkdown(shortened(reason, MAX_REASON_LENGTH)), ''];
  const error = renderError(end?.error, sweepResults);
  return [
    renderHeadline(report),
    '',
    // The runner would mask the key in a link.
    ...renderAddress({ ...report, isPrivateRepository: false }),
    ...(sweepResults === undefined ? [...error, ...why] : [...why, ...error]),
    renderFacts(report),
    '',
    ...renderFleet(report),
    ...renderSweepResults(sweepResults),
    ...(gantt.length === 0 ? [] : ['#### Where the time went', '', ...gantt, '']),
    ...renderSteps(report),
  ].join('\n');
}

/** If a sweep failed at an environment, the error is shown there, and only the hint here. */
function renderError(error: unknown, sweepResults: readonly SweepResult[] = []): string[] {
  if (error === undefined) return [];
  const failed = sweepResults.filter(({ result }) => result === 'failed');
  if (failed.some(({ reason }) => String(error).includes(reason))) {
    return error instanceof ExplainedError && error.hint !== undefined ? [escapeMarkdown(error.hint), ''] : [];
  }
  const { summary, details } = summarizeError(error);
  return [...summary, '', ...(details === undefined ? [] : [...renderCodeBlock(details), ''])];
}

const SWEEP_RESULTS: [SweepResult['result'], heading: string][] = [
  ['failed', '❌ Failed'],
  ['removed', 'Removed'],
  ['to be removed', 'To be removed'],
  ['asleep', 'Put to sleep'],
  ['to be put to sleep', 'To be put to sleep'],
];

/** Lists rather than a table, because reasons may be long and lists wrap. Kept environments are collapsed. */
function renderSweepResults(sweepResults: readonly SweepResult[] = []): string[] {
  const items = (wanted: SweepResult['result']) =>
    sweepResults
      .filter(({ result }) => result === wanted)
      .map(({ environment, reason }) =>
        renderItem(shortened(reason, MAX_REASON_LENGTH), `${renderCode(environment)}: `),
      );
  const changed = SWEEP_RESULTS.flatMap(([result, heading]) => {
    const found = items(result);
    return found.length === 0 ? [] : [`#### ${heading}: ${found.length}`, '', ...found, ''];
  });
  const kept = items('kept');
  return [...changed, ...spaced(renderFold(`Kept: ${kept.length}`, kept))];
}

const WITH_STEPS = { planned: 'What would be done; nothing was written', done: 'What was done' };
const WITHOUT_STEPS = { planned: 'Nothing would change', done: 'Nothing was changed' };

/** The steps of a sweep are collapsed, because there are many and its results show the same. */
function renderSteps({ action, steps, sweepResults }: Report): string[] {
  if (steps.length === 0) return [];
  const tense = action === 'planned' ? 'planned' : 'done';
  const taken = steps.filter((step) => step.action !== 'keep').map((step) => renderStep(step, tense));
  const kept = steps.filter((step) => step.action === 'keep').map(({ kind, name }) => `${kind} ${renderCode(name)}`);
  const heading = (taken.length === 0 ? WITHOUT_STEPS : WITH_STEPS)[tense];
  const lines = [...spaced(taken), ...(kept.length === 0 ? [] : spaced([`Kept as it was: ${kept.join(', ')}.`]))];
  return sweepResults === undefined ? [`#### ${heading}`, '', ...lines] : spaced(renderFold(heading, lines));
}

const VERBS: Record<Step['action'], Record<Tense, string>> = {
  create: { planned: 'create', done: 'created' },
  update: { planned: 'update', done: 'updated' },
  keep: { planned: 'keep', done: 'kept' },
  remove: { planned: 'remove', done: 'removed' },
  run: { planned: 'run', done: 'ran' },
};

/** `- **updated** service `shop-pr-42`: `desiredCount``. Values are left out, because they may be secret. */
function renderStep({ action, kind, name, changes }: Step, tense: Tense): string {
  const paths = changes.map(({ path }) => renderCode(path)).join(', ');
  return `- **${VERBS[action][tense]}** ${kind} ${renderCode(name)}${paths === '' ? '' : `: ${paths}`}`;
}
