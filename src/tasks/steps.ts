// Owns the steps of a one-off task: the shell line that runs them one after another, and what its log and its exit code tell
// of them. Pure.
import {
  DATABASE_SCRIPT,
  type Database,
  type DatabaseAction,
  type DatabaseSource,
  describeDatabaseRequest,
} from '../environment/database.ts';
import { quoted } from './entry-point.ts';

export type TaskStepName =
  | 'create-database'
  | 'drop-database'
  | 'check-database'
  | 'migrate-command'
  | 'check-tables'
  | 'setup-command';

export interface TaskStep {
  name: TaskStepName;
  /** What the shell runs, in a process of its own. */
  line: string;
  /** The step for a person to read; undefined: nobody needs to hear of it while it ends well. */
  shown: string | undefined;
}

/** The variable that lists the steps of a task. While it is set, the preload lets nothing else run that is Node. */
export const ONE_OFF = 'MEDUSA_PREVIEW_ONE_OFF';

/** How the task ends when all is done. An entry point that does nothing ends with 0, so that says nothing. */
export const DONE = 60;
/** How it ends where a step fails; a step of the database ends it with its own code where it has one. */
const FAILED: Record<TaskStepName, number> = {
  'create-database': 63,
  'drop-database': 63,
  'check-database': 63,
  'check-tables': 63,
  'migrate-command': 61,
  'setup-command': 62,
};
const FIRST_OWN_CODE = 41;
const LAST_OWN_CODE = 53;

const SIGN = /^(.*?)medusa-preview: (?:(begin)|([a-z-]+) (?:(begins)|ends with exit code (\d+)))$/;

/**
 * Each step in a process of its own, and a sign in the log before and after it. An entry point that joins its words with
 * blanks for a shell takes only the first line away; and no option of a shell before it ends it early.
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
  case $code.$result in *.0) return;; 63.4[1-9] | 63.5[0-3]) code=$result;; esac
  exit $code
}
database() { [ -n "$${DATABASE_SCRIPT.name}" ] || return 53; node --input-type=module --eval "$${DATABASE_SCRIPT.name}" "$1"; }`;

export function commandStep(name: TaskStepName, command: string): TaskStep {
  return { name, line: `sh -c ${quoted(command)}`, shown: `$ ${command}` };
}

export function databaseStep(
  name: TaskStepName,
  {
    action,
    database,
    source,
    shown,
  }: { action: DatabaseAction; database: Database; source?: DatabaseSource; shown?: string },
): TaskStep {
  return { name, line: `database ${quoted(describeDatabaseRequest(action, database, source))}`, shown };
}

/** The command of the task. */
export function describeCommand(steps: TaskStep[]): string[] {
  const lines = steps.map(({ name, line }) => `step ${name} ${FAILED[name]} ${line}`);
  return ['sh', '-c', [PROLOGUE, ...lines, `exit ${DONE}`].join('\n')];
}

/** `create-database, migrate-command and setup-command` */
export function titleOf(steps: TaskStep[]): string {
  const told = visibleSteps(steps).map(({ name }) => name);
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}

/** All where none is worth telling. */
export function visibleSteps(steps: TaskStep[]): TaskStep[] {
  const told = steps.filter(({ shown }) => shown !== undefined);
  return told.length === 0 ? steps : told;
}

/** What a line of the log says of the task: it, or a step of it, begins or ends. */
export type Sign = { begins: 'task' | string } | { ends: string; exitCode: number };

/** The sign in a line, and what stands before it: a command may end without ending its last line. */
export function readSign(line: string): { sign: Sign | undefined; text: string } {
  const [all, before = '', task, name = '', begins, exitCode] = SIGN.exec(line) ?? [];
  if (all === undefined) return { sign: undefined, text: line };
  if (task !== undefined) return { sign: { begins: 'task' }, text: before };
  return { sign: begins === undefined ? { ends: name, exitCode: Number(exitCode) } : { begins: name }, text: before };
}

/** What was heard of a task in its log, where that can be read. */
export interface Heard {
  hasBegun: boolean;
  /** The step that began last. */
  last: string | undefined;
  /** Step → its exit code. */
  exitCodes: Map<string, number>;
}

/** Which step ended the task; undefined where none did. */
export function failedStep(steps: TaskStep[], exitCode: number | undefined, heard: Heard): TaskStep | undefined {
  if (exitCode === undefined) return undefined;
  const isOwn = exitCode >= FIRST_OWN_CODE && exitCode <= LAST_OWN_CODE;
  const code = isOwn ? FAILED['create-database'] : exitCode;
  const possible = steps.filter(({ name }) => FAILED[name] === code);
  return possible.find(({ name }) => name === heard.last) ?? possible[0];
}

/** Of the step itself; undefined where only the log knows and cannot be read. */
export function exitCodeOfStep({ name }: TaskStep, exitCode: number, heard: Heard): number | undefined {
  return heard.exitCodes.get(name) ?? (exitCode <= LAST_OWN_CODE ? exitCode : undefined);
}
