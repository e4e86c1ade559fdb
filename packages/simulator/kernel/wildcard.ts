// Owns matching text against AWS's wildcards: `*` is any number of characters, `?` is exactly one, `\` takes either literally.

/** Whether all of `text` matches `pattern`. */
export function matchesWildcard(pattern: string, text: string, isCaseSensitive = true): boolean {
  const source = pattern.replace(/\\([*?\\])|[*?]|[.+^${}()|[\]\\]/g, (part, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (part === '*') return '.*';
    return part === '?' ? '.' : `\\${part}`;
  });
  return new RegExp(`^${source}$`, isCaseSensitive ? 's' : 'is').test(text);
}
