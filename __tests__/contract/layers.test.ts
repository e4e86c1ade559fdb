import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../support/pages.ts';

/** Which other rooms of `src` the files of a room import from. */
const KNOWS: Record<string, string[]> = {
  text: [],
  reconcile: [],
  request: ['text'],
  environment: ['request', 'reconcile', 'text'],
  resources: ['environment', 'request', 'reconcile'],
  rollout: ['resources', 'environment', 'request', 'reconcile', 'text'],
  report: ['reconcile', 'text'],
};

function roomsKnownBy(room: string): string[] {
  const folder = join(ROOT, 'src', room);
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  const imports = sources.flatMap((source) => [...source.matchAll(/(?:from|import\()\s*'\.\.\/([^/']+)\//g)]);
  return [...new Set(imports.map(([, known]) => String(known)))].sort();
}

test('every room of the source has its place', () => {
  const rooms = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rooms.map(({ name }) => name).sort()).toEqual(Object.keys(KNOWS).sort());
});

test.each(Object.entries(KNOWS))('%s knows the rooms below it that it needs, and no other', (room, known) => {
  expect(roomsKnownBy(room)).toEqual([...known].sort());
});

test('the rooms know each other in one direction', () => {
  const reach = (room: string): string[] => (KNOWS[room] ?? []).flatMap((known) => [known, ...reach(known)]);
  for (const room of Object.keys(KNOWS)) expect(reach(room)).not.toContain(room);
});
