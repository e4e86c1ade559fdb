// Owns escaping untrusted text for Markdown, so that it has no formatting, mentions nobody and references nothing. Pure.
import { redacted } from './redact.ts';

/** An invisible character that, after an `@` or `#`, prevents a mention or a reference. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Leaves out a closing bracket and the punctuation of the sentence around it. */
const ADDRESS = /(https?:\/\/[\w\-./?=&%#:~+,;@]*[\w/=-])/;
/** GitHub adds a backlink to issues, pull requests, discussions and commits that are linked like this. */
const REFERENCING_ADDRESS = /\/(?:(?:discussions|issues|pull)\/\d|commit\/[0-9a-f])/i;

/** Returns inline text. Addresses are not escaped, because GitHub links them before it processes escapes. */
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
  return REFERENCING_ADDRESS.test(address)
    ? escapeText(address.replaceAll('//', `/${ZERO_WIDTH_SPACE}/`))
    : `<${address}>`;
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|~!&$]/g, '\\$&').replace(/[@#]|GH-(?=\d)/gi, `$&${ZERO_WIDTH_SPACE}`);
}

const [ESC, CSI, BEL] = ['\u001b', '\u009b', '\u0007'];

/** The control sequences of ECMA-48. Node's `stripVTControlCharacters` takes seconds for some texts. */
const TERMINAL_SEQUENCES = [
  `${ESC}\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)`,
  `(?:${ESC}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
  `${ESC}[ -/]*[0-~]`,
];
const TERMINAL_SEQUENCE = new RegExp(TERMINAL_SEQUENCES.join('|'), 'g');

/** Removes credentials, terminal sequences, control characters, lone surrogates and marks that change the text direction. */
function readable(text: string): string {
  const plain = text
    .replaceAll(TERMINAL_SEQUENCE, '')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu, '');
  return redacted(plain);
}

const MAX_NAME_LENGTH = 300;

export function renderCode(text: string): string {
  const line = shortened(readable(text).replaceAll('\n', ' '), MAX_NAME_LENGTH);
  const ticks = '`'.repeat(longestRun(line) + 1);
  // Markdown strips one space on each side; without it, a leading backtick in the text would extend the delimiter.
  return /^`|`$|^ .* $/.test(line) ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`;
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}

/** Two spaces at the end of a line keep the line break. */
function renderLines(text: string): string[] {
  return readable(text)
    .split('\n')
    .map((line) => `${escapeMarkdown(line.trim())}  `);
}

export function renderBlockquote(text: string): string[] {
  return renderLines(text).map((line) => `> ${line}`);
}

/** A list item; `label` is trusted Markdown. */
export function renderItem(text: string, label = ''): string {
  return `- ${label}${renderLines(text.trim()).join('\n  ').trimEnd()}`;
}

/** The delimiter is longer than any run of backticks in the text. */
export function renderCodeBlock(text: string): string[] {
  const content = readable(text);
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return [`${fence}text`, content, fence];
}

/** A collapsed section; empty if there are no lines. */
export function renderFold(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

/** Adds an empty line after the lines, if there are any. */
export function spaced(lines: string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Never splits a surrogate pair. */
export function shortened(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')} …`;
}
