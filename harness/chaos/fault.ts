// Owns the disturbances that a cloud makes on an ordinary day: calls are refused, lost, garbled, or see what was.
import type { Answer } from '../../packages/simulator/protocols/protocol.ts';
import { type ActionResult, lastError } from '../runner.ts';
import { createChance } from './chance.ts';
import type { NumberedCall } from './gateway.ts';
import { withoutRevisions } from './inventory.ts';
import type { Phase } from './phase.ts';
import { type Disturbance, nameOf, type Point } from './trial.ts';

interface Fault {
  name: string;
  /** The client asks again without knowing that it was done, and registering a task definition is not idempotent. */
  mayRegisterTwice?: boolean;
  when: 'before' | 'after';
  answer(call: NumberedCall): Answer;
}

const GARBLED: Answer = {
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: '<html><body>Service Unavailable</body></html>',
};

const THROTTLED: Fault = { name: 'throttled', when: 'before', answer: ({ refusals }) => refusals.throttle() };
const DENIED: Fault = { name: 'not allowed', when: 'before', answer: ({ refusals }) => refusals.deny() };

/** Each of these passes when the call is made again. */
export const PASSING_FAULTS: Fault[] = [
  THROTTLED,
  { name: 'answered 500', when: 'before', answer: ({ refusals }) => refusals.internal() },
  { name: 'cut off', when: 'before', answer: () => 'cut' },
  { name: 'answered in HTML', when: 'before', answer: () => GARBLED },
  { name: 'done, and the reply lost', when: 'after', answer: () => 'cut', mayRegisterTwice: true },
];

/** Passes as well, after the half minute that the action waits for an answer. */
export const HANG: Fault = { name: 'never answered', when: 'before', answer: () => 'hang' };

/** How many runs share the calls of a phase: each strikes every eighth call, at first once. */
const RUNS_PER_PHASE = 8;

/** Runs in which every one of the points is struck once. Each run is to come to its end by itself. */
export function strikeAll(phase: Phase, points: Point[], fault: Fault): Disturbance[] {
  const groups = Array.from({ length: RUNS_PER_PHASE }, (_, offset) =>
    points.filter((point, at) => point.phase === phase && at % RUNS_PER_PHASE === offset),
  );
  return groups.filter((group) => group.length > 0).map((group) => strikeGroup(phase, group, fault));
}

function strikeGroup(phase: Phase, points: Point[], fault: Fault): Disturbance {
  const { name, when, answer, mayRegisterTwice = false } = fault;
  const names = new Set(points.map(nameOf));
  return {
    phase,
    name: `${name} at ${[...names].join(', ')}`,
    points: points.length,
    ...(mayRegisterTwice && { view: withoutRevisions }),
    meet:
      ({ strike }) =>
      async (call, moment) => {
        if (!names.has(nameOf({ phase, ...call })) || moment !== when) return undefined;
        strike();
        return answer(call);
      },
    check: checkPassing,
  };
}

/** From the first such call on, all of the run are refused: it fails, and says why. Calls to GitHub alone do not count. */
export function denyAll(phase: Phase, name: string): Disturbance {
  return {
    phase,
    name: `${DENIED.name}: ${name}`,
    points: 1,
    meet:
      ({ strike }) =>
      async (call, moment) => {
        if (call.name !== name || moment !== DENIED.when) return undefined;
        strike();
        return DENIED.answer(call);
      },
    check: checkLasting,
  };
}

/** A share of all attempts is throttled, by chance; the seed makes it the same chance each time. */
export function throttleShare(phase: Phase, { share, seed }: { share: number; seed: number }): Disturbance {
  return {
    phase,
    name: `${share * 100} % of all attempts throttled, seed ${seed}`,
    points: 1,
    meet: ({ strike }) => {
      const next = createChance(seed);
      return async (call, moment) => {
        if (!call.isAws || moment !== 'before' || next() >= share) return undefined;
        strike();
        return THROTTLED.answer(call);
      };
    },
    check: checkPassing,
  };
}

/** Every read of the run answers as of some seconds ago. */
export function seeThePast(phase: Phase): Disturbance {
  return {
    phase,
    name: 'every read as of five seconds ago',
    points: 1,
    arm: async (stage) => {
      await stage.fault({ service: '*', operation: '*', kind: 'stale', times: 10_000 });
    },
    meet:
      ({ strike }) =>
      async ({ isRead, isAws }, when) => {
        if (isRead && isAws && when === 'before') strike();
        return undefined;
      },
    check: checkLasting,
  };
}

export function checkPassing(result: ActionResult): string[] {
  return result.exitCode === 0 ? [] : [`it did not get over it: ${lastError(result)}`];
}

/** A fault that does not pass may end the run, if the run says so. */
export function checkLasting(result: ActionResult): string[] {
  return result.exitCode === 0 || !/This is a bug/.test(result.log) ? [] : [`it broke: ${lastError(result)}`];
}
