// Owns carrying out the steps of a run (`applying`), or only recording what they would be (`planning`).
import { assertBeforeDeadline } from '../aws/deadline.ts';
import type { Log, World } from '../world.ts';
import type { Change } from './diff.ts';
import type { Named } from './resource.ts';

export type Action = 'create' | 'update' | 'keep' | 'remove' | 'run';

/** One resource created, updated, kept or removed, or one thing run. */
export interface Step {
  action: Action;
  kind: string;
  name: string;
  changes: Change[];
}

/** The placeholder in a plan for an id that AWS assigns when the resource is created. */
export const KNOWN_AFTER_APPLY = 'known-after-apply';

/** The commands take their steps through it without knowing whether it applies or plans. */
export interface Executor {
  /** The steps recorded so far. */
  readonly steps: readonly Step[];
  /** Runs work that writes, or that waits for a write. A plan does not run it and returns the placeholder. */
  run<Result>(work: () => Promise<Result>, placeholder: Result): Promise<Result>;
  /** Called before each write: `creating listener rule shop-pr-42`. Throws after the deadline. */
  begin(doing: string): void;
  /** Records a step for the report, and logs it. */
  record(step: Step): void;
}

export function applying({
  log,
  clock,
  deadline,
  progress,
}: Pick<World, 'log' | 'clock' | 'deadline' | 'progress'>): Executor {
  return {
    ...recording(log, 'done'),
    run: (work) => work(),
    begin(doing) {
      assertBeforeDeadline({ clock, deadline }, doing);
      progress.begin();
    },
  };
}

export function planning(log: Log): Executor {
  return { ...recording(log, 'planned'), run: async (_, placeholder) => placeholder, begin: () => undefined };
}

function recording(log: Log, tense: Tense): Pick<Executor, 'steps' | 'record'> {
  const steps: Step[] = [];
  return {
    steps,
    record(step) {
      steps.push(step);
      log.line(renderStepLine(step, tense));
    },
  };
}

export function stepOf({ kind, name }: Named, action: Action, changes: Change[] = []): Step {
  return { action, kind, name, changes };
}

export type Tense = 'done' | 'planned';

const MARKS: Record<Action, string> = { create: '+', update: '~', keep: '=', remove: '-', run: '>' };
const VERBS: Record<Tense, Record<Action, string>> = {
  done: { create: 'created', update: 'updated', keep: 'kept   ', remove: 'removed', run: 'ran    ' },
  planned: { create: 'create', update: 'update', keep: 'keep  ', remove: 'remove', run: 'run   ' },
};

/** `~ updated target group shop-pr-42: HealthCheckPath`. Values are left out, because they may be secret. */
export function renderStepLine({ action, kind, name, changes }: Step, tense: Tense): string {
  const paths = changes.map(({ path }) => path).join(', ');
  return `${MARKS[action]} ${VERBS[tense][action]} ${kind} ${name}${paths === '' ? '' : `: ${paths}`}`;
}
