// Owns quoting other people's text in the log, so that it reads as a quote and does nothing.

const LONGEST_LINE = 500;

/** The runner would obey a line such as `::error::` or `##[add-path]`: behind a bar, and broken up, it is only text. */
export function renderQuote(texts: string[]): string {
  const lines = texts.flatMap((text) => text.split(/\r\n|\r|\n/));
  return lines.map((line) => `  | ${harmless(line)}`).join('\n');
}

/** One line of text. */
export function harmless(line: string): string {
  return shortened(line.replaceAll(/\r|\n/g, ' ')).replaceAll('##[', '# #[').replaceAll('::', ': :');
}

function shortened(line: string): string {
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)} …`;
}
