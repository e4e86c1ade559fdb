// Owns the order of the test files: the sample of the chaos first. Its files are short and take long, and Jest, which knows no
// times on a fresh clone, would begin the short ones last.
import { sep } from 'node:path';
import jestSequencer from '@jest/test-sequencer';

const CHAOS = `${sep}__tests__${sep}chaos${sep}`;
// A CommonJS module, whose default export is a member or the module itself, by whoever loads it.
const Sequencer = jestSequencer.default ?? jestSequencer;

export default class ChaosFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isChaos = ({ path }) => path.includes(CHAOS);
    return [...sorted.filter(isChaos), ...sorted.filter((test) => !isChaos(test))];
  }
}
