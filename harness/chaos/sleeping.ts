// Owns the groups and the races of previews that sleep and wake, behind a page or behind the waker.
import { crashesAt } from './crash.ts';
import { PASSING_FAULTS, strikeAll, throttleShare } from './fault.ts';
import { deniedAt, type Group, isAws, QUICK } from './groups.ts';
import { withoutMark } from './inventory.ts';
import { LIVES_BEHIND_WAKER, SLEEPING_LIVES } from './phase.ts';
import type { Race } from './race.ts';
import type { Reference } from './reference.ts';
import type { Disturbance } from './trial.ts';

export const SLEEPING_GROUPS: Record<string, Group> = {
  sleep: {
    title: 'Asleep behind a page',
    timeScale: QUICK,
    stages: 10,
    lives: SLEEPING_LIVES,
    disturbances: disturbSleep,
  },
  'sleep-waker': {
    title: 'Asleep behind the waker',
    timeScale: QUICK,
    stages: 10,
    lives: LIVES_BEHIND_WAKER,
    hasWaker: true,
    disturbances: disturbSleep,
  },
};

/** Killed at each call, and hindered in every way that a deploy is. */
function disturbSleep({ points }: Reference): Disturbance[] {
  return (['sleep', 'wake'] as const).flatMap((phase) => {
    const own = points.filter((point) => point.phase === phase);
    return [
      ...own.flatMap(crashesAt),
      ...PASSING_FAULTS.flatMap((fault) => strikeAll(phase, own, fault)),
      ...[1, 2].map((seed) => throttleShare(phase, { share: 0.3, seed })),
      ...deniedAt(
        phase,
        own.filter(({ name }) => isAws(name)),
      ),
    ];
  });
}

/** A deploy that is overtaken by a sleep leaves it asleep, which is right as well: then it is woken. */
const AWAKE: Pick<Race, 'end' | 'healing' | 'view'> = { end: 'update', healing: ['update', 'wake'], view: withoutMark };
const GONE: Pick<Race, 'end' | 'healing'> = { end: 'destroy', healing: ['destroy'] };

export const SLEEPING_RACES: Race[] = [
  { before: ['first deploy'], first: 'sleep', second: 'sleep' },
  { before: ['first deploy'], first: 'sleep', second: 'wake', view: withoutMark },
  { before: ['first deploy'], first: 'sleep', second: 'update', ...AWAKE },
  { before: ['first deploy'], first: 'sleep', second: 'destroy' },
  { before: ['first deploy'], first: 'sleep', second: 'sweep' },
  { before: ['first deploy', 'sleep'], first: 'wake', second: 'wake' },
  { before: ['first deploy', 'sleep'], first: 'wake', second: 'sleep' },
  { before: ['first deploy', 'sleep'], first: 'wake', second: 'update', ...AWAKE },
  { before: ['first deploy', 'sleep'], first: 'wake', second: 'destroy' },
  { before: ['first deploy', 'sleep'], first: 'wake', second: 'sweep' },
  { before: ['first deploy', 'sleep'], first: 'update', second: 'sleep', ...AWAKE },
  { before: ['first deploy', 'sleep'], first: 'update', second: 'wake', ...AWAKE },
  { before: ['first deploy', 'sleep'], first: 'destroy', second: 'wake', ...GONE },
  { before: ['first deploy'], first: 'destroy', second: 'sleep', ...GONE },
];

/** A visitor comes meanwhile. */
export const RACES_WITH_VISITORS: Race[] = [
  { before: ['first deploy'], first: 'sleep', second: 'visit', view: withoutMark },
  { before: ['first deploy', 'sleep'], first: 'wake', second: 'visit', view: withoutMark },
  { before: ['first deploy', 'sleep'], first: 'update', second: 'visit', ...AWAKE },
  { before: ['first deploy', 'sleep'], first: 'destroy', second: 'visit', ...GONE },
  { before: ['first deploy', 'sleep'], first: 'sweep', second: 'visit', ...GONE },
];
