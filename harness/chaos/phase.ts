// Owns the phases of a preview's life that are disturbed, each as the workflow of its pull request runs it.
import type { PullRequest } from '../pull-request.ts';
import type { Wish } from '../stage.ts';
import { SETUP_COMMAND } from './inventory.ts';

export const PHASES = ['prepare', 'first deploy', 'update', 'reset', 'destroy', 'sweep'] as const;
/** A visit comes to its end only where there is a waker. */
export const SLEEPING_PHASES = ['sleep', 'wake', 'visit'] as const;
export type Phase = (typeof PHASES)[number] | (typeof SLEEPING_PHASES)[number];
/** A run of the action; a visit is none. */
export type ActionPhase = Exclude<Phase, 'visit'>;

/**
 * A preview is made, changed, and taken away in one of the two ways; or its database is made anew; or its address is prepared,
 * and its image never comes.
 */
export const LIVES: Phase[][] = [
  ['first deploy', 'update', 'destroy'],
  ['first deploy', 'update', 'sweep'],
  ['first deploy', 'reset'],
  ['prepare'],
];

const NIGHTS = 6;

/** Most trials begin with what the trial before them has come to. */
export const SLEEPING_LIVES: Phase[][] = [
  ['first deploy', ...Array.from({ length: NIGHTS }, (): Phase[] => ['sleep', 'wake']).flat()],
  ['first deploy', 'sleep', 'update'],
  ['first deploy', 'sleep', 'destroy'],
  ['first deploy', 'sleep', 'sweep'],
];
export const LIVES_BEHIND_WAKER: Phase[][] = [...SLEEPING_LIVES, ['first deploy', 'sleep', 'visit']];

/** More than any run needs here: one that waits for what never comes ends soon, and says what that was. */
const WAIT_MINUTES = '10';

/** The tag of the image that a phase deploys; a preparation has none yet, and a reset takes what runs. */
export const TAGS: Record<Exclude<ActionPhase, 'prepare' | 'reset' | 'sleep' | 'wake'>, string> = {
  'first deploy': 'v1',
  update: 'v2',
  destroy: 'v2',
  sweep: 'v2',
};

/** Does on GitHub what a phase begins with. */
export async function begin(phase: Phase, pullRequest: PullRequest): Promise<void> {
  if (phase === 'destroy' || phase === 'sweep') await pullRequest.close();
  else if (phase === 'reset') await pullRequest.comment('/preview reset');
  else if (phase === 'prepare' || phase === 'first deploy' || phase === 'update') await pullRequest.push();
}

/** The run that the workflow then starts, however often. */
export function wishOf(phase: ActionPhase, pullRequest: PullRequest): Wish {
  const inputs = {
    'wait-minutes': WAIT_MINUTES,
    'migrate-command': 'medusa db:migrate',
    'setup-command': SETUP_COMMAND,
  };
  if (phase === 'reset') return { event: pullRequest.lastComment, inputs };
  if (phase === 'prepare') return { event: pullRequest.eventOf('opened'), inputs: { ...inputs, mode: phase } };
  if (phase === 'sleep' || phase === 'wake') return byHand(phase, pullRequest);
  const tag = TAGS[phase];
  switch (phase) {
    case 'first deploy':
      return { event: pullRequest.eventOf('opened'), inputs, tag };
    case 'update':
      return { event: pullRequest.eventOf('synchronize'), inputs, tag };
    case 'destroy':
      return { event: pullRequest.eventOf('closed'), inputs, tag };
    case 'sweep':
      return { event: { name: 'schedule', payload: {} }, inputs: { ...inputs, mode: 'sweep' }, tag };
  }
}

function byHand(mode: 'sleep' | 'wake', { number }: PullRequest): Wish {
  const inputs = { 'wait-minutes': WAIT_MINUTES, mode, 'pull-request': String(number) };
  return { event: { name: 'workflow_dispatch', payload: {} }, inputs };
}
