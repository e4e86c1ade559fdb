// Owns running the action as GitHub's runner does: inputs with the defaults of action.yml, event file, outputs, summary and state files.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { Simulator } from '../packages/simulator/simulator.ts';

const ROOT = join(import.meta.dirname, '..');
const FILES = ['output', 'summary', 'state', 'env', 'path'] as const;
const TOKEN = 'ghs_simulated';

export interface ActionRun {
  simulator: Pick<Simulator, 'endpoint' | 'ca'>;
  /** The file that node runs: the bundle, or the source that it is made from. */
  entry: string;
  inputs: Record<string, string>;
  event: { name: string; payload: object };
  /** Where relative paths of inputs begin. Default is an empty folder. */
  workspace?: string;
  /** Sees every line of the log as it comes. */
  onLine?: (line: string) => void;
  variables?: Record<string, string>;
  /** Hears of the process: its id, and when it was started by `performance.now()`. */
  onStart?: (process: { pid: number; startedAtMilliseconds: number }) => void;
  /** Cancels the run as GitHub does: SIGINT, and no word more for 7.5 seconds. */
  cancellation?: AbortSignal;
}

export interface ActionResult {
  exitCode: number | null;
  log: string;
  outputs: Record<string, string>;
  summary: string;
  /** Kept for its post step. */
  state: Record<string, string>;
  milliseconds: number;
}

export interface JobEnd {
  /** Kept by the step. */
  state: ActionResult['state'];
  status: 'success' | 'failure' | 'cancelled';
}

/** Runs the action's post step at the end of its job; undefined where its condition does not hold. */
export async function runPostStep(run: ActionRun, { state, status }: JobEnd): Promise<ActionResult | undefined> {
  const { post, 'post-if': condition } = readAction().runs;
  if (!condition.split(' || ').includes(`${status}()`)) return undefined;
  const variables = Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
  return runAction({
    ...run,
    entry: join(dirname(run.entry), basename(post)),
    inputs: { ...run.inputs, 'job-status': status },
    variables: { ...run.variables, ...variables },
  });
}

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'runner-'));
  try {
    for (const file of FILES) writeFileSync(join(folder, file), '');
    writeFileSync(join(folder, 'event.json'), JSON.stringify(run.event.payload));
    const variables = variablesOf(run, folder);
    const startedAt = performance.now();
    const { exitCode, log } = await execute(run, variables);
    const milliseconds = performance.now() - startedAt;
    return {
      exitCode,
      log,
      outputs: readOutputs(readFileSync(join(folder, 'output'), 'utf8')),
      summary: readFileSync(join(folder, 'summary'), 'utf8'),
      state: readOutputs(readFileSync(join(folder, 'state'), 'utf8')),
      milliseconds,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The last error in the log of a run that failed. */
export function lastError({ log }: Pick<ActionResult, 'log'>): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  return lines.findLast((line) => line.startsWith('::error')) ?? lines.at(-1) ?? 'it said nothing';
}

function execute(run: ActionRun, env: Record<string, string>): Promise<{ exitCode: number | null; log: string }> {
  const startedAtMilliseconds = performance.now();
  const action = spawn(process.execPath, [join(ROOT, run.entry)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Whoever ends without waiting for it leaves nothing running.
  const end = () => action.kill('SIGKILL');
  process.once('exit', end);
  if (action.pid !== undefined) run.onStart?.({ pid: action.pid, startedAtMilliseconds });
  let log = '';
  let rest = '';
  const take = (chunk: string) => {
    log += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) run.onLine?.(line);
  };
  action.stdout.setEncoding('utf8').on('data', take);
  action.stderr.setEncoding('utf8').on('data', take);
  run.cancellation?.addEventListener('abort', () => action.kill('SIGINT'));
  return new Promise((resolve, reject) => {
    action.once('error', reject);
    action.once('close', (exitCode) => {
      process.off('exit', end);
      resolve({ exitCode, log });
    });
  });
}

/** Nothing of our own variables but the path: a run must not see the credentials or the proxy of whoever starts it. */
function variablesOf(
  { simulator, inputs, event, workspace, variables }: ActionRun,
  folder: string,
): Record<string, string> {
  const given = Object.entries({ ...defaults(), ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ]);
  const files = FILES.map((file) => [
    file === 'summary' ? 'GITHUB_STEP_SUMMARY' : `GITHUB_${file.toUpperCase()}`,
    join(folder, file),
  ]);
  return {
    PATH: process.env.PATH ?? '',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: `${simulator.endpoint}/github`,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKSPACE: workspace ?? folder,
    RUNNER_TEMP: folder,
    AWS_ENDPOINT_URL: simulator.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    HTTPS_PROXY: simulator.endpoint,
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: simulator.ca,
    ...Object.fromEntries(given),
    ...Object.fromEntries(files),
    ...variables,
  };
}

interface Action {
  inputs: Record<string, { default?: string }>;
  runs: { post: string; 'post-if': string };
}

function readAction(): Action {
  return parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
}

/** Their expressions are evaluated for a step of a job that has been good so far. */
function defaults(): Record<string, string> {
  const values = Object.entries(readAction().inputs).map(([name, input]) => [
    name,
    (input.default ?? '').replace(/^\$\{\{ github\.token \}\}$/, TOKEN).replace(/^\$\{\{ job\.status \}\}$/, 'success'),
  ]);
  return Object.fromEntries(values) as Record<string, string>;
}

/** `name<<delimiter`, the value, `delimiter`: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function readOutputs(text: string): Record<string, string> {
  const entries = [...text.matchAll(/^(.+?)<<(.+)\r?\n([\s\S]*?)\r?\n?\2$/gm)];
  return Object.fromEntries(entries.map(([, name, , value]) => [name, value])) as Record<string, string>;
}
