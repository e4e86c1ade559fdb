// Shows, by a sample, that a run that is killed is made good by the next one.
import { expect, test } from '@jest/globals';
import { crashesAt } from '../../harness/chaos/crash.ts';
import { chaosSample, every, MAX_CHAOS_MS } from '../support/chaos-sample.ts';

const SHARE = 80;

const sample = chaosSample();

test(
  'a run that is killed is made good by the next one',
  async () => {
    const { points } = sample.reference;
    expect(points.length).toBeGreaterThan(100);
    await sample.play('Killed at a call', every(SHARE, points.flatMap(crashesAt)));
  },
  MAX_CHAOS_MS,
);
