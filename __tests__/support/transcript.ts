// Owns writing a run down for a person: log, calls, outputs; equal for two runs that did the same, and short for a usual one.

import type { ActionResult } from '../../harness/runner.ts';
import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import { compareWithUsual, USUAL_OUTPUTS, USUAL_READS } from './usual-run.ts';

interface Step {
  action: string;
  kind: string;
  name: string;
}

interface Parts {
  title: string;
  lines: string[];
}

const OUTCOME = /^[+~=-] /;
const ACTIONS: Record<string, string> = { '+': 'create', '~': 'update', '=': 'keep', '-': 'remove' };

/** The log and the calls that wrote are whole; of the rest stands there what is not usual. */
export function renderTranscript(
  { exitCode, log, outputs }: ActionResult,
  { reads, writes }: { reads: JournalEntry[]; writes: JournalEntry[] },
): string {
  const steps = (JSON.parse(outputs.plan ?? '[]') as Step[]).map(
    ({ action, kind, name }) => `${action} ${kind} ${name}`,
  );
  const logged = withoutChance(stableLog(log));
  const sections: Parts[] = [
    { title: `log, exit code ${exitCode}`, lines: logged },
    { title: 'calls that wrote', lines: withoutChance(byService(writes).map(renderWrite)) },
    describeReads(readsOf(reads)),
    describePlan(withoutChance(steps).sort(), logged),
    describeOutputs(outputsOf(outputs)),
  ];
  return sections.map(({ title, lines }) => [`-- ${title}`, ...lines].join('\n')).join('\n');
}

/** The distinct calls. */
export function readsOf(reads: JournalEntry[]): string[] {
  return [...new Set(reads.map(nameOf))].sort();
}

/** All but the plan, and the time that it took. */
export function outputsOf({ 'duration-seconds': _, plan: __, ...stable }: ActionResult['outputs']): string[] {
  return withoutChance(Object.entries(stable).map(([name, value]) => `${name} = ${value}`));
}

function describeReads(reads: string[]): Parts {
  const { name, more, less } = compareWithUsual(reads, USUAL_READS);
  return { title: `calls that read: ${name}`, lines: signed(more, less) };
}

function describePlan(steps: string[], log: string[]): Parts {
  const logged = log.filter((line) => OUTCOME.test(line)).map(stepOf);
  const more = steps.filter((step) => !logged.includes(step));
  const less = logged.filter((step) => !steps.includes(step));
  return { title: 'output plan: the steps in the log', lines: signed(more, less) };
}

/** `= kept    VPC origin shop` is `keep VPC origin shop`. */
function stepOf(line: string): string {
  const [mark = '', , ...subject] = line.split(/ +/);
  return `${ACTIONS[mark]} ${subject.join(' ').replace(/: .*/, '')}`;
}

function describeOutputs(outputs: string[]): Parts {
  const isOwn = (line: string) => /^(action|reason) = /.test(line);
  const { name, more, less } = compareWithUsual(
    outputs.filter((line) => !isOwn(line)),
    USUAL_OUTPUTS,
  );
  const named = (line: string) => line.slice(0, line.indexOf(' ='));
  const absent = less.filter((line) => !more.some((other) => named(other) === named(line)));
  return { title: `outputs: ${name}`, lines: [...outputs.filter(isOwn), ...more, ...signed([], absent)] };
}

function signed(more: string[], less: string[]): string[] {
  return [...more.map((line) => `+ ${line}`), ...less.map((line) => `- ${line}`)];
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
  [/\bpk_[0-9a-f]{64}\b/g, 'pk_…'],
  [/\bE[A-Z0-9]{13}\b/g, 'E…'],
  [/ecs-svc\/\d{19}/g, 'ecs-svc/…'],
  [/\b(sg|sgr|vpc|subnet|igw|eni)-[0-9a-f]{17}/g, '$1-…'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>'],
  [/\b[0-9a-f]{32}\b/g, '<task>'],
  [/\b[0-9a-f]{16}\b/g, '<id>'],
  [/\b\d+(\.\d+)? (s|min)\b( \d+ s)?/g, '<time>'],
  [/issuecomment-\d+/g, 'issuecomment-…'],
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>'],
  [/\b10\.0\.\d+\.\d+/g, '<ip>'],
];

function withoutChance(lines: string[]): string[] {
  return lines.map((line) => CHANCE.reduce((changed, [pattern, name]) => changed.replace(pattern, name), line));
}
