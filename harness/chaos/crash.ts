// Owns the disturbance that matters most: the process is gone, at a call of its own.
import type { Inventory } from './inventory.ts';
import { type Disturbance, nameOf, type Point } from './trial.ts';

const IS_ABOUT_TASKS = /^(service|running task|target group|listener rule):/;

/** Killed before the call reaches the cloud, and killed when the cloud has done it and nobody hears the answer. */
export function crashesAt(point: Point): Disturbance[] {
  return [crashAt(point, 'before'), crashAt(point, 'after')];
}

function crashAt(point: Point, moment: 'before' | 'after'): Disturbance {
  return {
    phase: point.phase,
    name: `killed ${moment} ${nameOf(point)}`,
    points: 1,
    meet:
      ({ kill, strike }) =>
      async ({ name, number }, when) => {
        if (name !== point.name || number !== point.number || when !== moment) return undefined;
        strike();
        kill();
        return 'cut';
      },
    check: ({ exitCode }) => (exitCode === null ? [] : [`the run was to be killed and ended with ${exitCode}`]),
  };
}

/** Killed at a call of a reset, and then a deploy comes next: where the database is whole, it may leave it asleep. */
export function deploysAfter(points: Point[]): Disturbance[] {
  const disturbances = points.filter(({ phase }) => phase === 'reset').flatMap(crashesAt);
  // Medusa makes its key when it starts.
  const view = (inventory: Inventory) =>
    inventory.filter((line) => !IS_ABOUT_TASKS.test(line)).map((line) => line.replace(/"keys":\d+/, ''));
  return disturbances.map((each) => ({ ...each, view, healedBy: 'first deploy' }));
}
