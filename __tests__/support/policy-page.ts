// Owns the table of docs/iam-policy.md: which mode needs which action, and which statement grants it. What an action is for
// is written by hand, in the table itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { type Life, MODES } from './policy-life.ts';
import type { Statement } from './service-authorization.ts';

const PAGE = new URL('../../docs/iam-policy.md', import.meta.url);
const BEGIN = '<!-- table: npm test -- __tests__/contract/iam-policy -u -->\n';
const END = '<!-- end of the table -->';

export function readPage(): string {
  return readFileSync(PAGE, 'utf8');
}

export function writePage(page: string): void {
  writeFileSync(PAGE, page);
}

/** The page with the table as it should be. */
export function renderPage(page: string, life: Life, statements: Statement[]): string {
  const [before = '', rest = ''] = page.split(BEGIN);
  const [table = '', after = ''] = rest.split(END);
  const reasons = readReasons(table);
  const actions = [...new Set(statements.flatMap(({ Action }) => Action))].sort();
  const rows = actions.map((action) => [
    `\`${action}\``,
    ...MODES.map((mode) => (life[mode].some((each) => each.action === action) ? '•' : '')),
    statements.flatMap(({ Sid, Action }) => ([Action].flat().includes(action) ? [Sid] : [])).join(', '),
    reasons.get(action) ?? '',
  ]);
  const head = ['action', ...MODES, 'statement', 'what for'];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return `${before}${BEGIN}${lines.join('')}${END}${after}`;
}

/** The purpose of each action, by the table. */
export function readReasons(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^\| `([\w-]+:\w+)` \|.*\| ([^|]*) \|$/gm)];
  return new Map(rows.map(([, action = '', reason = '']) => [action, reason.trim()]));
}
