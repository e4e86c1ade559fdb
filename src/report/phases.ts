// Owns the phases of a run: recording how long each takes, and showing them. Pure except for the clock.
import { renderDuration } from '../text/duration.ts';
import { escapeMarkdown } from '../text/markdown.ts';
import type { Clock, Progress } from '../world.ts';

export interface Phase {
  name: string;
  state: 'running' | 'done' | 'failed';
  /** Relative to the beginning of the run, like the end. */
  startedAtMilliseconds: number;
  /** Undefined while it runs. */
  endedAtMilliseconds: number | undefined;
}

interface PhaseRecord {
  clock: Clock;
  /** When the run began, by the clock. */
  beganAtMilliseconds: number;
  /** Called when a phase begins, and when one ends while another is running. */
  onChange(): void;
}

/** Records each phase. Phases may overlap. */
export function recordPhases({ clock, beganAtMilliseconds, onChange }: PhaseRecord): {
  phases: readonly Phase[];
  during: Progress['during'];
} {
  const phases: Phase[] = [];
  const sinceBegin = () => clock.nowMilliseconds() - beganAtMilliseconds;
  const during: Progress['during'] = async (name, work) => {
    const phase: Phase = {
      name,
      state: 'running',
      startedAtMilliseconds: sinceBegin(),
      endedAtMilliseconds: undefined,
    };
    phases.push(phase);
    onChange();
    const end = (state: Phase['state']) => {
      Object.assign(phase, { state, endedAtMilliseconds: sinceBegin() });
      // When the last running phase ends, another one begins at once or the run ends.
      if (phases.some((other) => other.state === 'running')) onChange();
    };
    try {
      const result = await work();
      end('done');
      return result;
    } catch (error) {
      end('failed');
      throw error;
    }
  };
  return { phases, during };
}

/** A phase that had nothing to do is shorter, and is not shown. */
const MIN_SHOWN_MS = 50;

function isWorthShowing({ state, startedAtMilliseconds: start, endedAtMilliseconds: end }: Phase): boolean {
  return state !== 'done' || end === undefined || end - start >= MIN_SHOWN_MS;
}

const MARKS: Record<Phase['state'], string> = { running: '⏳', done: '✅', failed: '❌' };

/** A narrow table of durations; empty if no phase is worth showing. */
export function renderPhases(phases: readonly Phase[]): string[] {
  const rows = phases
    .filter(isWorthShowing)
    .map(({ name, state, startedAtMilliseconds: start, endedAtMilliseconds: end }) => {
      const took = end === undefined ? 'running' : renderDuration(end - start);
      return `| ${MARKS[state]} ${escapeMarkdown(name)} | ${took} |`;
    });
  return rows.length === 0 ? [] : ['| Phase | Time |', '|:--|--:|', ...rows];
}

const MINUTE_SECONDS = 60;
/** Up to this duration the axis counts seconds, above it minutes. */
const MAX_DURATION_IN_SECONDS = 180;
/** Possible distances between two ticks, in seconds or minutes: divisors of 60, so that the ticks are evenly spaced. */
const TICK_INTERVALS = [1, 2, 5, 10, 15, 30];
/** More labels would overlap on a phone. */
const MAX_TICKS = 5;

/**
 * A Gantt chart of the phases, if there are several. The axis counts from the epoch, and one second on it stands for a second or
 * a minute, because Mermaid would show a time of day in the reader's time zone. `x` accepts only whole milliseconds. No bar is
 * marked as done, because the text on those is unreadable in the dark theme. https://mermaid.js.org/syntax/gantt.html
 */
export function renderGantt(phases: readonly Phase[], totalMilliseconds: number): string[] {
  const [first, ...others] = phases.filter(isWorthShowing);
  if (first === undefined || others.length === 0) return [];
  const isLong = totalMilliseconds > MAX_DURATION_IN_SECONDS * 1000;
  const scale = isLong ? MINUTE_SECONDS : 1;
  const length = totalMilliseconds / scale / 1000;
  const interval = TICK_INTERVALS.find((candidate) => length / candidate <= MAX_TICKS) ?? MINUTE_SECONDS;
  const at = (milliseconds: number) => Math.round((milliseconds - first.startedAtMilliseconds) / scale);
  return [
    '```mermaid',
    ...LAYOUT,
    'gantt',
    '    dateFormat x',
    `    axisFormat %s ${isLong ? 'min' : 's'}`,
    `    tickInterval ${interval}second`,
    '    todayMarker off',
    ...[first, ...others].flatMap((phase) => renderBar(phase, totalMilliseconds, at)),
    '```',
  ];
}

/** Keeps the bars readable on a phone: a wide left margin for the names and a narrow right one. Rows alternate in colour. */
const LAYOUT = [
  '---',
  'config:',
  '  gantt:',
  '    leftPadding: 120',
  '    rightPadding: 30',
  '    numberSectionStyles: 2',
  '---',
];

/** Each phase is a section of its own, because section names are always on the left. */
function renderBar(phase: Phase, totalMilliseconds: number, at: (milliseconds: number) => number): string[] {
  const { name, state, startedAtMilliseconds: start, endedAtMilliseconds: end = totalMilliseconds } = phase;
  const mark = state === 'done' ? '' : `${MARKS[state]} `;
  const tag = state === 'failed' ? 'crit, ' : '';
  // Mermaid has no way to escape its syntax in names.
  const label = name.replaceAll(/[^\p{L}\p{N} ./_-]+/gu, ' ');
  return [`    section ${mark}${label}`, `    ${renderDuration(end - start)} :${tag}${at(start)}, ${at(end)}`];
}
