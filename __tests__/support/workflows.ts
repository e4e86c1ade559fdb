// Owns the workflows that the repository holds: its own, the examples, and those on its pages, each as a file would have it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ACTION_NAME } from './action-file.ts';
import { type CodeBlock, codeBlocksOf, ROOT, readPages } from './pages.ts';

export interface Workflow {
  /** Where it stands: `examples/sweep.yml`, `README.md:15`. */
  place: string;
  text: string;
  content: WorkflowContent;
}

export interface WorkflowContent {
  on: string | string[] | Record<string, unknown>;
  concurrency?: string | { group: string };
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

export interface Job {
  /** The workflow that it calls in place of steps. */
  uses?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  concurrency?: string | { group: string };
  steps?: Step[];
}

export interface Step {
  id?: string;
  uses?: string;
  run?: string;
  with?: Record<string, string | number | boolean>;
}

export function readWorkflows(folder: '.github/workflows' | 'examples'): Workflow[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const names = readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.yml'));
  return names.sort().map((name) => describe(`${folder}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')));
}

/** The whole workflows on pages; a list of steps counts as a workflow that has just these. */
export function readWorkflowsOfPages(): Workflow[] {
  const blocks = readPages().flatMap(codeBlocksOf);
  return blocks.filter(({ language }) => /^ya?ml$/.test(language)).flatMap((block) => workflowOf(block) ?? []);
}

/** A workflow whose jobs have no steps is a sketch. */
function workflowOf({ place, code }: CodeBlock): Workflow | undefined {
  const content = parse(code) as Partial<WorkflowContent> | unknown[] | null;
  if (Array.isArray(content)) return describe(place, withSteps(code));
  const jobs = Object.values(content?.jobs ?? {});
  return jobs.some(({ steps }) => steps !== undefined) ? describe(place, code) : undefined;
}

function withSteps(steps: string): string {
  const head = ['on: pull_request', 'jobs:', '  job:', '    runs-on: ubuntu-latest', '    steps:'];
  return [
    ...head,
    ...steps
      .trimEnd()
      .split('\n')
      .map((line) => `      ${line}`),
    '',
  ].join('\n');
}

/** Our own workflows call the action by its path; it is the same one. */
function describe(place: string, text: string): Workflow {
  const called = text.replaceAll('uses: ./\n', `uses: ${ACTION_NAME}@v0\n`);
  return { place, text: called, content: parse(called) as WorkflowContent };
}

/** The names of the events that start it. */
export function eventsOf({ content: { on } }: Workflow): string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on : Object.keys(on);
}

export function jobsOf({ content }: Workflow): Job[] {
  return Object.values(content.jobs);
}

export function stepsOf(workflow: Workflow): Step[] {
  return jobsOf(workflow).flatMap(({ steps = [] }) => steps);
}

/** The steps that are this action. */
export function ourStepsOf(workflow: Workflow): Step[] {
  return stepsOf(workflow).filter(({ uses = '' }) => uses.startsWith(`${ACTION_NAME}@`));
}

export function groupsOf(workflow: Workflow): string[] {
  const concurrencies = [workflow.content, ...jobsOf(workflow)].flatMap(({ concurrency }) => concurrency ?? []);
  return concurrencies.map((concurrency) => (typeof concurrency === 'string' ? concurrency : concurrency.group));
}
