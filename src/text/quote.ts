// Owns quoting untrusted text in the log, so that it is recognizable and cannot contain a workflow command.
import { shortened } from './markdown.ts';
import { redacted } from './redact.ts';

const MAX_LINE_LENGTH = 500;

/** The runner would execute a line such as `::error::` or `##[add-path]`, so each line is prefixed and such sequences are broken up. */
export function renderQuote(texts: string[]): string {
  const lines = texts.flatMap((text) => text.split(/\r\n|\r|\n/));
  return lines.map((line) => `  | ${sanitizeLine(line)}`).join('\n');
}

/** Returns a single line. */
export function sanitizeLine(line: string): string {
  const text = redacted(line.replaceAll(/\r|\n/g, ' '));
  return shortened(text, MAX_LINE_LENGTH).replaceAll('##[', '# #[').replaceAll('::', ': :');
}

/** Changes only lines that the runner would execute. */
export function escapeWorkflowCommands(text: string): string {
  return text.replaceAll('##[', '# #[').replace(/^((?:[^\S\r\n\u2028\u2029]|\u0085)*):(?=:)/gm, '$1: ');
}
