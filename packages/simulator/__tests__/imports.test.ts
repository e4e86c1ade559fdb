// Shows that the package stands by itself: its files form no circle, and the ground knows nothing of what stands on it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const PACKAGE = join(import.meta.dirname, '..');
const files = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|mjs|cjs)$/.test(path) && !path.includes('node_modules'))
  .map((path) => join(PACKAGE, path));

/** The files that a file imports, types included. */
function importsOf(path: string): string[] {
  const found = readFileSync(path, 'utf8').matchAll(/(?:from |import |import\()'(\.[^']+)'/g);
  return [...found].map(([, specifier = '']) => join(dirname(path), specifier));
}

test('no file is part of a circle of imports', () => {
  const reach = (path: string, seen: Set<string>): Set<string> => {
    for (const imported of importsOf(path).filter((each) => files.includes(each) && !seen.has(each))) {
      reach(imported, seen.add(imported));
    }
    return seen;
  };
  expect(files.filter((path) => reach(path, new Set()).has(path))).toEqual([]);
});

test('nothing is imported from outside the package but what its package.json names', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const outside = files.flatMap(importsOf).filter((imported) => !imported.startsWith(`${PACKAGE}/`));
  const packages = files.flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/(?:from |import |import\()'([^.'][^']*)'/g),
  ]);
  const names = packages.map(([, name = '']) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  expect(outside).toEqual([]);
  expect(new Set(names.filter((name) => !name.startsWith('node:') && !(name in devDependencies)))).toEqual(new Set());
});

test('the kernel knows no service, no protocol and no cloud', () => {
  const kernel = join(PACKAGE, 'kernel/');
  const wrong = files.filter((path) => path.startsWith(kernel)).flatMap(importsOf);
  expect(wrong.filter((imported) => !imported.startsWith(kernel))).toEqual([]);
});
