// Owns cutting a list into pages, with tokens that mean nothing to the caller.

export interface Page<Row> {
  rows: Row[];
  /** Absent on the last page. */
  nextToken?: string;
}

export interface PageRequest<Row> {
  /** Most rows on one page. */
  size: number;
  token: string | undefined;
  keyOf(row: Row): string;
}

/** The page that a token points to, or the first one; undefined where the token is none that was given out. */
export function takePage<Row>(rows: Row[], request: PageRequest<Row>): Page<Row> | undefined {
  const start = request.token === undefined ? 0 : startOf(rows, request.token, request.keyOf);
  if (start === undefined) return undefined;
  const end = start + request.size;
  const next = rows[end];
  return { rows: rows.slice(start, end), ...(next && { nextToken: encode(end, request.keyOf(next)) }) };
}

/** A token names the row that comes next, and where it stood in case it has gone since. */
function encode(index: number, key: string): string {
  return Buffer.from(JSON.stringify([index, key])).toString('base64url');
}

function startOf<Row>(rows: Row[], token: string, keyOf: (row: Row) => string): number | undefined {
  try {
    const [index, key] = JSON.parse(Buffer.from(token, 'base64url').toString()) as [number, string];
    const found = rows.findIndex((row) => keyOf(row) === key);
    return found < 0 ? index : found;
  } catch {
    return undefined;
  }
}
