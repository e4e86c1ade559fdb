// Owns the table of the fleet in the summary of a sweep: what stands, since when, for whom, and whether anybody came. Pure.

import { renderDuration } from '../text/duration.ts';
import { escapeMarkdown, renderCode, shortened } from '../text/markdown.ts';
import { renderCommit, renderTime } from './headline.ts';
import type { FleetRow, Report, SweepResult } from './report.ts';

/** GitHub lets a table scroll, but a name may be as long as a branch. */
const MAX_NAME_LENGTH = 40;
const HOUR_MS = 3_600_000;
const NOTHING = '–';

export function renderFleet({ sweepResults = [], repositoryUrl }: Report): string[] {
  const rows = sweepResults.flatMap((result) =>
    result.fleet === undefined ? [] : renderRow(result, result.fleet, repositoryUrl),
  );
  if (rows.length === 0) return [];
  return [
    `#### Fleet: ${rows.length}`,
    '',
    '| environment | pull request | commit | state | age | awake | last visit | expires |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

function renderRow({ environment, result }: SweepResult, fleet: FleetRow, repositoryUrl: string): string {
  const { pullRequest, author, commit, state, lastVisit, expiresAt } = fleet;
  const ageHours = ageOf(fleet);
  const number = pullRequest === undefined ? NOTHING : `[#${pullRequest}](${repositoryUrl}/pull/${pullRequest})`;
  const cells = [
    renderCode(shortened(environment, MAX_NAME_LENGTH)),
    author === undefined ? number : `${number} ${escapeMarkdown(shortened(author, MAX_NAME_LENGTH))}`,
    commit === undefined ? NOTHING : renderCommit(shortened(commit, MAX_NAME_LENGTH), repositoryUrl),
    result === 'asleep' ? 'put to sleep' : state,
    ageHours === undefined ? NOTHING : renderAge(ageHours),
    ageHours === undefined ? NOTHING : `${Math.max(0, Math.round(ageHours - fleet.sleptHours))} h`,
    renderVisit(lastVisit),
    expiresAt === undefined ? NOTHING : renderTime(expiresAt),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function renderVisit(lastVisit: FleetRow['lastVisit']): string {
  if (lastVisit === undefined) return NOTHING;
  return lastVisit === 'none' ? 'not since its last deploy' : renderTime(lastVisit);
}

function ageOf({ createdAt, now }: FleetRow): number | undefined {
  return createdAt === undefined ? undefined : (now.getTime() - createdAt.getTime()) / HOUR_MS;
}

/** `3 d 4 h`; in minutes only in its first hour. */
function renderAge(ageHours: number): string {
  if (ageHours < 1) return renderDuration(ageHours * HOUR_MS);
  const hours = Math.floor(ageHours);
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
