// Owns the command `npm run chaos`: disturbs runs of the action at every call in every way, and sees that all ends well.
import { setMaxListeners } from 'node:events';
import { copyBundle } from '../bundle-copy.ts';
import { readCommandLine } from '../flags.ts';
import { behindWaker } from './behind-waker.ts';
import { doubleInterleavings, GROUPS, type Group, interleavings, QUICK } from './groups.ts';
import { playLives } from './lives.ts';
import { LIVES, LIVES_BEHIND_WAKER, type Phase, SLEEPING_LIVES } from './phase.ts';
import { type Interleaving, playRace } from './race.ts';
import { observe, type Reference } from './reference.ts';
import { RACES_WITH_VISITORS, SLEEPING_GROUPS, SLEEPING_RACES } from './sleeping.ts';
import { Tally } from './tally.ts';
import { onWatchedStages } from './watch.ts';

interface RaceGroup {
  title: string;
  lives: Phase[][];
  hasWaker?: boolean;
  interleavings(reference: Reference): Interleaving[];
}

const RACE_STAGES = 8;
/** A run that is held for longer than the hour in which AWS remembers a task would rightly run the setup again. */
const RACE_TIME_SCALE = QUICK;
const DOUBLE_RACES = { count: 120, seed: 1 };
const RACE_GROUPS: Record<string, RaceGroup> = {
  races: {
    title: 'Two runs at once',
    lives: LIVES,
    interleavings: (reference) => [...interleavings(reference), ...doubleInterleavings(reference, DOUBLE_RACES)],
  },
  'sleep-races': {
    title: 'Two at once, and it sleeps',
    lives: SLEEPING_LIVES,
    interleavings: (reference) => interleavings(reference, SLEEPING_RACES),
  },
  'sleep-visits': {
    title: 'A visitor at the same moment',
    lives: LIVES_BEHIND_WAKER,
    hasWaker: true,
    interleavings: (reference) => interleavings(reference, RACES_WITH_VISITORS),
  },
};
const ALL_GROUPS = { ...GROUPS, ...SLEEPING_GROUPS };

const HELP = `Kills, throttles and races the action at each of its calls, on a simulated cloud.

  --only NAMES    some of it, apart by commas: GROUPS
  --every NUMBER  one trial in so many         (1)
  --bundle FILE   what is run                  (dist/index.js)
  --help          show this`;

const startedAt = performance.now();
setMaxListeners(0);
const {
  only,
  bundle,
  own: every,
} = readCommandLine({
  help: HELP,
  groups: [...Object.keys(ALL_GROUPS), ...Object.keys(RACE_GROUPS)],
  own: {
    name: 'every',
    usual: 1,
    takes: 'a whole number of at least 1',
    isGood: (value) => Number.isInteger(value) && value >= 1,
  },
});
const entry = copyBundle(bundle, 'build/chaos-bundle');
const tally = new Tally(say);
const cancellation = new AbortController();
// Trials that have begun come to their end, so that nothing is left running; then the table shows what was played.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
const isDue = (name: string) => !cancellation.signal.aborted && (only?.includes(name) ?? true);

const playBusy = async () => {
  await playGroups(({ isIdle = false }) => !isIdle);
  for (const [name, group] of Object.entries(RACE_GROUPS)) if (isDue(name)) await playRaces(group);
};
await Promise.all([playBusy(), playGroups(({ isIdle = false }) => isIdle)]);
say(`\n${tally.render()}`);
const what = cancellation.signal.aborted ? 'It was stopped before its end. What was played' : 'Everything';
say(
  tally.isClean
    ? `${what} came to one end, and nothing was left over.`
    : 'Something was left broken, or nothing was disturbed: see above.',
);
if (!tally.isClean || cancellation.signal.aborted) process.exitCode = 1;

async function playGroups(isChosen: (group: Group) => boolean): Promise<void> {
  for (const [name, group] of Object.entries(ALL_GROUPS)) if (isChosen(group) && isDue(name)) await playGroup(group);
}

async function playGroup({ stages: count, ...group }: Group): Promise<void> {
  const { title, timeScale, scenario = {}, lives = LIVES, hasWaker = false, disturbances } = group;
  await onWatchedStages(count, { entry, timeScale, isHeldToPolicies: true, scenario }, async (opened) => {
    const stages = hasWaker ? opened.map(behindWaker) : opened;
    const reference = await observe(stages, { lives });
    const chosen = sample(await disturbances(reference, stages));
    announce(title, chosen.length, reference);
    await playLives(stages, {
      lives,
      disturbances: chosen,
      reference,
      onResult: (result) => tally.add(title, result),
      cancellation: cancellation.signal,
    });
  });
}

async function playRaces({ title, lives, hasWaker = false, interleavings }: RaceGroup): Promise<void> {
  await onWatchedStages(RACE_STAGES, { entry, timeScale: RACE_TIME_SCALE, isHeldToPolicies: true }, async (opened) => {
    const stages = hasWaker ? opened.map(behindWaker) : opened;
    const reference = await observe(stages, { lives });
    const waiting = sample(interleavings(reference));
    announce(title, waiting.length, reference);
    const next = (): Interleaving | undefined => (cancellation.signal.aborted ? undefined : waiting.shift());
    await Promise.all(
      stages.map(async (stage) => {
        for (let race = next(); race !== undefined; race = next()) {
          const result = await playRace(stage, race, reference);
          if (!cancellation.signal.aborted) tally.addRace(title, result);
        }
      }),
    );
  });
}

function sample<Item>(items: Item[]): Item[] {
  return items.filter((_, at) => at % every === 0);
}

function stop(): void {
  if (!cancellation.signal.aborted) say('Stopping: what has begun comes to its end first.');
  cancellation.abort();
}

function announce(title: string, count: number, { points }: Reference): void {
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  say(`${title}: ${count} trials; an undisturbed life has ${points.length} points. (${minutes} min)`);
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}
