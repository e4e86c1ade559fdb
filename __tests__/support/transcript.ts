// Owns writing a run down for a person: log, calls, outputs; equal for two runs that did the same.

import type { ActionResult } from '../../harness/runner.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';

interface Step {
  action: string;
  kind: string;
  name: string;
}

const OUTCOME = /^[+~=-] /;

export function renderTranscript(
  { exitCode, log, outputs }: ActionResult,
  { reads, writes }: { reads: JournalEntry[]; writes: JournalEntry[] },
): string {
  const { 'duration-seconds': _, plan = '[]', ...stable } = outputs;
  const steps = (JSON.parse(plan) as Step[]).map(({ action, kind, name }) => `${action} ${kind} ${name}`);
  const sections = {
    [`log, exit code ${exitCode}`]: stableLog(log),
    'calls that wrote': byService(writes).map(renderWrite),
    'calls that read': [...new Set(reads.map(nameOf))].sort(),
    'output plan': steps.sort(),
    outputs: Object.entries(stable).map(([name, value]) => `${name} = ${value}`),
  };
  const text = Object.entries(sections).map(([title, lines]) => [`-- ${title}`, ...lines].join('\n'));
  return withoutChance(text.join('\n'));
}

/** Lines about waiting, and ECS's events meanwhile, depend on timing; what is made side by side comes in any order. */
function stableLog(log: string): string[] {
  const lines = withRoutingFirst(
    log.split('\n').filter((line) => line !== '' && !/^ {2}(waiting for|ECS:) /.test(line)),
  );
  const stable: string[] = [];
  let steps: string[] = [];
  for (const line of [...lines, '']) {
    if (OUTCOME.test(line)) steps.push(line);
    else {
      stable.push(...steps.sort(), line);
      steps = [];
    }
  }
  return stable.slice(0, -1);
}

/** The way through the load balancer is made while the migration runs: it is shown where the first step is. */
function withRoutingFirst(lines: string[]): string[] {
  const isRouting = (line: string) => OUTCOME.test(line) && /(listener rule|target group) /.test(line);
  const others = lines.filter((line) => !isRouting(line));
  const first = others.findIndex((line) => OUTCOME.test(line));
  return first < 0 ? lines : [...others.slice(0, first), ...lines.filter(isRouting), ...others.slice(first)];
}

/** In order within each service; services work side by side. */
function byService(entries: JournalEntry[]): JournalEntry[] {
  return [...entries].sort((one, other) => (one.service < other.service ? -1 : Number(one.service > other.service)));
}

function nameOf({ service, operation }: JournalEntry): string {
  return `${service}:${operation}`;
}

function renderWrite(entry: JournalEntry): string {
  return entry.error === undefined ? nameOf(entry) : `${nameOf(entry)} refused: ${entry.error.code}`;
}

/** Ids, times and ports, each by what it is. */
const CHANCE: [RegExp, string][] = [
  [/\bd[a-z0-9]{13}(?=\.cloudfront\.net)/g, 'd…'],
  [/\bvo_\w{22}/g, 'vo_…'],
  [/\bE[A-Z0-9]{13}\b/g, 'E…'],
  [/ecs-svc\/\d{19}/g, 'ecs-svc/…'],
  [/\b(sg|sgr|vpc|subnet|igw|eni)-[0-9a-f]{17}/g, '$1-…'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>'],
  [/\b[0-9a-f]{32}\b/g, '<task>'],
  [/\b[0-9a-f]{16}\b/g, '<id>'],
  [/\b\d+(\.\d+)? (s|min)\b( \d+ s)?/g, '<time>'],
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>'],
  [/\b10\.0\.\d+\.\d+/g, '<ip>'],
];

function withoutChance(text: string): string {
  return CHANCE.reduce((changed, [pattern, name]) => changed.replace(pattern, name), text);
}
