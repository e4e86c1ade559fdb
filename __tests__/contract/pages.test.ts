// Shows that README.md stays short, that pages name files that are there, and that each decision has a date and a status.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT, readPages } from '../support/pages.ts';

const MAX_README_LINES = 250;

const pages = readPages();
const decisions = pages.filter(({ path }) => /^docs\/decisions\/\d/.test(path));
const textOf = (name: string) => pages.find(({ path }) => path === name)?.text ?? '';

test('README.md stays short', () => {
  const lines = textOf('README.md').split('\n');
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.length).toBeLessThanOrEqual(MAX_README_LINES);
});

test.each(pages)('$path names only files of the repository that are there', ({ text }) => {
  const paths = [...text.matchAll(/`((?:src|packages|harness|__tests__|docs|scripts|examples)\/[\w./-]+)`/g)];
  expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('docs/isolation.md names only checks that the end-to-end tests make', () => {
  const folder = join(ROOT, 'harness/e2e');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const code = sources.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const paragraphs = textOf('docs/isolation.md')
    .split(/\n|\|/)
    .filter((text) => /\be2e\b.*"/.test(text));
  const titles = paragraphs.flatMap((text) => [...text.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title));
  expect(titles.length).toBeGreaterThan(5);
  expect(titles.filter((title) => !code.includes(title))).toEqual([]);
});

test.each(decisions)('$path has a number, a date and a status, and stands so in the index', ({ path, text }) => {
  const [, number, title] = /^# (\d+)\. (.+)\n/.exec(text) ?? [];
  const [, date, status = ''] = /^Date: (\d{4}-\d{2}-\d{2})\. Status: (.+)\.$/m.exec(text) ?? [];
  const file = path.replace('docs/decisions/', '');
  expect(file.startsWith(`${number?.padStart(4, '0')}-`)).toBe(true);
  expect(status).toMatch(/^(accepted|superseded by \[)/);
  expect(textOf('docs/decisions/README.md')).toContain(`\n| ${number} | [${title}](${file}) | ${date} | ${status} |\n`);
});

test('the index has no other decision', () => {
  expect(textOf('docs/decisions/README.md').match(/^\| \d+ \|/gm)).toHaveLength(decisions.length);
});
