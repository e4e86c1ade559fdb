// Owns HTTP headers as a list of name and value: order, case and repetition matter to what passes the edge.

export type Header = [name: string, value: string];

/** From Node's `rawHeaders`, where names and values take turns; HTTP/2's own (`:path` and such) are left out. */
export function readHeaders(raw: string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? '';
    if (!name.startsWith(':')) headers.push([name, raw[at + 1] ?? '']);
  }
  return headers;
}

/** The values of a header, each as it was sent. */
export function valuesOf(headers: Header[], name: string): string[] {
  return headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
}

/** The value of a header, those of a repeated one joined with commas; undefined where there is none. */
export function headerValue(headers: Header[], name: string): string | undefined {
  const values = valuesOf(headers, name);
  return values.length > 0 ? values.join(', ') : undefined;
}

/** The same headers with one set: it takes the place of every header of that name. */
export function withHeader(headers: Header[], name: string, value: string): Header[] {
  return [...headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase()), [name, value]];
}
