// Owns the figure of memory: the most that the process of an unchanged run ever had in use.
import { readFileSync } from 'node:fs';
import type { Stage } from '../stage.ts';
import { act, type Bench, forEnvironment, onBench } from './act.ts';
import { atMost, type Figure, median, notMeasured } from './figures.ts';

const NAME = 'peak memory of an unchanged run';
const QUICK_TIME_SCALE = 600;
const RUNS = 5;
const MAX_MEGABYTES = 90;
const LOOK_MILLISECONDS = 5;

export async function measureMemory(bench: Bench): Promise<Figure[]> {
  if (process.platform !== 'linux') return [notMeasured(NAME, 'only Linux reports it')];
  return onBench(bench, { timeScale: QUICK_TIME_SCALE }, async (stage) => {
    await act(stage, 'created', forEnvironment('quiet'));
    const peaks: number[] = [];
    for (let at = 0; at < RUNS; at += 1) peaks.push(await peakOfOne(stage));
    return [
      atMost(NAME, {
        value: median(peaks),
        limit: MAX_MEGABYTES,
        unit: 'MB',
        detail: `median of ${peaks.map((each) => each.toFixed(0)).join(', ')}`,
      }),
    ];
  });
}

async function peakOfOne(stage: Stage): Promise<number> {
  let peakMegabytes = 0;
  let timer: NodeJS.Timeout | undefined;
  const onStart = ({ pid }: { pid: number }) => {
    timer = setInterval(() => {
      peakMegabytes = Math.max(peakMegabytes, readPeak(pid));
    }, LOOK_MILLISECONDS);
  };
  try {
    await act(stage, 'unchanged', { ...forEnvironment('quiet'), onStart });
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
