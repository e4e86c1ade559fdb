// Owns the comment on the pull request: the address of the preview, or why there is none. Pure.

import { renderDuration } from '../duration.ts';
import type { Identity } from '../environment/identity.ts';
import type { Report } from './report.ts';
import { type End, renderError, renderHeadline } from './summary.ts';

/** First line of the comment, by which it is found again. It shows to nobody. */
export function commentMarker({ owner, environment }: Identity): string {
  return `<!-- medusa-preview ${owner} ${environment} -->`;
}

export function renderComment(report: Report, end: End, runUrl: string): string {
  const { url, action } = report;
  const hasAddress = url !== undefined && action !== 'destroyed';
  return [
    `### ${renderHeadline(report, end)}`,
    '',
    ...(hasAddress ? [`**${url}** · [admin](${url}/app)`, ''] : []),
    ...(end.error === undefined ? [] : [renderError(end.error), '']),
    `[Workflow run](${runUrl}), ${renderDuration(end.durationMilliseconds)}`,
  ].join('\n');
}
