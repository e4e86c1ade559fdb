import { expect, test } from '@jest/globals';
import { isOtherAddress } from '../../src/environment/other-addresses.ts';
import { databaseIn } from '../../src/environment/preload.ts';
import { overwritesNodeOptions } from '../../src/environment/start-line.ts';
import { remedyFor } from '../../src/tasks/remedies.ts';
import { withShortArns } from '../../src/tasks/stopped-tasks.ts';
import { busyMilliseconds } from '../support/property-runs.ts';

const MAX_MS = 1_000;

/** Long enough that whoever looks at a character twice for each other one does not come to an end. */
function endless(again: string): string {
  return again.repeat(Math.ceil(200_000 / again.length));
}

test.each([
  ['CannotPullContainerError', remedyFor],
  ['CannotPullContainerError\n', remedyFor],
  ['(target-group arn:', withShortArns],
  ['(target-group arn:a:targetgroup/a/', withShortArns],
  [':targetgroup/a', (text: string) => withShortArns(`(target-group arn:${text}`)],
  [':targetgroup/a/', (text: string) => withShortArns(`(target-group arn:${text}`)],
  ['a', (text: string) => withShortArns(`(target-group arn:a:targetgroup/${text}/${text}`)],
  [' ', databaseIn],
  ['--import ', databaseIn],
  ['--import data:text/javascript;base64,', databaseIn],
  ['--import data:text/javascript;base64,#medusa-preview ', databaseIn],
  ['NODE_OPTIONS=', (text: string) => overwritesNodeOptions({ command: [text] })],
  ['env ', (text: string) => overwritesNodeOptions({ command: [text] })],
  ['DB_', isOtherAddress],
])('any number of %j is read in no time', (again, read) => {
  expect(busyMilliseconds(() => read(endless(again)))).toBeLessThan(MAX_MS);
});
