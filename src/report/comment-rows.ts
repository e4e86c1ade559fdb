// Owns the rows of the comment on a pull request: one for each environment, below an invisible line that says whose it is. Pure.
import type { Identity } from '../identity.ts';

/** The text of a row, without its marker. */
export interface RowText {
  whole: string;
  /** Used instead where the whole would make the comment too long. */
  brief: string;
}

interface Row {
  marker: string;
  /** Just like it was read, with its marker. */
  source: string;
}

/** GitHub accepts so many characters, for all rows together. */
const MAX_BODY_LENGTH = 65_536;
const MARKER_BEGINNING = '<!-- medusa-preview ';
const MARKER = `${MARKER_BEGINNING}\\S+ \\S+ -->`;
const BEGINS_WITH_ROW = new RegExp(`^${MARKER}`);
const BETWEEN_ROWS = new RegExp(`(?:\\n\\n|\\r\\n\\r\\n)(?=${MARKER}(?:\\r?\\n|$))`);

/** The invisible first line of a row. */
export function rowMarker({ owner, environment }: Pick<Identity, 'owner' | 'environment'>): string {
  return `${MARKER_BEGINNING}${owner} ${environment} -->`;
}

/** False for any text that is not a comment of ours. */
export function hasRows(body: string): boolean {
  return BEGINS_WITH_ROW.test(body);
}

/** The text of a row without its marker; undefined if there is no such row. */
export function textOfRow(body: string, marker: string): string | undefined {
  return rowsOf(body)
    .find((row) => row.marker === marker)
    ?.source.slice(marker.length)
    .trimStart();
}

export function hasOtherRows(body: string, marker: string): boolean {
  return rowsOf(body).some((row) => row.marker !== marker);
}

/** Adds or replaces a row. All others stay as they are, to the byte. */
export function withRow(body: string, marker: string, { whole, brief }: RowText): string {
  const others = rowsOf(body).filter((row) => row.marker !== marker);
  const joinedWith = (text: string) => joined([...others, { marker, source: `${marker}\n${withoutMarkers(text)}` }]);
  const long = joinedWith(whole);
  return long.length <= MAX_BODY_LENGTH ? long : joinedWith(brief);
}

/** The rows of several comments in one; of those that are in more than one, the last is taken. */
export function mergeRows(bodies: string[]): string {
  const byMarker = new Map(bodies.flatMap((body) => rowsOf(body).map((row) => [row.marker, row] as const)));
  return joined([...byMarker.values()]);
}

function rowsOf(body: string): Row[] {
  if (!hasRows(body)) return [];
  return body.split(BETWEEN_ROWS).map((source) => ({ marker: BEGINS_WITH_ROW.exec(source)?.[0] ?? '', source }));
}

/** The order does not depend on who wrote first. */
function joined(rows: Row[]): string {
  const inOrder = rows.toSorted((one, other) => (one.marker < other.marker ? -1 : Number(one.marker > other.marker)));
  return inOrder.map(({ source }) => source).join('\n\n');
}

/** A log may contain anything, and a code block shows it unescaped. */
function withoutMarkers(text: string): string {
  return text.replaceAll(MARKER_BEGINNING, MARKER_BEGINNING.replace('<', '<\u200b'));
}
