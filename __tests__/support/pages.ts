// Owns the repository's pages as a reader meets them: their text, code blocks, links and headings.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['docs', 'examples', '.github', 'packages'];

export interface Page {
  /** From the root of the repository: `docs/forks.md`. */
  path: string;
  text: string;
}

export interface CodeBlock {
  /** Where it begins: `README.md:15`. */
  place: string;
  language: string;
  code: string;
}

export function readPages(): Page[] {
  const inFolders = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const paths = [...readdirSync(ROOT), ...inFolders].filter((path) => path.endsWith('.md')).sort();
  return paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

export function codeBlocksOf({ path, text }: Page): CodeBlock[] {
  return [...text.matchAll(/^```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].map(({ index, 1: language = '', 2: code = '' }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    language,
    code,
  }));
}

/** The targets of the links of a page, without those that only look like links in code. */
export function linksOf(page: Page): string[] {
  const prose = withoutCodeBlocks(page.text).replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^()\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const byReference = [...prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)];
  const inHtml = [...prose.matchAll(/\b(?:href|src)="([^"]+)"/g)];
  return [...inline, ...byReference, ...inHtml].map(([, target = '']) => target);
}

/** The anchors that GitHub makes of the headings: in lower case, without signs, and numbered from the second on. */
export function anchorsOf({ text }: Page): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutCodeBlocks(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

function withoutCodeBlocks(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}
