// Owns the command `npm run bench`: measures every figure that has a target, on the simulated cloud, and prints them.
import { setMaxListeners } from 'node:events';
import { renderDuration } from '../../src/text/duration.ts';
import { copyBundle } from '../bundle-copy.ts';
import type { Bench } from './act.ts';
import { measureCalls } from './calls.ts';
import { type Figure, notMeasured } from './figures.ts';
import { measureFirstDeploy } from './first-deploy.ts';
import { type Flags, readFlags } from './flags.ts';
import { measureLife } from './life.ts';
import { measureMany } from './many.ts';
import { measureMemory } from './memory.ts';
import { measureOwnDatabase } from './own-database.ts';
import { measureStart } from './start.ts';
import { describeMachine, renderTable, writeFigures } from './table.ts';
import { Turns } from './turns.ts';
import { measureUnchanged } from './unchanged.ts';

type Measure = (bench: Bench) => Promise<Figure[]>;

/** One after another before all else: each wants the machine for itself. */
const ALONE: Record<string, Measure> = { start: measureStart, memory: measureMemory };
/** Side by side: most of their time is waiting for the cloud. */
const TOGETHER: Record<string, Measure> = {
  'first-deploy': measureFirstDeploy,
  'own-database': measureOwnDatabase,
  life: measureLife,
  unchanged: measureUnchanged,
  calls: measureCalls,
  many: measureMany,
};

const startedAt = performance.now();
const machine = describeMachine();
const flags = readArguments();
const cancellation = new AbortController();
// Every run listens, and there are many of them.
setMaxListeners(0, cancellation.signal);
// Not only once: npm passes on what the terminal sends as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancellation.abort());
const bench: Bench = {
  bundle: copyBundle(flags.bundle, 'build/bench-bundle'),
  timeScale: flags.timeScale,
  turns: new Turns(),
  cancellation: cancellation.signal,
};

say(
  `Node ${machine.node}, ${machine.processors} processors, load ${machine.load}; figures in milliseconds want an idle machine.`,
);
say(`Measuring ${flags.bundle} at time scale ${flags.timeScale}; at 1, which is real time, it takes about 14 minutes.`);
const figures: Figure[] = [];
for (const [name, measure] of chosen(ALONE)) figures.push(...(await measured(name, measure)));
const together = await Promise.all(chosen(TOGETHER).map(([name, measure]) => measured(name, measure)));
figures.push(...together.flat());
say(`\n${renderTable(figures)}`);
if (!cancellation.signal.aborted) say(`Written to ${writeFigures(figures, { ...flags, machine })}.`);

function readArguments(): Flags {
  try {
    const read = readFlags(process.argv.slice(2), Object.keys({ ...ALONE, ...TOGETHER }));
    if (typeof read !== 'string') return read;
    say(read);
    process.exit(0);
  } catch (error) {
    say((error as Error).message);
    process.exit(2);
  }
}

function chosen(groups: Record<string, Measure>): [string, Measure][] {
  return Object.entries(groups).filter(([name]) => flags.only?.includes(name) ?? true);
}

/** A group that breaks leaves the others to go on; the exit code shows it. */
async function measured(name: string, measure: Measure): Promise<Figure[]> {
  try {
    const found = await measure(bench);
    say(`  ${name}: measured after ${renderDuration(performance.now() - startedAt)}`);
    return found;
  } catch (error) {
    process.exitCode = 1;
    return [notMeasured(name, (error as Error).message)];
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
