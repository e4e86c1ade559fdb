// Owns putting other people's text into Markdown so that it stays text: it breaks out of nothing and calls nobody. Pure.
import { stripVTControlCharacters } from 'node:util';

/** Stands behind the sign that would make a mention or a reference of what follows; it shows to nobody. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Ends before a bracket and before what ends a sentence. */
const ADDRESS = /(https?:\/\/[\w\-./?=&%#:~+,;@]*[\w/=-])/;

/** Inline text. Addresses stay as they are, and can be followed: GitHub makes links of them before it looks at escapes. */
export function escapeMarkdown(text: string): string {
  return stripVTControlCharacters(text)
    .split(ADDRESS)
    .map((part, at) => (at % 2 === 1 ? `<${part}>` : escapeText(part)))
    .join('')
    .replace(/^(\s*)([-+=>]|\d+[.)])/, '$1\\$2');
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~!&$]/g, '\\$&').replace(/[@#]|\bGH-(?=\d)/gi, `$&${ZERO_WIDTH_SPACE}`);
}

/** Lines that wrap, and end where they end. */
function renderLines(text: string): string[] {
  return text.split('\n').map((line) => `${escapeMarkdown(line.trim())}  `);
}

/** Lines behind a bar. */
export function renderBlockquote(text: string): string[] {
  return renderLines(text).map((line) => `> ${line}`);
}

/** A text behind a dot; `label` is Markdown of ours. */
export function renderItem(text: string, label = ''): string {
  return `- ${label}${renderLines(text).join('\n  ').trimEnd()}`;
}

/** As it is, in a fence longer than any inside it. */
export function renderFence(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, stripVTControlCharacters(text), fence];
}

/** Hidden until somebody opens it; nothing where nothing is hidden. */
export function renderFold(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

/** With an empty line below; nothing below nothing. */
export function spaced(lines: string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)} …`;
}
