// Owns showing the comment on the pull request: what a run made of it, step by step, and how it reads in the end.
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import type { Narrator } from './narrator.ts';

const IS_WRITE = /^issues\/(create|update)Comment$/;

/** Every text that the comment had, in order. */
export function versionsOf(calls: JournalEntry[]): string[] {
  return calls
    .filter(({ operation, error }) => IS_WRITE.test(operation) && error === undefined)
    .map(({ input }) => (input as { body: string }).body);
}

/** The headline of each version that has another than the one before. */
export function headlinesOf(versions: string[]): string[] {
  const headlines = versions.map((body) => /^### (.*)$/m.exec(body)?.[1] ?? '');
  return headlines.filter((headline, at) => headline !== headlines[at - 1]);
}

export function showComment(narrator: Narrator, versions: string[]): void {
  narrator.say(`   comment: ${versions.length === 0 ? 'as it was' : headlinesOf(versions).join(' -> ')}`);
  for (const line of compact(versions.at(-1) ?? '')) narrator.say(`   ┃ ${line}`);
}

/** The comment as a reader sees it: no hidden lines, and what is folded stays folded. */
function compact(body: string): string[] {
  return body
    .replace(/^<!--.*-->$/gm, '')
    .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}
