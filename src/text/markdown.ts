// Owns putting other people's text into Markdown so that it stays text: it breaks out of nothing and calls nobody. Pure.
import { redacted } from './redact.ts';

/** Stands behind the sign that would make a mention or a reference of what follows; it shows to nobody. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Ends before a bracket and before what ends a sentence. */
const ADDRESS = /(https?:\/\/[\w\-./?=&%#:~+,;@]*[\w/=-])/;
/** GitHub writes into whatever such an address leads to that it was mentioned here. */
const CALLING_ADDRESS = /\/(?:(?:discussions|issues|pull)\/\d|commit\/[0-9a-f])/i;

/** Inline text. Addresses stay as they are, and can be followed: GitHub makes links of them before it looks at escapes. */
export function escapeMarkdown(text: string): string {
  return readable(text)
    .replaceAll('\n', ' ')
    .split(ADDRESS)
    .map((part, at) => (at % 2 === 1 ? renderAddress(part) : escapeText(part)))
    .join('')
    .trimStart()
    .replace(/^[-+=:]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

function renderAddress(address: string): string {
  return CALLING_ADDRESS.test(address) ? escapeText(address.replaceAll('//', `/${ZERO_WIDTH_SPACE}/`)) : `<${address}>`;
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~!&$]/g, '\\$&').replace(/[@#]|GH-(?=\d)/gi, `$&${ZERO_WIDTH_SPACE}`);
}

const [ESC, CSI, BEL] = ['\u001b', '\u009b', '\u0007'];

/** As ECMA-48 has them. Node's own way to take them out needs seconds for some texts. */
const TERMINAL_SEQUENCES = [
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)`,
  `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
  `${ESC}[ -/]*[0-~]`,
];
const TERMINAL_SEQUENCE = new RegExp(TERMINAL_SEQUENCES.join('|'), 'g');

/** Without credentials, and without what steers a terminal or the direction of writing, or is no character at all. */
function readable(text: string): string {
  const plain = text
    .replaceAll(TERMINAL_SEQUENCE, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, '');
  return redacted(plain);
}

const MAX_NAME_LENGTH = 300;

/** A name, as it is. */
export function renderCode(text: string): string {
  const line = shortened(readable(text).replaceAll('\n', ' '), MAX_NAME_LENGTH);
  const ticks = '`'.repeat(longestRun(line) + 1);
  // A space on both sides is taken off again; without it, a tick of the text would be taken for one of ours.
  return /^`|`$|^ .* $/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** Of ticks. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

/** Lines that wrap, and end where they end. */
function renderLines(text: string): string[] {
  return readable(text)
    .split('\n')
    .map((line) => `${escapeMarkdown(line.trim())}  `);
}

/** Lines behind a bar. */
export function renderBlockquote(text: string): string[] {
  return renderLines(text).map((line) => `> ${line}`);
}

/** A text behind a dot; `label` is Markdown of ours. */
export function renderItem(text: string, label = ''): string {
  return `- ${label}${renderLines(text.trim()).join('\n  ').trimEnd()}`;
}

/** As it is, in a fence longer than any inside it. */
export function renderCodeBlock(text: string): string[] {
  const content = readable(text);
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return [`${fence}text`, content, fence];
}

/** Hidden until somebody opens it; nothing where nothing is hidden. */
export function renderFold(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

/** With an empty line below; nothing below nothing. */
export function spaced(lines: string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Never within a character. */
export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')} …`;
}
