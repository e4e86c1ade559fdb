// Shows, by a sample, that a lost reply and then reads that lag make nothing twice, and the address stays.
import { test } from '@jest/globals';
import { PAIR_TIME_SCALE } from '../../harness/chaos/groups.ts';
import { findPairs } from '../../harness/chaos/pair.ts';
import { chaosSample, every, MAX_CHAOS_MS } from '../support/chaos-sample.ts';

const SHARE = 48;

const sample = chaosSample({ timeScale: PAIR_TIME_SCALE });

test(
  'a lost reply and then reads that lag make nothing twice, and the address stays',
  async () => {
    const pairs = await findPairs(sample.reference, sample.stages, { timeScale: PAIR_TIME_SCALE });
    // Whether what lags is read once more after the write is chance.
    await sample.play('A lost reply, and then reads that lag', every(SHARE, pairs), { minStruck: 1 });
  },
  MAX_CHAOS_MS,
);
