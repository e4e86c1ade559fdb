import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { anchorsOf, linksOf, type Page, ROOT, readPages } from '../support/pages.ts';

const pages = readPages();
const isElsewhere = (target: string) => /^[a-z]+:/.test(target);

/** Undefined where the link leads somewhere. */
function brokenLink(page: Page, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = normalize(join(dirname(page.path), decodeURIComponent(file)));
  const isThere = file === '' || (!path.startsWith('..') && existsSync(join(ROOT, path)));
  if (!isThere) return `${page.path}: ${target} is not there`;
  if (anchor === undefined) return undefined;
  const linked = file === '' ? page : pages.find((other) => other.path === path);
  return linked && anchorsOf(linked).has(anchor) ? undefined : `${page.path}: ${target} has no such heading`;
}

test('each link within the repository leads somewhere', () => {
  const links = pages.flatMap((page) => linksOf(page).map((target) => ({ page, target })));
  const inside = links.filter(({ target }) => !isElsewhere(target));
  expect(inside.length).toBeGreaterThan(10);
  expect(inside.flatMap(({ page, target }) => brokenLink(page, target) ?? [])).toEqual([]);
});

test('links to other places are encrypted', () => {
  const targets = pages.flatMap(linksOf).filter(isElsewhere);
  expect(targets.filter((target) => !target.startsWith('https://'))).toEqual([]);
});

test('what is missing is found: a file, a heading, a way out of the repository', () => {
  const text = [
    '# One',
    '## Two words, `code` & more',
    '## One',
    '[a](no.md) [b](#one) [c](#two-words-code--more) [d](#one-1) [e](#one-2)',
    '[f](../../other/README.md) `[g](h.md)`',
    '```md',
    '[i](j.md)',
    '```',
  ].join('\n');
  const page = { path: 'docs/page.md', text };
  expect(linksOf(page).flatMap((target) => brokenLink(page, target) ?? [])).toEqual([
    'docs/page.md: no.md is not there',
    'docs/page.md: #one-2 has no such heading',
    'docs/page.md: ../../other/README.md is not there',
  ]);
});
