// Owns putting other people's text into Markdown so that it stays text: it breaks out of nothing and calls nobody. Pure.

/** Stands behind the sign that would make a mention or a reference of what follows; it shows to nobody. */
const ZERO_WIDTH_SPACE = '\u200b';

/** Inline text. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>|~!&$]/g, '\\$&')
    .replace(/[@#]/g, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/^(\s*)([-+=>]|\d+[.)])/, '$1\\$2');
}

/** Lines behind a bar, which wrap. */
export function renderBlockquote(text: string): string[] {
  return text.split('\n').map((line) => `> ${escapeMarkdown(line)}  `);
}

/** As it is, in a fence longer than any inside it. */
export function renderFence(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, text, fence];
}

/** Hidden until somebody opens it. */
export function renderFold(title: string, lines: string[]): string[] {
  return [`<details><summary>${title}</summary>`, '', ...lines, '', '</details>'];
}

export function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)} …`;
}
