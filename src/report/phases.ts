// Owns the phases of a run: what it is at, how long each took, and how that is shown. Pure but for the clock.
import { renderDuration } from '../duration.ts';
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
  /** Called when a phase begins, and when one ends. */
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
      onChange();
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
const SHORTEST_TOLD_MS = 50;

function isWorthTelling({ state, startedAtMilliseconds: start, endedAtMilliseconds: end }: Phase): boolean {
  return state !== 'done' || end === undefined || end - start >= SHORTEST_TOLD_MS;
}

const MARKS: Record<Phase['state'], string> = { running: '⏳', done: '✅', failed: '❌' };

/** A narrow table: a mark, the phase, how long it took. */
export function renderPhases(phases: Phase[]): string[] {
  const rows = phases
    .filter(isWorthTelling)
    .map(({ name, state, startedAtMilliseconds: start, endedAtMilliseconds: end }) => {
      const took = end === undefined ? '' : renderDuration(end - start);
      return `| ${MARKS[state]} | ${name} | ${took} |`;
    });
  return ['| | Phase | Time |', '|---|---|--:|', ...rows];
}

const GANTT_TAGS: Record<Phase['state'], string> = { running: 'active', done: 'done', failed: 'crit' };
const MINUTE_SECONDS = 60;
/** Below it the axis counts seconds, above it minutes. */
const LONGEST_IN_SECONDS = 180;

/**
 * A picture of where the time went, which GitHub draws. The axis is a plain number of seconds or minutes: a time of day
 * would be shown in the time zone of whoever looks. https://mermaid.js.org/syntax/gantt.html
 */
export function renderGantt(phases: Phase[], totalMilliseconds: number): string[] {
  const isLong = totalMilliseconds > LONGEST_IN_SECONDS * 1000;
  const unitMilliseconds = isLong ? MINUTE_SECONDS * 1000 : 1000;
  const at = (milliseconds: number) => (milliseconds / unitMilliseconds).toFixed(3);
  const bars = phases
    .filter(isWorthTelling)
    .map(({ name, state, startedAtMilliseconds: start, endedAtMilliseconds: end }) => {
      const last = end ?? totalMilliseconds;
      return `    ${name} (${renderDuration(last - start)}) :${GANTT_TAGS[state]}, ${at(start)}, ${at(last)}`;
    });
  return ['```mermaid', 'gantt', '    dateFormat X', `    axisFormat %s ${isLong ? 'min' : 's'}`, ...bars, '```'];
}
