import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { inputGroups, withTables } from '../../scripts/tables.ts';
import { readActionFile } from '../support/action-file.ts';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const actionFile = read('action.yml');
const readme = read('README.md');

test('README.md has the tables as `npm run docs` writes them, or sends to action.yml', () => {
  expect(withTables(readme, actionFile)).toBe(readme);
  const hasTables = readme.includes('<!-- inputs -->') && readme.includes('<!-- outputs -->');
  expect(hasTables || readme.includes('](action.yml)')).toBe(true);
});

test('the tables name everything once, with its default and what it does', () => {
  const page =
    'a\n<!-- inputs -->\nwhat was here\n<!-- end of inputs -->\nb\n<!-- outputs -->\n<!-- end of outputs -->\nc\n';
  const written = withTables(page, actionFile);
  const { inputs, outputs } = readActionFile();
  const names = [...written.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  expect(names).toEqual([...Object.keys(inputs), ...Object.keys(outputs)]);
  expect(written).toContain('| `mode` | `auto` | What to do. `auto` deploys');
  expect(written).toContain('| `label` |  | Only pull requests with this label');
  expect(written).not.toContain('what was here');
  expect(written).toMatch(/^a\n<!-- inputs -->\n\| input \|[\s\S]+\n<!-- end of inputs -->\nb\n[\s\S]+\nc\n$/);
  expect(withTables(written, actionFile)).toBe(written);
});

test('the inputs stand in groups, in action.yml and in README.md alike', () => {
  const groups = inputGroups(actionFile);
  expect(groups.map(({ title }) => title)).toEqual([
    ...['What and where', 'Image and task', 'Made from nothing', 'Data'],
    ...['Edge and access', 'Waiting', 'Lifetime', 'Report'],
  ]);
  expect(groups.flatMap(({ names }) => names)).toEqual(Object.keys(readActionFile().inputs));
  const rows = groups.flatMap(({ title, names }) => [`**${title}**`, ...names.map((name) => `\`${name}\``)]);
  const inputs = readme.slice(readme.indexOf('<!-- inputs -->'), readme.indexOf('<!-- end of inputs -->'));
  expect([...inputs.matchAll(/^\| ([*`][^|]+[*`]) \|/gm)].map(([, cell]) => cell)).toEqual(rows);
});

test('a table that does not end is refused', () => {
  expect(() => withTables('<!-- inputs -->\n', actionFile)).toThrow('has no "<!-- end of inputs -->" after it');
});
