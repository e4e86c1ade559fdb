import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../support/pages.ts';

/** Which other folders of `src` the files of a folder import from. */
const KNOWS: Record<string, string[]> = {
  text: [],
  reconcile: [],
  request: ['text'],
  environment: ['request', 'reconcile', 'text'],
  resources: ['environment', 'request', 'reconcile'],
  rollout: ['resources', 'environment', 'request', 'reconcile', 'text'],
  report: ['reconcile', 'text'],
};

function foldersKnownBy(folder: string): string[] {
  const path = join(ROOT, 'src', folder);
  const sources = readdirSync(path).map((name) => readFileSync(join(path, name), 'utf8'));
  const imports = sources.flatMap((source) => [...source.matchAll(/(?:from|import\()\s*'\.\.\/([^/']+)\//g)]);
  return [...new Set(imports.map(([, known]) => String(known)))].sort();
}

test('every folder of the source has its place', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(KNOWS).sort());
});

test.each(Object.entries(KNOWS))('%s knows the folders below it that it needs, and no other', (folder, known) => {
  expect(foldersKnownBy(folder)).toEqual([...known].sort());
});

test('the folders know each other in one direction', () => {
  const reach = (folder: string): string[] => (KNOWS[folder] ?? []).flatMap((known) => [known, ...reach(known)]);
  for (const folder of Object.keys(KNOWS)) expect(reach(folder)).not.toContain(folder);
});
