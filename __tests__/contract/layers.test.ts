// Shows that the layout holds: each file of `src` imports only from its own folder and from those below it.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../support/pages.ts';

/** From top to bottom. A file imports only from lines below its own, and from its own folder. */
const LAYERS = [
  ['index.ts'],
  ['run.ts'],
  ['run-environment.ts'],
  ['runner.ts'],
  ['deploy', 'destroy', 'sweep', 'sleep', 'commands'],
  ['report', 'rollout', 'tasks'],
  ['resources', 'checks'],
  ['reconcile', 'environment'],
  ['foundation'],
  ['request'],
  ['github.ts', 'aws', 'identity.ts'],
  ['world.ts', 'errors.ts', 'text'],
];
/** A rollout is diagnosed by the tasks that stopped, as a one-off task is. */
const ALLOWED = ['rollout → tasks'];

const SOURCE = join(ROOT, 'src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

function placeOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function layerOf(place: string): number {
  return LAYERS.findIndex((places) => places.includes(place));
}

function importsOf(path: string): string[] {
  const source = readFileSync(join(SOURCE, path), 'utf8');
  const found = source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...found].map(([, specifier = '']) => normalize(join(dirname(path), specifier)));
}

test('eight files stand at the top, and every folder has its layer', () => {
  const entries = readdirSync(SOURCE);
  expect(entries.filter((name) => name.endsWith('.ts'))).toHaveLength(8);
  expect(entries.sort()).toEqual(LAYERS.flat().sort());
});

test.each(files)('%s imports only from below', (path) => {
  const own = placeOf(path);
  const wrong = importsOf(path).filter((imported) => {
    const place = placeOf(imported);
    return place !== own && layerOf(place) <= layerOf(own) && !ALLOWED.includes(`${own} → ${place}`);
  });
  expect(wrong).toEqual([]);
});

test('no file is part of a circle of imports', () => {
  const reach = (path: string, seen: Set<string>): Set<string> => {
    for (const imported of importsOf(path).filter((each) => each.endsWith('.ts') && !seen.has(each))) {
      reach(imported, seen.add(imported));
    }
    return seen;
  };
  expect(files.filter((path) => reach(path, new Set()).has(path))).toEqual([]);
});

test('AWS clients are made in one file, and what has nothing to do with AWS imports nothing of its SDK', () => {
  const sourceOf = (path: string) => readFileSync(join(SOURCE, path), 'utf8');
  expect(files.filter((path) => /new (?!Http)\w+Client\(/.test(sourceOf(path)))).toEqual(['aws/client.ts']);
  const withoutAws = [
    'report',
    'reconcile',
    'text',
    'run.ts',
    'run-environment.ts',
    'runner.ts',
    'github.ts',
    'identity.ts',
    'errors.ts',
  ];
  const wrong = files.filter((path) => withoutAws.includes(placeOf(path)) && sourceOf(path).includes('@aws-sdk/'));
  expect(wrong).toEqual([]);
});
