// Owns plain tables for the log. Pure.
import { sanitizeLine } from '../text/quote.ts';

export function renderTable(texts: string[][]): string[] {
  const rows = texts.map((row) => row.map(sanitizeLine));
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
