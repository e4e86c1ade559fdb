// Owns the check of words: reports each use of a word that docs/words.md forbids, with the word to use instead, and each comment
// that begins like a fragment.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface ForbiddenWord {
  pattern: RegExp;
  instead: string;
  /** Files and folders that may use it for something else. */
  allowedIn: string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGE = 'docs/words.md';
const CHECKED = ['src', 'packages', 'harness', '__tests__', 'docs', 'examples', 'scripts', '*.md', 'action.yml'];
const COMMENTED = /^(?:src|packages|harness|__tests__|scripts)\/.*\.(?:ts|mjs|js)$/;
const FRAGMENT = /(?:\/\/|\/\*\*|^\s*\*) (What|Of|As)\b/;
const NOT_CHECKED = /(^|\/)package-lock\.json$|\.png$|^__tests__\/contract\/words\.test\.ts$/;

if (import.meta.main) {
  const found = findInRepository();
  for (const place of found) console.error(place);
  if (found.length > 0) process.exitCode = 1;
}

/** Each place in the repository, as `file:line: word → what to write instead`. */
export function findInRepository(): string[] {
  const words = readForbiddenWords(readFileSync(`${ROOT}${PAGE}`, 'utf8'));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...CHECKED];
  const deleted = new Set(git(['ls-files', '-z', '--deleted']));
  const paths = git(list).filter((path) => path !== PAGE && !NOT_CHECKED.test(path) && !deleted.has(path));
  const files = paths.map((path) => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
  return files.flatMap((file) => [...findForbiddenWords(words, file), ...findFragments(file)]);
}

function git(args: string[]): string[] {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

/** Reads the rows of the table `| not | instead | but in |`. */
export function readForbiddenWords(page: string): ForbiddenWord[] {
  const [, table = ''] = page.split('| not | instead | but in |\n|---|---|---|\n');
  const rows = [...table.matchAll(/^\| (.+?) \| (.+?) \|(.*)\|$/gm)];
  return rows.flatMap(([, words = '', instead = '', files = '']) => {
    const allowedIn = [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    return words.split(', ').map((word) => ({ pattern: patternOf(word), instead, allowedIn }));
  });
}

/** Matches `big cat` also as `big cats`, `bigCat`, `BIG_CAT` and `feedBigCat`, but not in `big category`. */
function patternOf(word: string): RegExp {
  if (word.endsWith('_')) return new RegExp(`\\b${word}`, 'g');
  const parts = word.split(' ').map((part) => `[${part[0]?.toUpperCase()}${part[0]}]${part.slice(1)}`);
  const inText = parts.join('[ _-]?');
  const inConstant = word.toUpperCase().replaceAll(' ', '[ _-]?');
  const inLongerName = `(?<=[a-z])(?=[A-Z])${inText}s?(?![a-z])`;
  return new RegExp(`(?<![A-Za-z])(?:${inText}s?(?![a-z])|${inConstant}S?(?![A-Za-z]))|${inLongerName}`, 'g');
}

export function findForbiddenWords(words: ForbiddenWord[], file: { path: string; text: string }): string[] {
  const { path, text } = file;
  const forbidden = words.filter(({ allowedIn }) => !allowedIn.some((place) => `${path}/`.startsWith(`${place}/`)));
  return text
    .split('\n')
    .flatMap((line, index) =>
      forbidden.flatMap(({ pattern, instead }) =>
        [...line.matchAll(pattern)].map(
          ([found]) => `${path}:${index + 1}: "${found}" is not used here; write ${instead}`,
        ),
      ),
    );
}

/** A comment is a whole sentence, and one that begins with these words rarely is. */
export function findFragments({ path, text }: { path: string; text: string }): string[] {
  if (!COMMENTED.test(path)) return [];
  return text.split('\n').flatMap((line, index) => {
    const word = FRAGMENT.exec(line)?.[1];
    return word === undefined ? [] : [`${path}:${index + 1}: a comment begins with "${word}"; write a whole sentence`];
  });
}
