// Owns finding the passwords in addresses, such as `postgres://user:password@host`, also in those that nobody encoded. Pure.

/** From the first character of the password to behind its last. */
export interface Span {
  start: number;
  end: number;
}

/** Behind the scheme, up to the password: `://user:`. */
const BEGINNING = /:\/\/([^\s/:]*):/g;
/** What follows the host of an address without a password: `:8080/path`. */
const PORT = /^\d{0,5}$/;

/** In a text without white space. */
export function passwordsIn(text: string): Span[] {
  const spans: Span[] = [];
  const last = text.lastIndexOf('@');
  if (last === -1) return spans;
  const beginning = new RegExp(BEGINNING);
  for (let found = beginning.exec(text); found !== null; found = beginning.exec(text)) {
    const { index, 1: user = '' } = found;
    const start = beginning.lastIndex;
    if (start >= last) break;
    const isOfWeb = /(?:https?|wss?)$/i.test(text.slice(Math.max(0, index - 5), index));
    const end = isOfWeb ? endInWebAddress(text, { start, last, user }) : last;
    if (end > start) spans.push({ start, end });
    // Its last colon may be the one of another scheme: `https://a.example,https://`.
    beginning.lastIndex = Math.max(end, start - 1);
  }
  return spans;
}

/**
 * A password that was not encoded may hold a slash, and an @ itself: it ends at the last @ of all. But an address of the
 * web may well hold no password, and have a port, and an @ in its path: there is a password where an @ stands before the
 * first slash, or where what stands there is no port. -1: none.
 */
function endInWebAddress(text: string, { start, last, user }: { start: number; last: number; user: string }): number {
  const slash = text.indexOf('/', start);
  if (slash === -1) return last;
  const authority = text.slice(start, slash);
  const at = authority.lastIndexOf('@');
  if (at !== -1) return start + at;
  // A host of IPv6, `[::1]`, has colons itself.
  return user.startsWith('[') || PORT.test(authority) ? -1 : last;
}
