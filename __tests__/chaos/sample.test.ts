import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { crashesAt } from '../../harness/chaos/crash.ts';
import { PASSING_FAULTS, seeThePast, strikeAll, throttleShare } from '../../harness/chaos/fault.ts';
import { doubleInterleavings, interleavings, PAIR_TIME_SCALE } from '../../harness/chaos/groups.ts';
import { playLives } from '../../harness/chaos/lives.ts';
import { findPairs } from '../../harness/chaos/pair.ts';
import { playRace } from '../../harness/chaos/race.ts';
import { observe, type Reference } from '../../harness/chaos/reference.ts';
import { Tally } from '../../harness/chaos/tally.ts';
import type { Disturbance } from '../../harness/chaos/trial.ts';
import { createStage, type Stage } from '../../harness/stage.ts';
import { startSimulator } from '../../packages/simulator/process.ts';

/** Every so manieth trial of those that `npm run chaos` plays in full. */
const CRASH_SHARE = 40;
const FAULT_SHARE = 24;
const RACE_SHARE = 60;
const PAIR_SHARE = 24;
/** No measure of anything: it ends a trial that waits for what never comes. */
const MAX_MS = 1_800_000;

let stages: Stage[];
let reference: Reference;
const lines: string[] = [];
const tally = new Tally((line) => lines.push(line));

beforeAll(async () => {
  stages = await Promise.all([openStage(), openStage()]);
  reference = await observe(stages);
}, MAX_MS);

afterAll(async () => {
  await Promise.all(stages.map((stage) => stage.stop()));
  process.stdout.write(`A sample of the chaos:\n${tally.render()}\n`);
});

async function openStage(timeScale = 600): Promise<Stage> {
  const simulator = await startSimulator(['--time-scale', String(timeScale), '--policy', 'docs/iam-policy.json']);
  return createStage(simulator, { entry: 'src/index.ts', timeScale });
}

function every<Item>(share: number, items: Item[]): Item[] {
  return items.filter((_, at) => at % share === 0);
}

/** `leastStruck`: how many of them the runs must have come by; more than half of them, where nothing is said. */
async function play(
  title: string,
  disturbances: Disturbance[],
  { on = stages, leastStruck = (disturbances.length + 1) / 2 } = {},
): Promise<void> {
  expect(disturbances.length).toBeGreaterThan(3);
  const counts = { played: 0, struck: 0 };
  await playLives(on, {
    disturbances,
    reference,
    onResult: (result) => {
      counts.played += 1;
      if (result.struck > 0) counts.struck += 1;
      tally.add(title, result);
    },
    cancellation: new AbortController().signal,
  });
  expect(lines).toEqual([]);
  expect(counts.played).toBe(disturbances.length);
  expect(counts.struck).toBeGreaterThanOrEqual(leastStruck);
}

test(
  'a run that is killed is made good by the next one',
  async () => {
    const { points } = reference;
    expect(points.length).toBeGreaterThan(100);
    await play('Killed at a call', every(CRASH_SHARE, points.flatMap(crashesAt)));
  },
  MAX_MS,
);

test(
  'faults that pass are got over within the run',
  async () => {
    const { points } = reference;
    const faults = PASSING_FAULTS.flatMap((fault) =>
      (['first deploy', 'update', 'destroy', 'sweep'] as const).flatMap((phase) => strikeAll(phase, points, fault)),
    );
    const storm = throttleShare('update', { share: 0.3, seed: 1 });
    await play('A fault that passes', [...every(FAULT_SHARE, faults), storm, seeThePast('update')]);
  },
  MAX_MS,
);

test(
  'a lost reply and then reads that lag make nothing twice, and the address stays',
  async () => {
    const slow = await Promise.all([openStage(PAIR_TIME_SCALE), openStage(PAIR_TIME_SCALE)]);
    try {
      const pairs = every(PAIR_SHARE, await findPairs(reference, slow, { timeScale: PAIR_TIME_SCALE }));
      // Whether what lags is read once more after the write is chance.
      await play('A lost reply, and then reads that lag', pairs, { on: slow, leastStruck: 1 });
    } finally {
      await Promise.all(slow.map((stage) => stage.stop()));
    }
  },
  MAX_MS,
);

test(
  'two runs at once come to one result',
  async () => {
    const races = [
      ...every(RACE_SHARE, interleavings(reference)),
      ...doubleInterleavings(reference, { count: 3, seed: 2 }),
    ];
    expect(races.length).toBeGreaterThan(5);
    const count = races.length;
    let reached = 0;
    const next = () => races.shift();
    await Promise.all(
      stages.map(async (stage) => {
        for (let race = next(); race !== undefined; race = next()) {
          const result = await playRace(stage, race, reference);
          if (result.outcome !== 'not reached') reached += 1;
          tally.addRace('Two runs at once', result);
        }
      }),
    );
    expect(lines).toEqual([]);
    expect(reached).toBeGreaterThan(count / 2);
  },
  MAX_MS,
);
