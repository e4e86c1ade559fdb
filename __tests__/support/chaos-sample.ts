// Owns the sample of the chaos that the tests play: on which stages, which share of the trials, and what has to come of them.
import { afterAll, beforeAll, expect } from '@jest/globals';
import { playLives } from '../../harness/chaos/lives.ts';
import { LIVES } from '../../harness/chaos/phase.ts';
import type { Interleaving } from '../../harness/chaos/race.ts';
import { playRace } from '../../harness/chaos/race.ts';
import { observe, type Reference } from '../../harness/chaos/reference.ts';
import { Tally } from '../../harness/chaos/tally.ts';
import type { Disturbance } from '../../harness/chaos/trial.ts';
import { type WatchedStage, watch } from '../../harness/chaos/watch.ts';
import { valuesOf, withPolicies } from '../../harness/policies.ts';
import { createStage } from '../../harness/stage.ts';
import { startSimulator } from '../../packages/simulator/process.ts';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { BUNDLE } from './bundle.ts';

/** No measure of anything: it ends a trial that waits for what never comes. */
export const MAX_CHAOS_MS = 1_800_000;

export interface ChaosSample {
  stages: WatchedStage[];
  reference: Reference;
  /** `minStruck`: how many of the trials the runs must have come by; more than half of them, where nothing is said. */
  play(title: string, disturbances: Disturbance[], expected?: { minStruck?: number }): Promise<void>;
  race(title: string, interleavings: Interleaving[]): Promise<void>;
}

/** Opens two stages before the tests of the file that calls it, and shows what was played after them. */
export function chaosSample({ timeScale = 600 } = {}): ChaosSample {
  const lines: string[] = [];
  const tally = new Tally((line) => lines.push(line));
  const sample: ChaosSample = {
    stages: [],
    reference: { points: [], inventories: {} as Reference['inventories'] },
    play: async (title, disturbances, { minStruck = (disturbances.length + 1) / 2 } = {}) => {
      const counts = await playAll(sample, disturbances, (result) => tally.add(title, result));
      expect(lines).toEqual([]);
      expect(counts.played).toBe(disturbances.length);
      expect(counts.struck).toBeGreaterThanOrEqual(minStruck);
    },
    race: async (title, interleavings) => {
      const reached = await raceAll(sample, interleavings, (result) => tally.addRace(title, result));
      expect(lines).toEqual([]);
      expect(reached).toBeGreaterThan(interleavings.length / 2);
    },
  };
  beforeAll(async () => {
    sample.stages = await Promise.all([openStage(timeScale), openStage(timeScale)]);
    sample.reference = await observe(sample.stages);
  }, MAX_CHAOS_MS);
  afterAll(async () => {
    await Promise.all(sample.stages.map(close));
    process.stdout.write(`A sample of the chaos:\n${tally.render()}\n`);
  });
  return sample;
}

/** Every so manieth of those that `npm run chaos` plays in full. */
export function every<Item>(share: number, items: Item[]): Item[] {
  return items.filter((_, at) => at % share === 0);
}

async function openStage(timeScale: number): Promise<WatchedStage> {
  const simulator = await withPolicies(valuesOf(SHOP), (policies) =>
    startSimulator(['--time-scale', String(timeScale), ...policies.flatMap((each) => ['--policy', each])]),
  );
  return watch(createStage(simulator, { entry: BUNDLE, timeScale }));
}

async function close(stage: WatchedStage): Promise<void> {
  await stage.watch.end();
  await stage.stop();
}

async function playAll(
  { stages, reference }: ChaosSample,
  disturbances: Disturbance[],
  record: Parameters<typeof playLives>[1]['onResult'],
): Promise<{ played: number; struck: number }> {
  expect(disturbances.length).toBeGreaterThan(3);
  const counts = { played: 0, struck: 0 };
  await playLives(stages, {
    lives: LIVES,
    disturbances,
    reference,
    onResult: (result) => {
      counts.played += 1;
      if (result.struck > 0) counts.struck += 1;
      record(result);
    },
    cancellation: new AbortController().signal,
  });
  return counts;
}

/** Resolves with how many of the runs were held. */
async function raceAll(
  { stages, reference }: ChaosSample,
  interleavings: Interleaving[],
  record: (result: Awaited<ReturnType<typeof playRace>>) => void,
): Promise<number> {
  expect(interleavings.length).toBeGreaterThan(5);
  const waiting = [...interleavings];
  let reached = 0;
  await Promise.all(
    stages.map(async (stage) => {
      for (let race = waiting.shift(); race !== undefined; race = waiting.shift()) {
        const result = await playRace(stage, race, reference);
        if (result.outcome !== 'not reached') reached += 1;
        record(result);
      }
    }),
  );
  return reached;
}
