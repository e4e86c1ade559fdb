// Owns quoting other people's text in the log, so that it reads as a quote and does nothing.
import { shortened } from './markdown.ts';
import { redacted } from './redact.ts';

const MAX_LINE_LENGTH = 500;

/** The runner would obey a line such as `::error::` or `##[add-path]`: behind a bar, and broken up, it is only text. */
export function renderQuote(texts: string[]): string {
  const lines = texts.flatMap((text) => text.split(/\r\n|\r|\n/));
  return lines.map((line) => `  | ${sanitizeLine(line)}`).join('\n');
}

/** One line of text. */
export function sanitizeLine(line: string): string {
  const text = redacted(line.replaceAll(/\r|\n/g, ' '));
  return shortened(text, MAX_LINE_LENGTH).replaceAll('##[', '# #[').replaceAll('::', ': :');
}

/** Text for the log as it is, but that no line of it is a command of the runner, whoever wrote it. */
export function escapeWorkflowCommands(text: string): string {
  return text.replaceAll('##[', '# #[').replace(/^((?:[^\S\r\n\u2028\u2029]|\u0085)*):(?=:)/gm, '$1: ');
}
