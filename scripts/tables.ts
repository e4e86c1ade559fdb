// Owns the tables of inputs and outputs in README.md. `npm run docs` writes them from action.yml, each between its markers:
// `<!-- inputs -->` and `<!-- end of inputs -->`.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Declared {
  description: string;
  default?: string;
}

interface Declarations {
  inputs: Record<string, Declared>;
  outputs: Record<string, Declared>;
}

const README = new URL('../README.md', import.meta.url);
const ACTION = new URL('../action.yml', import.meta.url);

if (import.meta.main) writeFileSync(README, withTables(readFileSync(README, 'utf8'), readFileSync(ACTION, 'utf8')));

/** The page, with what is between its markers made anew. */
export function withTables(page: string, actionFile: string): string {
  const { inputs, outputs } = parse(actionFile) as Declarations;
  const inputRows = inputGroups(actionFile).flatMap(({ title, names }) => [
    [`**${title}**`, '', ''],
    ...names.map((name) => [code(name), code(inputs[name]?.default), inputs[name]?.description ?? '']),
  ]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [code(name), description]);
  const withInputs = between(page, 'inputs', table(['input', 'default', 'what it does'], inputRows));
  return between(withInputs, 'outputs', table(['output', 'what it is'], outputRows));
}

/** In action.yml the title of a group is a comment before its first input. */
export function inputGroups(actionFile: string): { title: string; names: string[] }[] {
  const groups: { title: string; names: string[] }[] = [];
  const [, section = ''] = /^inputs:\n([\s\S]+?)^\S/m.exec(actionFile) ?? [];
  for (const [, title, name] of section.matchAll(/^ {2}(?:# (.+)|([\w-]+):)$/gm)) {
    if (title !== undefined) groups.push({ title, names: [] });
    if (name !== undefined) groups.at(-1)?.names.push(name);
  }
  return groups;
}

function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const at = page.indexOf(begin);
  if (at === -1) return page;
  const until = page.indexOf(end, at);
  if (until === -1) throw new Error(`"${begin}" has no "${end}" after it.`);
  return `${page.slice(0, at)}${begin}\n${text}\n${page.slice(until)}`;
}

function table(head: string[], rows: string[][]): string {
  const cells = (row: string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');
}

function code(text = ''): string {
  return text === '' ? '' : `\`${text}\``;
}
