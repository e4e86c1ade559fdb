import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readWorkspaceFile } from '../../src/request/workspace.ts';
import { busyMilliseconds, fc, tries } from '../support/property-runs.ts';
import { endlessText, hostileText } from '../support/property-texts.ts';

const MODULE = new URL('../../src/request/workspace.ts', import.meta.url);
/** It would be held up for ever. */
const MAX_MS = 120_000;
const INSIDE = 'of the workspace';
const OUTSIDE = 'of somebody else';

let root: string;
let workspace: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'workspaces-')));
  workspace = join(root, 'workspace');
  mkdirSync(join(workspace, 'ecs'), { recursive: true });
  mkdirSync(join(root, 'workspace-2'));
  for (const path of ['task.json', 'ecs/task.json', '..task.json', '...']) writeFileSync(join(workspace, path), INSIDE);
  for (const path of ['task.json', 'workspace-2/task.json']) writeFileSync(join(root, path), OUTSIDE);
  symlinkSync('ecs/task.json', join(workspace, 'to-file'));
  symlinkSync('ecs', join(workspace, 'to-folder'));
  symlinkSync('../task.json', join(workspace, 'to-file-outside'));
  symlinkSync('..', join(workspace, 'to-folder-outside'));
  symlinkSync('../to-folder-outside', join(workspace, 'ecs', 'to-link'));
  symlinkSync('to-itself', join(workspace, 'to-itself'));
  symlinkSync('/dev/zero', join(workspace, 'to-zero'));
  symlinkSync('/etc/passwd', join(workspace, 'to-passwd'));
  execFileSync('mkfifo', [join(workspace, 'pipe')]);
  writeFileSync(join(workspace, 'large.json'), '');
  truncateSync(join(workspace, 'large.json'), 4 * 1024 ** 3);
});
afterAll(() => rmSync(root, { recursive: true }));

const NAMES = [
  ...['task.json', 'ecs', '..task.json', '...', '.', '..', '', 'workspace', 'workspace-2', 'large.json', 'TASK.JSON'],
  ...['to-file', 'to-folder', 'to-file-outside', 'to-folder-outside', 'to-link', 'to-itself', 'to-zero', 'to-passwd'],
  ...['/', '~', '%2e%2e', '..\\', 'task.json\0', 'file:', 'C:'],
];

/** Pieces of ways, from the workspace or from anywhere. */
const anyPath = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 }).map((names) => names.join('/')),
  },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES).map((name) => `${root}/${name}`) },
  { weight: 1, arbitrary: hostileText },
);

/** The text, or why there is none. */
function read(path: string): string {
  try {
    return readWorkspaceFile(workspace, path);
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

test('a path reads a file of the workspace, or nothing', () => {
  fc.assert(
    fc.property(anyPath, (path) => {
      const result = read(path);
      if (result.startsWith('refused: ')) return;
      expect(result).toBe(INSIDE);
      expect(realpathSync(resolve(workspace, path)).startsWith(workspace + sep)).toBe(true);
    }),
    tries(2_000),
  );
});

test.each([
  ['task.json'],
  ['./ecs/../task.json'],
  ['..task.json'],
  ['to-file'],
  ['to-folder/task.json'],
  ['to-folder-outside/workspace/task.json'],
])('%s is one of the workspace', (path) => {
  expect(read(path)).toBe(INSIDE);
  expect(read(`${workspace}/${path}`)).toBe(INSIDE);
});

test.each([
  ['../task.json', 'it is outside the workspace'],
  ['../workspace-2/task.json', 'it is outside the workspace'],
  ['to-file-outside', 'it is outside the workspace'],
  ['ecs/to-link/task.json', 'it is outside the workspace'],
  ['to-passwd', 'it is outside the workspace'],
  ['/dev/zero', 'it is outside the workspace'],
  ['to-itself', 'the file does not exist'],
  ['task.json\0', 'the file does not exist'],
  ['ecs', 'it is not a file'],
  ['.', 'it is not a file'],
  ['large.json', 'it is larger than 1 MiB'],
])('%j is refused: %s', (path, reason) => {
  expect(read(path)).toBe(`refused: ${reason}`);
});

test('however long a path is, it is checked in no time', () => {
  fc.assert(
    fc.property(endlessText, (path) => {
      expect(busyMilliseconds(() => read(path))).toBeLessThan(1_000);
      expect(read(path)).toMatch(/^refused: /);
    }),
    tries(20),
  );
});

/** In a process of its own: what waits for a pipe can be ended only from outside. */
test.each([['pipe'], ['to-zero'], ['large.json']])('%s holds nobody up', (path) => {
  const program = `import { readWorkspaceFile } from '${MODULE}'; readWorkspaceFile(process.argv[1], process.argv[2]);`;
  const args = ['--input-type=module', '-e', program, workspace, path];
  const { signal, stderr } = spawnSync(process.execPath, args, { timeout: MAX_MS, encoding: 'utf8' });
  expect(signal).toBeNull();
  expect(stderr).toMatch(/Error: it (?:is|lies) /);
});
