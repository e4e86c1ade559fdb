// Owns the steps of a one-off task: the shell script that runs them one after another, and how its log and exit code are read. Pure.
import {
  DATABASE_SCRIPT,
  type Database,
  type DatabaseSource,
  describeDatabaseRequest,
} from '../environment/database.ts';
import { quoted } from './entry-point.ts';

export type TaskStepName = keyof typeof FAILURE_EXIT_CODES;

export interface TaskStep {
  name: TaskStepName;
  /** The command that the shell runs. */
  line: string;
  /** The step as the log shows it; undefined for a check that is worth mentioning only when it fails. */
  shown: string | undefined;
}

/** The variable that lists the steps of a task. While it is set, the preload ends every Node process but the task's command. */
export const ONE_OFF = 'MEDUSA_PREVIEW_ONE_OFF';

/** The task's exit code on success: 0 would also be that of an entry point that ignores the command. */
export const SUCCESS_EXIT_CODE = 60;
/** The task's exit code when a step fails; a database step that exits with one of its own codes passes that on instead. */
export const FAILURE_EXIT_CODES = {
  'create-database': 63,
  'drop-database': 63,
  'check-database': 63,
  'check-tables': 63,
  'migrate-command': 61,
  'setup-command': 62,
} as const;
export const MIN_DATABASE_EXIT_CODE = 41;
export const MAX_DATABASE_EXIT_CODE = 55;

const MARKER = /^(.*?)medusa-preview: (?:(begin)|([a-z-]+) (?:(begins)|ends with exit code (\d+)))$/;

/**
 * Runs each step in a process of its own, and logs a marker before and after it. It begins with `:` because an entry point that
 * joins its arguments for a shell loses the first line, and with `set +e` because the entry point may have set `-e`.
 */
const PROLOGUE = `:
set +e
unset ${ONE_OFF}
echo 'medusa-preview: begin'
step() {
  name=$1 code=$2; shift 2
  echo "medusa-preview: $name begins"
  "$@"; result=$?
  echo "medusa-preview: $name ends with exit code $result"
  case $code.$result in *.0) return;; 63.4[1-9] | 63.5[0-5]) code=$result;; esac
  exit $code
}
database() { [ -n "$${DATABASE_SCRIPT.name}" ] || return 53; node --input-type=module --eval "$${DATABASE_SCRIPT.name}" "$1"; }`;

export function commandStep(name: TaskStepName, command: string): TaskStep {
  return { name, line: `sh -c ${quoted(command)}`, shown: `$ ${command}` };
}

/** The actions of the database script, by step. */
const DATABASE_ACTIONS = {
  'create-database': 'create',
  'drop-database': 'drop',
  'check-database': 'check',
  'check-tables': 'tables',
} as const;

export function databaseStep(
  name: keyof typeof DATABASE_ACTIONS,
  database: Database,
  { source, shown }: { source?: DatabaseSource; shown?: string } = {},
): TaskStep {
  const request = describeDatabaseRequest(DATABASE_ACTIONS[name], database, source);
  return { name, line: `database ${quoted(request)}`, shown };
}

export function describeCommand(steps: TaskStep[]): string[] {
  const lines = steps.map(({ name, line }) => `step ${name} ${FAILURE_EXIT_CODES[name]} ${line}`);
  return ['sh', '-c', [PROLOGUE, ...lines, `exit ${SUCCESS_EXIT_CODE}`].join('\n')];
}

/** `create-database, migrate-command and setup-command` */
export function titleOf(steps: TaskStep[]): string {
  const names = visibleSteps(steps).map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The steps that the log shows; all of them if none is meant to be shown. */
export function visibleSteps(steps: TaskStep[]): TaskStep[] {
  const visible = steps.filter(({ shown }) => shown !== undefined);
  return visible.length === 0 ? steps : visible;
}

/** A line that the script logs when the task begins, or when a step begins or ends. */
export type StepMarker = { begins: 'task' | string } | { ends: string; exitCode: number };

/** Returns the marker in a line, and the text before it: a command may exit without a newline after its last line. */
export function parseMarker(line: string): { marker: StepMarker | undefined; text: string } {
  const [all, text = '', task, name = '', begins, exitCode] = MARKER.exec(line) ?? [];
  if (all === undefined) return { marker: undefined, text: line };
  if (task !== undefined) return { marker: { begins: 'task' }, text };
  return { marker: begins === undefined ? { ends: name, exitCode: Number(exitCode) } : { begins: name }, text };
}

/** How far a task has come, by the markers in its log. */
export interface TaskProgress {
  hasBegun: boolean;
  /** The step that began last. */
  lastStep: string | undefined;
  /** The exit code of each step that has ended. */
  exitCodes: Map<string, number>;
}

/** The step whose failure ended the task, if it was a step's. */
export function failedStep(
  steps: TaskStep[],
  exitCode: number | undefined,
  progress: TaskProgress,
): TaskStep | undefined {
  if (exitCode === undefined) return undefined;
  const isDatabaseCode = exitCode >= MIN_DATABASE_EXIT_CODE && exitCode <= MAX_DATABASE_EXIT_CODE;
  const code = isDatabaseCode ? FAILURE_EXIT_CODES['create-database'] : exitCode;
  const candidates = steps.filter(({ name }) => FAILURE_EXIT_CODES[name] === code);
  return candidates.find(({ name }) => name === progress.lastStep) ?? candidates[0];
}

/** The exit code of the step itself; undefined if it is only in the log and that cannot be read. */
export function exitCodeOfStep({ name }: TaskStep, exitCode: number, progress: TaskProgress): number | undefined {
  return progress.exitCodes.get(name) ?? (exitCode <= MAX_DATABASE_EXIT_CODE ? exitCode : undefined);
}
