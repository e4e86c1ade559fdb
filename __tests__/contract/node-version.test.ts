import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../support/pages.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const WANTED = read('.nvmrc').trim();

function isTooOld(node: string): boolean {
  return Number.parseInt(String(execFileSync(node, ['--version'])).slice(1), 10) < Number.parseInt(WANTED, 10);
}

/** The older ones on the path. `npm test` brings a newer Node along, so a machine may have none to show the sentence with. */
const tooOld = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .filter((node) => existsSync(node) && isTooOld(node));

test('.nvmrc names the Node that the package brings along, and the pages the one that is enough to begin with', () => {
  const { engines, devDependencies } = JSON.parse(read('package.json'));
  expect(WANTED).toBe(devDependencies.node);
  const enough = engines.node.replace('>=', '');
  for (const page of ['README.md', 'CONTRIBUTING.md']) expect(read(page)).toContain(`Node ${enough} or newer`);
});

(tooOld.length > 0 ? test : test.skip)(
  'Jest started with a Node that is too old says so in a sentence, and no more',
  () => {
    const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--listTests'];
    const { status, stdout, stderr } = spawnSync(String(tooOld[0]), jest, { cwd: ROOT, encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^The tests need Node \d+, and this is Node \S+\. .+\.\n$/);
  },
);
