// Owns the figures of memory: the most that the process of a run ever had in use.
import { readFileSync } from 'node:fs';
import type { Wish } from '../stage.ts';
import { act, type Bench, forEnvironment, onBench } from './act.ts';
import { atMost, type Figure, median, notMeasured } from './figures.ts';

const UNCHANGED = 'peak memory of an unchanged run';
const FIRST = 'peak memory of a first deploy with everything: pull request, VPC origin, database';
const RUNS = 5;
const MAX_MEGABYTES_UNCHANGED = 90;
const MAX_MEGABYTES_FIRST = 110;
const QUICK_TIME_SCALE = 600;
/** Slow enough to be a run that waits. */
const WAITING_TIME_SCALE = 60;
const LOOK_MILLISECONDS = 5;

export async function measureMemory(bench: Bench): Promise<Figure[]> {
  if (process.platform !== 'linux') return [UNCHANGED, FIRST].map((name) => notMeasured(name, 'only Linux reports it'));
  return [
    describe(UNCHANGED, await peaksOfUnchanged(bench), MAX_MEGABYTES_UNCHANGED),
    describe(FIRST, await peaksOfFirst(bench), MAX_MEGABYTES_FIRST),
  ];
}

function peaksOfUnchanged(bench: Bench): Promise<number[]> {
  return onBench(bench, { timeScale: QUICK_TIME_SCALE }, async (stage) => {
    const wish = forEnvironment('quiet');
    await act(stage, 'created', wish);
    return repeat(() => peakOf((onStart) => act(stage, 'unchanged', { ...wish, onStart })));
  });
}

function peaksOfFirst(bench: Bench): Promise<number[]> {
  const settings = { timeScale: WAITING_TIME_SCALE, scenario: { hasVpcOrigin: false } };
  return repeat(() =>
    onBench(bench, settings, async (stage) => {
      const { pullRequest } = stage;
      await pullRequest.push();
      const wish = { event: pullRequest.eventOf('opened'), tag: 'v1', inputs: { 'setup-command': 'echo set up' } };
      return peakOf((onStart) => act(stage, 'created', { ...wish, onStart }));
    }),
  );
}

async function repeat(measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  while (values.length < RUNS) values.push(await measure());
  return values;
}

function describe(name: string, peaks: number[], limit: number): Figure {
  const detail = `median of ${peaks.map((each) => each.toFixed(0)).join(', ')}`;
  return atMost(name, { value: median(peaks), limit, unit: 'MB', detail });
}

async function peakOf(run: (onStart: NonNullable<Wish['onStart']>) => Promise<unknown>): Promise<number> {
  let peakMegabytes = 0;
  let timer: NodeJS.Timeout | undefined;
  try {
    await run(({ pid }) => {
      timer = setInterval(() => {
        peakMegabytes = Math.max(peakMegabytes, readPeak(pid));
      }, LOOK_MILLISECONDS);
    });
  } finally {
    clearInterval(timer);
  }
  if (peakMegabytes === 0) throw new Error('The memory of the run could not be read from /proc.');
  return peakMegabytes;
}

/** The kernel keeps the peak itself, in units of 1,024 bytes. A process that has ended has none any more. */
function readPeak(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return (Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024) / 1_000_000;
  } catch {
    return 0;
  }
}
