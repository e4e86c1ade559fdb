// Owns reading Markdown as GitHub does, as far as it takes to find what in it is more than text: its structure.
// https://github.github.com/gfm/ It knows nothing of how ours is written.

/** An address, by itself, that leads to nothing which would be notified of it. */
const ADDRESS = /^<https?:\/\/[^\s<>]+>/;
const CALL = /\/(?:issues|pull|discussions)\/\d|\/commit\/[0-9a-f]/i;
const HTML = /^<(?:\/?[a-z][^>\n]*>?|!--|[?!][^>\n]*)/i;
const LINK = /^\[([^[\]]*)\]\(([^()\s]*)\)/;
const ESCAPE = /^\\[!-/:-@[-`{-~]/;
const ENTITY = /^&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);/i;
const CALLING = /^(?:@[a-z0-9]|#\d|gh-\d)/i;

/** The heading, list item, link, piece of HTML and so on, in their order. What is only text is not in it; nor is an address. */
export function structureOf(markdown: string): string[] {
  const marks: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split(/\r\n|\r|\n/)) {
    if (fence !== undefined) {
      if (isEnd(line, fence)) fence = undefined;
      continue;
    }
    const { blocks, rest } = blocksOf(line);
    fence = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(rest)?.[0];
    const found = [...blocks, ...(fence === undefined ? inlinesOf(rest) : [`fence ${rest.slice(fence.length)}`])];
    if (found.length > 0) marks.push(found.join(', '));
  }
  if (fence !== undefined) marks.push('fence without end');
  // However many lines a quote or a list has.
  return marks.filter((mark, at) => mark !== marks[at - 1]);
}

function isEnd(line: string, fence: string): boolean {
  const ticks = /^ {0,3}(`+|~+) *$/.exec(line)?.[1] ?? '';
  return ticks[0] === fence[0] && ticks.length >= fence.length;
}

const BLOCKS: [pattern: RegExp, mark: string][] = [
  [/^ {0,3}>/, 'quote'],
  [/^ {0,3}(?:[-+*]|\d{1,9}[.)])(?= |\t|$)/, 'item'],
];

const LEAVES: [pattern: RegExp, mark: string][] = [
  [/^ {0,3}#{1,6}(?=[ \t]|$)/, 'heading'],
  [/^ {0,3}(?:=+|-+)\s*$/, 'underline'],
  [/^ {0,3}([-_*])(?:[ \t]*\1){2,}\s*$/, 'rule'],
  [/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/, 'table'],
  [/^ {0,3}\[[^\]]*\]:/, 'definition'],
];

function blocksOf(line: string): { blocks: string[]; rest: string } {
  const block = BLOCKS.find(([pattern]) => pattern.test(line));
  if (block !== undefined) {
    const { blocks, rest } = blocksOf(line.replace(block[0], '').replace(/^ /, ''));
    return { blocks: [block[1], ...blocks], rest };
  }
  const leaf = LEAVES.find(([pattern]) => pattern.test(line))?.[1];
  // Below an item, a line that is two in belongs to it.
  const code = /^(?: {4}|\t)\s*\S/.test(line) ? ['code block'] : [];
  return { blocks: [...(leaf === undefined ? [] : [leaf]), ...code], rest: line.trimStart() };
}

function inlinesOf(text: string): string[] {
  const marks: string[] = [];
  for (let at = 0; at < text.length; ) {
    const { length, mark } = inlineAt(text.slice(at), text[at - 1]);
    if (mark !== undefined) marks.push(mark);
    at += length;
  }
  return marks;
}

interface Inline {
  length: number;
  mark?: string;
}

function inlineAt(text: string, before = ' '): Inline {
  if (ESCAPE.test(text)) return { length: 2 };
  if (text.startsWith('`')) return codeAt(text);
  const address = ADDRESS.exec(text)?.[0];
  if (address !== undefined) return { length: address.length, ...(CALL.test(address) && { mark: `call ${address}` }) };
  const link = LINK.exec(text);
  if (link !== null) {
    const [whole, label = '', target] = link;
    return { length: whole.length, mark: `link ${target} (${inlinesOf(label).join()})` };
  }
  for (const pattern of [HTML, ENTITY]) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return { length: found.length, mark: found };
  }
  if (/^https?:\/\//i.test(text)) return { length: 4, mark: 'bare address' };
  if (CALLING.test(text) && !/[\w`]/.test(before)) return { length: 1, mark: `call ${text.slice(0, 8)}` };
  return { length: 1, ...(/^[[\]*_~|$]/.test(text) && { mark: text.slice(0, 1) }) };
}

/** Ticks that nothing ends are text for now, and begin a piece of code in a later line. */
function codeAt(text: string): Inline {
  const [ticks = ''] = /^`+/.exec(text) ?? [];
  const end = [...text.slice(ticks.length).matchAll(/`+/g)].find(([other]) => other === ticks);
  if (end === undefined) return { length: ticks.length, mark: 'ticks without end' };
  return { length: 2 * ticks.length + end.index, mark: 'code' };
}
