// Shows, by a sample, that two runs at once come to one result.
import { test } from '@jest/globals';
import { doubleInterleavings, interleavings } from '../../harness/chaos/groups.ts';
import { chaosSample, every, MAX_CHAOS_MS } from '../support/chaos-sample.ts';

const SHARE = 120;

const sample = chaosSample();

test(
  'two runs at once come to one result',
  async () => {
    const { reference } = sample;
    await sample.race('Two runs at once', [
      ...every(SHARE, interleavings(reference)),
      ...doubleInterleavings(reference, { count: 3, seed: 2 }),
    ]);
  },
  MAX_CHAOS_MS,
);
