// Owns the bundle that scenarios run: built from the source before the tests, in the way that `dist` is, and once for each state
// of the source.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = 'build/tested';
const SOURCES = ['src', 'scripts', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Path of the bundle, from the root of the repository. */
export const BUNDLE = `${FOLDER}/index.js`;

export default function buildBundle(): void {
  const builtAtMilliseconds = existsSync(join(ROOT, BUNDLE)) ? statSync(join(ROOT, BUNDLE)).mtimeMs : 0;
  const isFresh = SOURCES.every((source) => changedAtMilliseconds(join(ROOT, source)) < builtAtMilliseconds);
  if (!isFresh) execFileSync(process.execPath, ['scripts/package.mjs', FOLDER], { cwd: ROOT, stdio: 'inherit' });
}

/** When the file, or the newest file or folder within, was last changed. */
function changedAtMilliseconds(path: string): number {
  const state = statSync(path);
  const within = state.isDirectory() ? readdirSync(path).map((name) => changedAtMilliseconds(join(path, name))) : [];
  return Math.max(state.mtimeMs, ...within);
}
