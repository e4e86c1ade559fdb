// Owns pairs of disturbances: the reply to one write is lost, and from then on the run's reads lag behind.
import { type ActionResult, lastError } from '../runner.ts';
import { checkPassing } from './fault.ts';
import type { Meet, NumberedCall } from './gateway.ts';
import { addressesOf, withoutRevisions } from './inventory.ts';
import { observe, type Reference } from './reference.ts';
import { runPhase } from './run.ts';
import { type Disturbance, nameOf, type Point } from './trial.ts';
import type { WatchedStage } from './watch.ts';

/**
 * How far reads lag behind, by the clock of this machine, since that is the runner's: the action counts on ten seconds
 * (`src/reconcile/wait.ts`), and AWS mostly takes less than two.
 */
export const LAG_SECONDS = 2;

interface Lag {
  name: string;
  /** Which services' reads lag, each of one operation or of any. */
  reads: { service: string; operation: string }[];
}

const AWS: Lag = {
  name: 'all reads',
  reads: ['cloudfront', 'ec2', 'ecs', 'elasticloadbalancing', 'logs'].map((service) => ({ service, operation: '*' })),
};

/**
 * Each write to AWS, and each thing that is made on GitHub: with each kind of read of its AWS service that comes after it, and
 * with all reads of AWS together. Which come after it is seen in a life in which every write's reply is lost.
 */
export async function findPairs(
  reference: Reference,
  stages: WatchedStage[],
  { timeScale }: { timeScale: number },
): Promise<Disturbance[]> {
  const losing = await observe(stages, { disturb: (phase) => loseEveryReply(reference, phase) });
  return reference.points
    .filter(({ name, isRead }) => !isRead && !/^github:(?!POST)/.test(name))
    .flatMap((write) => {
      const reads = readsAfter(write, losing).map(({ name }) => name);
      if (reads.length === 0) return [];
      return lagsOf(write, [...new Set(reads)]).map((lag) => pair(write, lag, LAG_SECONDS * timeScale));
    });
}

/** Each write is made twice then, and the reply to the second attempt is heard. */
function loseEveryReply({ points }: Reference, phase: Disturbance['phase']): Meet {
  const isLost = ({ name, number }: NumberedCall) =>
    number % 2 === 1 && points.some((point) => isSame(point, { phase, name, number: (number + 1) / 2 }));
  return async (call, when) => (!call.isRead && when === 'after' && isLost(call) ? 'cut' : undefined);
}

function isSame(one: Point, other: Point): boolean {
  return one.phase === other.phase && one.name === other.name && one.number === other.number;
}

function readsAfter({ phase, name, number }: Point, losing: Reference): Reference['points'] {
  const calls = losing.points.filter((point) => point.phase === phase);
  const at = calls.findIndex((call) => isSame(call, { phase, name, number: number * 2 - 1 }));
  return calls.slice(Math.max(0, at)).filter(({ isRead }) => isRead);
}

function lagsOf({ name }: Point, kinds: string[]): Lag[] {
  const [service] = split(name);
  const own = kinds.filter((kind) => split(kind)[0] === service && service !== 'github');
  return [...own.map((kind) => ({ name: kind, reads: [toRead(kind)] })), AWS];
}

function pair(write: Point, lag: Lag, seconds: number): Disturbance {
  let addresses: string[] = [];
  return {
    phase: write.phase,
    name: `done, and the reply lost, at ${nameOf(write)}; then ${lag.name} ${LAG_SECONDS} s behind`,
    points: 1,
    ...(mayHaveTwoRevisions(write) && { view: withoutRevisions }),
    arm: async (stage) => {
      addresses = await addressesOf(stage);
    },
    meet: ({ strike, fault }) => {
      let isLost = false;
      return async (call, when) => {
        const isTheWrite = call.name === write.name && call.number === write.number;
        if (isTheWrite && when === 'after') return 'cut';
        if (isTheWrite) {
          isLost = true;
          await fault(...lag.reads.map((read) => ({ ...read, kind: 'stale' as const, seconds, times: 100_000 })));
        } else if (isLost && when === 'before' && isOf(call, lag)) strike();
        return undefined;
      };
    },
    check: checkPassing,
    confirm: async (stage, result) => [
      ...checkAddress(result, addresses),
      // Whoever asks for a reset once more gets another new database.
      ...(write.phase === 'reset' ? [] : await runAgain(stage, write.phase, result)),
    ],
  };
}

/** Where the reply to their registration was lost; and after that, in the rest of the life. */
function mayHaveTwoRevisions({ phase, name }: Point): boolean {
  return phase !== 'first deploy' || name === 'ecs:RegisterTaskDefinition';
}

function checkAddress({ outputs: { url = '' } }: ActionResult, addresses: string[]): string[] {
  const [address] = addresses;
  if (url === '' || address === undefined || url === address) return [];
  return [`the address changed: ${address} became ${url}`];
}

/** With equal inputs there is nothing to do, and the address is the same. */
async function runAgain(
  stage: WatchedStage,
  phase: Disturbance['phase'],
  { outputs }: ActionResult,
): Promise<string[]> {
  const writes: string[] = [];
  const again = await runPhase(stage, phase, () => async ({ name, isAws, isRead }, when) => {
    if (isAws && !isRead && when === 'before') writes.push(name);
    return undefined;
  });
  return [
    ...(again.exitCode === 0 ? [] : [`the same run once more failed: ${lastError(again)}`]),
    ...(writes.length === 0 ? [] : [`the same run once more wrote ${writes.join(', ')}`]),
    ...(again.outputs.url === outputs.url ? [] : [`the address changed: ${outputs.url} became ${again.outputs.url}`]),
  ];
}

function isOf({ name, isRead }: NumberedCall, { reads }: Lag): boolean {
  const [service, operation] = split(name);
  return isRead && reads.some((read) => read.service === service && ['*', operation].includes(read.operation));
}

function toRead(name: string): Lag['reads'][number] {
  const [service, operation] = split(name);
  return { service, operation };
}

function split(name: string): [string, string] {
  const at = name.indexOf(':');
  return [name.slice(0, at), name.slice(at + 1)];
}
