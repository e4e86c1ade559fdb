// Shows, by a sample, that faults that pass are got over within the run, and that rules that somebody deletes are made again.
import { test } from '@jest/globals';
import { PASSING_FAULTS, seeThePast, strikeAll, throttleShare } from '../../harness/chaos/fault.ts';
import { deletionsAmong } from '../../harness/chaos/meddle.ts';
import { PHASES } from '../../harness/chaos/phase.ts';
import { chaosSample, every, MAX_CHAOS_MS } from '../support/chaos-sample.ts';

const SHARE = 48;
const DELETION_SHARE = 12;

const sample = chaosSample();

test(
  'faults that pass are got over within the run',
  async () => {
    const { points } = sample.reference;
    const faults = PASSING_FAULTS.flatMap((fault) => PHASES.flatMap((phase) => strikeAll(phase, points, fault)));
    const storm = throttleShare('update', { share: 0.3, seed: 1 });
    await sample.play('A fault that passes', [...every(SHARE, faults), storm, seeThePast('update')]);
  },
  MAX_CHAOS_MS,
);

test(
  'a listener rule that somebody deletes is made again, and nobody else answers meanwhile',
  async () => {
    const deletions = every(DELETION_SHARE, deletionsAmong(sample.reference.points));
    // A first deploy makes the rules on its way, so there may be none yet.
    await sample.play('Somebody deletes a rule', deletions, { minStruck: 2 });
  },
  MAX_CHAOS_MS,
);
