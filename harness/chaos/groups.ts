// Owns the groups of trials: what each disturbs, how fast its cloud runs, and how many go on side by side.
import type { Scenario } from '../../packages/simulator/scenario.ts';
import { createChance } from './chance.ts';
import { crashesAt, deploysAfter } from './crash.ts';
import { denyAll, HANG, PASSING_FAULTS, seeThePast, strikeAll, throttleShare } from './fault.ts';
import { deletionsAmong } from './meddle.ts';
import { findPairs } from './pair.ts';
import { PHASES, type Phase } from './phase.ts';
import { type Hold, type Interleaving, RACES, type Race } from './race.ts';
import type { Reference } from './reference.ts';
import type { Disturbance, Point } from './trial.ts';
import type { WatchedStage } from './watch.ts';

export interface Group {
  title: string;
  timeScale: number;
  /** Waiting costs nothing: where the runs mostly wait, there may be many. */
  stages: number;
  /** Its runs do little else than wait: it is played beside the others. */
  isIdle?: boolean;
  /** Where its account differs from the shop's. */
  scenario?: Partial<Scenario>;
  /** Undefined: of previews that do not sleep. */
  lives?: Phase[][];
  /** Whether the previews sleep behind the waker. */
  hasWaker?: boolean;
  disturbances(reference: Reference, stages: WatchedStage[]): Disturbance[] | Promise<Disturbance[]>;
}

/** AWS remembers a stopped task for an hour: twelve seconds then, in which the next run has to see it on a busy machine, too. */
export const QUICK = 300;
/** Five seconds of the past are a quarter of a second then, and half a minute without an answer is ten. */
const SLOW = 20;
/** The ten seconds that the action counts on are a quarter of an hour then, well below the hour in which AWS remembers a task. */
export const PAIR_TIME_SCALE = 100;

export const GROUPS: Record<string, Group> = {
  crash: {
    title: 'Killed at a call',
    timeScale: QUICK,
    stages: 10,
    disturbances: ({ points }) => points.flatMap(crashesAt),
  },
  resets: {
    title: 'Killed at a call of a reset, then deployed',
    timeScale: QUICK,
    stages: 10,
    disturbances: ({ points }) => deploysAfter(points),
  },
  faults: {
    title: 'A fault that passes',
    timeScale: QUICK,
    stages: 10,
    disturbances: ({ points }) =>
      PHASES.flatMap((phase) => PASSING_FAULTS.flatMap((fault) => strikeAll(phase, points, fault))),
  },
  storm: {
    title: '30 % of all attempts throttled',
    timeScale: QUICK,
    stages: 10,
    disturbances: () =>
      PHASES.flatMap((phase) => [1, 2, 3, 4].map((seed) => throttleShare(phase, { share: 0.3, seed }))),
  },
  denied: {
    title: 'Not allowed, for good',
    timeScale: QUICK,
    stages: 10,
    disturbances: ({ points }) =>
      PHASES.flatMap((phase) => {
        const own = points.filter((point) => point.phase === phase && isAws(point.name));
        return deniedAt(phase, own);
      }),
  },
  warm: {
    title: 'A VPC origin is there already',
    timeScale: QUICK,
    stages: 10,
    scenario: { hasVpcOrigin: true },
    // Then nothing waits before the distribution is made.
    disturbances: ({ points }) => {
      const phases = ['prepare', 'first deploy'] as const;
      return phases.flatMap((phase) => {
        const writes = points.filter((point) => point.phase === phase && !point.isRead && isAws(point.name));
        return [...writes.flatMap(crashesAt), ...deniedAt(phase, writes)];
      });
    },
  },
  meddled: {
    title: 'Somebody deletes a rule',
    timeScale: QUICK,
    stages: 10,
    disturbances: ({ points }) => deletionsAmong(points),
  },
  hang: {
    title: 'No answer for half a minute',
    timeScale: SLOW,
    stages: 16,
    isIdle: true,
    // A wait that looks twenty times makes the same call each time.
    disturbances: ({ points }) => {
      const distinct = points.filter(({ number }) => number <= 2);
      return PHASES.flatMap((phase) => strikeAll(phase, distinct, HANG));
    },
  },
  past: {
    title: 'Every read some seconds old',
    timeScale: SLOW,
    stages: 4,
    isIdle: true,
    disturbances: () => PHASES.map(seeThePast),
  },
  pairs: {
    title: 'A lost reply, and then reads that lag',
    timeScale: PAIR_TIME_SCALE,
    stages: 16,
    disturbances: (reference, stages) => findPairs(reference, stages, { timeScale: PAIR_TIME_SCALE }),
  },
};

export function deniedAt(phase: Phase, points: Point[]): Disturbance[] {
  return [...new Set(points.map(({ name }) => name))].map((name) => denyAll(phase, name));
}

export function isAws(name: string): boolean {
  return !name.startsWith('github:');
}

/** The first run is held at each write, before and after it, and after a read of each kind: then what it knows is old. */
export function interleavings({ points }: Reference, races: Race[] = RACES): Interleaving[] {
  return races.flatMap((race) =>
    points
      .filter(({ phase, isRead, number }) => phase === race.first && (!isRead || number === 1))
      .filter(({ name }) => !race.isFirstOfStorefront || name.includes('/comments'))
      .flatMap((point) => (point.isRead ? [hold(point, 'after')] : [hold(point, 'before'), hold(point, 'after')]))
      .map((first) => ({ race, first })),
  );
}

/** Both runs are held, each at a call that chance chooses. */
export function doubleInterleavings(
  { points }: Reference,
  { count, seed }: { count: number; seed: number },
): Interleaving[] {
  const next = createChance(seed);
  const choose = <Item>(items: Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  return Array.from({ length: count }, () => {
    const race = choose(RACES);
    const holdIn = (phase: string) =>
      hold(choose(points.filter((point) => point.phase === phase)), choose(['before', 'after'] as const));
    return { race, first: holdIn(race.first), second: holdIn(race.second) };
  });
}

function hold(point: Hold['point'], when: Hold['when']): Hold {
  return { point, when };
}
