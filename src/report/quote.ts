// Owns quoting other people's text in the log, so that it reads as a quote and does nothing.

/** The runner would obey a line such as `::error::` or `##[add-path]`: behind a bar, and broken up, it is only text. */
export function renderQuote(texts: string[]): string {
  const lines = texts.flatMap((text) => text.split(/\r\n|\r|\n/));
  return lines.map((line) => `  | ${line.replaceAll('##[', '# #[').replaceAll('::', ': :')}`).join('\n');
}
