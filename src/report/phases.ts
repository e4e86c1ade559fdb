// Owns the phases of a run: what it is at, how long each took, and how that is shown. Pure but for the clock.
import { renderDuration } from '../text/duration.ts';
import { escapeMarkdown } from '../text/markdown.ts';
import type { Clock, Progress } from '../world.ts';

export interface Phase {
  name: string;
  state: 'running' | 'done' | 'failed';
  /** Since the run began. */
  startedAtMilliseconds: number;
  /** Undefined while it runs. */
  endedAtMilliseconds: number | undefined;
}

export interface PhaseRecord {
  clock: Clock;
  /** By the clock, when the run began. */
  beganAtMilliseconds: number;
  phases: Phase[];
  /** Called when a phase begins, and when one ends while another goes on. */
  onChange(): void;
}

/** Writes each phase down while its work is done. Phases may overlap. */
export function recordPhases({ clock, beganAtMilliseconds, phases, onChange }: PhaseRecord): Progress['during'] {
  const sinceBegin = () => clock.nowMilliseconds() - beganAtMilliseconds;
  return async (name, work) => {
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
      // The end of the last one is the beginning of another, or of the end.
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
}

/** Where there was nothing to do, there is nothing to tell. */
const MIN_SHOWN_MS = 50;

function isWorthTelling({ state, startedAtMilliseconds: start, endedAtMilliseconds: end }: Phase): boolean {
  return state !== 'done' || end === undefined || end - start >= MIN_SHOWN_MS;
}

const MARKS: Record<Phase['state'], string> = { running: '⏳', done: '✅', failed: '❌' };

/** A narrow table of what each phase took; nothing where no phase is worth telling. */
export function renderPhases(phases: Phase[]): string[] {
  const rows = phases
    .filter(isWorthTelling)
    .map(({ name, state, startedAtMilliseconds: start, endedAtMilliseconds: end }) => {
      const took = end === undefined ? 'running' : renderDuration(end - start);
      return `| ${MARKS[state]} ${escapeMarkdown(name)} | ${took} |`;
    });
  return rows.length === 0 ? [] : ['| Phase | Time |', '|:--|--:|', ...rows];
}

const MINUTE_SECONDS = 60;
/** Below it the axis counts seconds, above it minutes. */
const MAX_IN_SECONDS = 180;
/** What may lie between two ticks, in seconds or minutes: parts of 60, so that they are evenly spaced. */
const STEPS = [1, 2, 5, 10, 15, 30];
/** More would run into each other on a phone. */
const MAX_STEPS = 5;

/**
 * A picture of where the time went, which GitHub draws; none of a single phase. The axis counts from 1970 on, where a
 * second stands for a second or a minute: a time of day would be shown in the time zone of whoever looks. `x` is in
 * milliseconds and takes whole numbers only. No bar is marked as done: what is written on those is unreadable in the dark
 * theme. https://mermaid.js.org/syntax/gantt.html
 */
export function renderGantt(phases: Phase[], totalMilliseconds: number): string[] {
  const [first, ...others] = phases.filter(isWorthTelling);
  if (first === undefined || others.length === 0) return [];
  const isLong = totalMilliseconds > MAX_IN_SECONDS * 1000;
  const scale = isLong ? MINUTE_SECONDS : 1;
  const length = totalMilliseconds / scale / 1000;
  const step = STEPS.find((candidate) => length / candidate <= MAX_STEPS) ?? MINUTE_SECONDS;
  const at = (milliseconds: number) => Math.round((milliseconds - first.startedAtMilliseconds) / scale);
  return [
    '```mermaid',
    ...LAYOUT,
    'gantt',
    '    dateFormat x',
    `    axisFormat %s ${isLong ? 'min' : 's'}`,
    `    tickInterval ${step}second`,
    '    todayMarker off',
    ...[first, ...others].flatMap((phase) => renderBar(phase, totalMilliseconds, at)),
    '```',
  ];
}

/** Space for the names on the left, and little on the right, so that bars are readable on a phone; rows in two colours. */
const LAYOUT = [
  '---',
  'config:',
  '  gantt:',
  '    leftPadding: 120',
  '    rightPadding: 30',
  '    numberSectionStyles: 2',
  '---',
];

/** The name in a section of its own, which stands on the left whatever becomes of the bar. */
function renderBar(phase: Phase, totalMilliseconds: number, at: (milliseconds: number) => number): string[] {
  const { name, state, startedAtMilliseconds: start, endedAtMilliseconds: end = totalMilliseconds } = phase;
  const mark = state === 'done' ? '' : `${MARKS[state]} `;
  const tag = state === 'failed' ? 'crit, ' : '';
  // Mermaid reads its own signs wherever they stand, and has no way to escape them.
  const label = name.replaceAll(/[^\p{L}\p{N} ./_-]+/gu, ' ');
  return [`    section ${mark}${label}`, `    ${renderDuration(end - start)} :${tag}${at(start)}, ${at(end)}`];
}
