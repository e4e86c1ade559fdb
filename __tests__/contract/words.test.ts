import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { findForbiddenWords, findFragments, findInRepository, readForbiddenWords } from '../../scripts/check-words.ts';

const PAGE = [
  '| not | instead | but in |',
  '|---|---|---|',
  '| way out, exit | `egress` | `src/doors.ts`, `docs` |',
  '| BIGGEST_ | `MAX_` | |',
].join('\n');
const words = readForbiddenWords(PAGE);
const find = (text: string, path = 'src/index.ts') => findForbiddenWords(words, { path, text });

test('nothing in the repository uses a word that docs/words.md forbids', () => {
  expect(findInRepository()).toEqual([]);
});

test('the page has the words', () => {
  const page = readFileSync(new URL('../../docs/words.md', import.meta.url), 'utf8');
  expect(readForbiddenWords(page).length).toBeGreaterThan(20);
});

test('a forbidden word is reported with its place and the word to use', () => {
  expect(find('fine\nthe way out of here')).toEqual(['src/index.ts:2: "way out" is not used here; write `egress`']);
});

test.each([
  'an exit',
  'Exits',
  'EXIT',
  'hasExit()',
  'firstExits',
  'exitOf',
  'MAX_EXIT',
  'wayOut',
  'WayOut',
  'way-out',
  'WAY_OUT',
  'openWayOut',
  'BIGGEST_BODY',
])('a forbidden word is found in "%s"', (text) => {
  expect(find(text)).toHaveLength(1);
});

test.each(['exited', 'brexit', 'away outside', 'the way', 'BIGGEST', 'flexitime'])(
  'nothing is found in "%s"',
  (text) => {
    expect(find(text)).toEqual([]);
  },
);

test('a word may stand in the files and folders that the page names for it, and in no other', () => {
  expect(find('exit', 'src/doors.ts')).toEqual([]);
  expect(find('exit', 'docs/pages/a.md')).toEqual([]);
  expect(find('exit', 'docs2/a.md')).toHaveLength(1);
  expect(find('BIGGEST_BODY', 'docs/a.md')).toHaveLength(1);
});

test.each(['// What it does.', '/** Of the service. */', '/**\n * As it was.\n */'])(
  'a fragment is found in "%s"',
  (text) => {
    expect(findFragments({ path: 'src/index.ts', text })).toHaveLength(1);
    expect(findFragments({ path: 'docs/words.md', text })).toEqual([]);
  },
);

test.each(['// Offers it.', '// It is What.', 'call(); // What', "const text = 'What';"])(
  'a comment at the end of a line counts, other text does not: "%s"',
  (text) => {
    expect(findFragments({ path: 'src/index.ts', text })).toHaveLength(text.includes('// What') ? 1 : 0);
  },
);
