// Owns the disturbance that matters most: the process is gone, at a call of its own.
import { type Disturbance, nameOf, type Point } from './trial.ts';

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
