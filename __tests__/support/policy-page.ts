// Owns the two tables of docs/iam-policy.md: which purpose needs which action, and what somebody with a role might still try. What
// an action is for is written by hand, in the table itself.
import { readFileSync, writeFileSync } from 'node:fs';
import type { PolicyName } from '../../harness/policies.ts';
import type { Policy } from '../../packages/simulator/iam/policy.ts';
import { TRIALS } from './policy-trials.ts';
import type { Statement } from './service-authorization.ts';

const PAGE = new URL('../../docs/iam-policy.md', import.meta.url);
const END = '<!-- end of the table -->';
const beginOf = (name: string) => `<!-- table of ${name}: npm test -- __tests__/contract/iam-policy -u -->\n`;

/** In the order of the columns. */
export const COLUMNS: [string, PolicyName][] = [
  ['each run', 'iam-policy'],
  ['once', 'iam-policy-once'],
  ['in place', 'iam-policy-in-place'],
  ['sweep', 'iam-policy-sweep'],
];
const TITLES = COLUMNS.map(([title]) => title);

export function readPage(): string {
  return readFileSync(PAGE, 'utf8');
}

export function writePage(page: string): void {
  writeFileSync(PAGE, page);
}

/** The page with the table as it should be. */
export function withActions(page: string, statements: Record<PolicyName, Statement[]>): string {
  const reasons = readReasons(page);
  const actionsOf = (name: PolicyName) =>
    statements[name].filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
  const actions = [...new Set(COLUMNS.flatMap(([, name]) => actionsOf(name)))].sort();
  const rows = actions.map((action) => [
    `\`${action}\``,
    ...COLUMNS.map(([, name]) => (actionsOf(name).includes(action) ? '•' : '')),
    reasons.get(action) ?? '',
  ]);
  return withTable(page, 'actions', [['action', ...TITLES, 'what for'], ...rows]);
}

/** The page with the table as it should be, by what each policy says to each trial. */
export function withTrials(page: string, policies: Record<PolicyName, Policy>): string {
  const rows = TRIALS.map(({ attempt, checks, why }) => [
    attempt,
    ...COLUMNS.map(([, name]) => (checks.some((each) => policies[name].allows(each)) ? '**left**' : 'denied')),
    why,
  ]);
  return withTable(page, 'trials', [['attempt', ...TITLES, 'why it is left'], ...rows]);
}

function withTable(page: string, name: string, [head = [], ...rows]: string[][]): string {
  const [before = '', rest = ''] = page.split(beginOf(name));
  const [, ...after] = rest.split(END);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return `${before}${beginOf(name)}${lines.join('')}${END}${after.join(END)}`;
}

/** The purpose of each action, by the table. */
export function readReasons(text: string): Map<string, string> {
  const rows = [...text.matchAll(/^\| `([\w-]+:\w+)` \|.*\| ([^|]*) \|$/gm)];
  return new Map(rows.map(([, action = '', reason = '']) => [action, reason.trim()]));
}
