// Owns finding the passwords in addresses such as `postgres://user:password@host`, whether they are URL-encoded or not. Pure.

/** A password's first character, and the one after its last. */
interface Span {
  start: number;
  end: number;
}

/** The text before a password: `://user:`. */
const BEGINNING = /:\/\/([^\s/:]*):/g;
/** In an address without a password, a port follows the colon. */
const PORT = /^\d{0,5}$/;

/** `text` has no white space. */
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
    // The colon may belong to another scheme: `https://a.example,https://`.
    beginning.lastIndex = Math.max(end, start - 1);
  }
  return spans;
}

/**
 * An unencoded password may contain slashes and @, so in general it ends at the last @. A web address may have no password but
 * a port, and an @ in its path, so it has a password only if an @ precedes the first slash, or if what precedes that slash is
 * not a port. Returns -1 if it has none.
 */
function endInWebAddress(text: string, { start, last, user }: { start: number; last: number; user: string }): number {
  const slash = text.indexOf('/', start);
  if (slash === -1) return last;
  const authority = text.slice(start, slash);
  const at = authority.lastIndexOf('@');
  if (at !== -1) return start + at;
  // An IPv6 host such as `[::1]` contains colons.
  return user.startsWith('[') || PORT.test(authority) ? -1 : last;
}
