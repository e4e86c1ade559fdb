// Owns the command `npm run bench`: measures every figure that has a target, on the simulated cloud, and prints them.
import { setMaxListeners } from 'node:events';
import { renderDuration } from '../../src/text/duration.ts';
import { copyBundle } from '../bundle-copy.ts';
import { readCommandLine } from '../flags.ts';
import type { Bench } from './act.ts';
import { measureCalls } from './calls.ts';
import { type Figure, notMeasured } from './figures.ts';
import { measureFirstDeploy } from './first-deploy.ts';
import { measureFleet } from './fleet.ts';
import { measureLife } from './life.ts';
import { measureMany } from './many.ts';
import { measureMemory } from './memory.ts';
import { measureMigration } from './migration.ts';
import { measureOwnDatabase } from './own-database.ts';
import { measurePrepare } from './prepare.ts';
import { measureStart } from './start.ts';
import { describeMachine, renderTable, writeFigures } from './table.ts';
import { measureUnchanged } from './unchanged.ts';
import { measureVisit } from './visit.ts';
import { measureStorefront, measureWorkflow } from './workflows.ts';

type Measure = (bench: Bench) => Promise<Figure[]>;

/** One after another before all else: each wants the machine for itself. */
const ALONE: Record<string, Measure> = {
  start: measureStart,
  memory: measureMemory,
  calls: measureCalls,
  many: measureMany,
  fleet: measureFleet,
};
/** Side by side: most of their time is waiting for the cloud. */
const TOGETHER: Record<string, Measure> = {
  'first-deploy': measureFirstDeploy,
  'own-database': measureOwnDatabase,
  life: measureLife,
  prepare: measurePrepare,
  workflow: measureWorkflow,
  storefront: measureStorefront,
  migration: measureMigration,
  unchanged: measureUnchanged,
  visit: measureVisit,
};

const HELP = `Measures the action on a simulated cloud, and writes build/bench.json.

  --only NAMES         some of it, apart by commas: GROUPS
  --time-scale NUMBER  seconds of cloud time that pass in one  (1)
  --bundle FILE        what is run                             (dist/index.js)
  --help               show this`;

const startedAt = performance.now();
const machine = describeMachine();
const {
  only,
  bundle,
  own: timeScale,
} = readCommandLine({
  help: HELP,
  groups: Object.keys({ ...ALONE, ...TOGETHER }),
  // Above 1 for a quick look: the action's own time is no faster, so it weighs more.
  own: { name: 'time-scale', usual: 1, takes: 'a number above 0', isGood: (value) => value > 0 },
});
const cancellation = new AbortController();
// Every run listens, and there are many of them.
setMaxListeners(0, cancellation.signal);
// Not only once: npm passes on what the terminal sends as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancellation.abort());
const bench: Bench = {
  bundle: copyBundle(bundle, 'build/bench-bundle'),
  timeScale,
  cancellation: cancellation.signal,
};

say(
  `Node ${machine.node}, ${machine.processors} processors, load ${machine.load}; figures in milliseconds want an idle machine.`,
);
say(`Measuring ${bundle} at time scale ${timeScale}; at 1, which is real time, it takes about 19 minutes.`);
const figures: Figure[] = [];
for (const [name, measure] of chosen(ALONE)) figures.push(...(await measured(name, measure)));
const together = await Promise.all(chosen(TOGETHER).map(([name, measure]) => measured(name, measure)));
figures.push(...together.flat());
say(`\n${renderTable(figures)}`);
if (!cancellation.signal.aborted) say(`Written to ${writeFigures(figures, { timeScale, bundle, machine })}.`);

function chosen(groups: Record<string, Measure>): [string, Measure][] {
  return Object.entries(groups).filter(([name]) => only?.includes(name) ?? true);
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
