// Owns two runs at a time: the first is held at one of its calls while the second goes on, to its end or to a call of its own.
import { GUARD_TAG } from '../../src/identity.ts';
import { PullRequest } from '../pull-request.ts';
import { type ActionResult, lastError } from '../runner.ts';
import { createGate, type Held } from './gate.ts';
import { type Inventory, inventoryOf, type View, withoutRevisions } from './inventory.ts';
import { begin, type Phase, TAGS } from './phase.ts';
import type { Reference } from './reference.ts';
import { playUndisturbed, runPhase } from './run.ts';
import { differences, type Point } from './trial.ts';
import { type Answers, problemsOf, type WatchedStage } from './watch.ts';

export interface Race {
  /** Played undisturbed before it. */
  before: Phase[];
  first: Phase;
  second: Phase;
  /** The phases before it and the first run are of another pull request. */
  isFirstOfAnother?: boolean;
  /** The first run is of another service of the same pull request; it is held where it comments. */
  isFirstOfStorefront?: boolean;
  /** Where not everything can be as it is undisturbed. */
  view?: View;
  /** The phase whose result both come to; undefined: the second. */
  end?: Phase;
  /** Played where the two have not come to it; undefined: the second once more. */
  healing?: Phase[];
}

export const RACES: Race[] = [
  { before: [], first: 'first deploy', second: 'first deploy' },
  { before: [], first: 'first deploy', second: 'update', view: withoutOlderRevision },
  { before: ['first deploy'], first: 'update', second: 'update' },
  { before: [], first: 'first deploy', second: 'destroy' },
  { before: [], first: 'first deploy', second: 'sweep' },
  { before: ['first deploy'], first: 'update', second: 'destroy' },
  { before: ['first deploy', 'update'], first: 'destroy', second: 'sweep' },
  { before: ['first deploy'], first: 'destroy', second: 'first deploy', isFirstOfAnother: true, view: besideAnother },
  { before: [], first: 'prepare', second: 'prepare' },
  { before: [], first: 'prepare', second: 'first deploy' },
  { before: [], first: 'prepare', second: 'destroy' },
  { before: [], first: 'prepare', second: 'sweep' },
  { before: ['first deploy'], first: 'prepare', second: 'update' },
  { before: ['prepare'], first: 'first deploy', second: 'prepare', view: onlyAddress },
  { before: ['prepare'], first: 'first deploy', second: 'destroy' },
  { before: ['prepare'], first: 'destroy', second: 'sweep' },
  { before: [], first: 'first deploy', second: 'first deploy', isFirstOfStorefront: true, view: besideStorefront },
];

const ANOTHER_NUMBER = 43;
const STOREFRONT = 'shop-storefront';

export interface Hold extends Held {
  point: Point;
}

export interface Interleaving {
  race: Race;
  first: Hold;
  /** Where the second run is held in its turn until the first has ended; undefined: nowhere. */
  second?: Hold;
}

export interface RaceResult {
  interleaving: Interleaving;
  outcome: 'one result' | 'healed by the next run' | 'not reached' | 'broken';
  answers: Answers;
  problems: string[];
}

/** However two runs meet, neither may fall over, and neither may wait for what the other took away. */
const WRONG = /This is a bug|at the deadline of/;

export async function playRace(
  stage: WatchedStage,
  interleaving: Interleaving,
  reference: Reference,
): Promise<RaceResult> {
  const { race } = interleaving;
  await stage.reset();
  const foundation = await inventoryOf(stage);
  const firstStage = stageOfFirst(stage, race);
  for (const phase of race.before) await playUndisturbed(firstStage, phase);
  const { results, isReached } = await raceOnce({ first: firstStage, second: stage }, interleaving);
  const problems = results.filter(({ log }) => WRONG.test(log)).map(lastError);
  const { end = race.second, healing = [race.second] } = race;
  const isGone = end === 'destroy' || end === 'sweep';
  const look = async () => [
    ...(isGone
      ? await differences(stage, foundation, ours)
      : await differences(stage, reference.inventories[end], race.view ?? withoutRevisions)),
    ...(race.isFirstOfStorefront ? await problemsOfComment(stage) : []),
  ];
  const isEnough = results.every(({ exitCode }) => exitCode === 0) && (await look()).length === 0;
  const why = results.map((result) => (result.exitCode === 0 ? 'ended well' : lastError(result)));
  if (!isEnough) {
    if (race.isFirstOfStorefront) await runPhase(firstStage, race.first);
    for (const phase of healing) {
      const last = await runPhase(stage, phase);
      if (last.exitCode !== 0) problems.push(`the next run failed: ${lastError(last)}`);
    }
    problems.push(...(await look()));
  }
  const answers = await stage.watch.take();
  problems.push(...problemsOf(answers));
  if (problems.length > 0) return { interleaving, outcome: 'broken', answers, problems };
  if (!isReached) return { interleaving, outcome: 'not reached', answers, problems };
  const outcome = isEnough ? 'one result' : 'healed by the next run';
  return { interleaving, outcome, answers, problems: isEnough ? [] : why };
}

/** Only the pull request or the service is another: cloud and watch are the same. */
function stageOfFirst(stage: WatchedStage, { isFirstOfAnother, isFirstOfStorefront }: Race): WatchedStage {
  if (isFirstOfAnother) return { ...stage, pullRequest: new PullRequest(stage, ANOTHER_NUMBER) };
  if (!isFirstOfStorefront) return stage;
  return { ...stage, run: (wish) => stage.run({ ...wish, inputs: { ...wish.inputs, name: STOREFRONT } }) };
}

/** One comment, in which both services say how they ended. */
async function problemsOfComment({ pullRequest }: WatchedStage): Promise<string[]> {
  const comments = await pullRequest.comments();
  const headlines = comments.flatMap(({ body }) => body.match(/^###.*$/gm) ?? []);
  const isRight = comments.length === 1 && headlines.length === 2 && headlines.every((each) => each.includes('✅'));
  return isRight ? [] : [`${comments.length} comments say ${headlines.join(' and ')}`];
}

/** The first run begins, and is held; then the second one has its turn; then the first goes on. */
async function raceOnce(
  stages: Record<'first' | 'second', WatchedStage>,
  { race, first, second }: Interleaving,
): Promise<{ results: ActionResult[]; isReached: boolean }> {
  const gates = { first: createGate(first), second: createGate(second) };
  await begin(race.first, stages.first.pullRequest);
  const one = runPhase(stages.first, race.first, () => gates.first.meet);
  const isReached = await Promise.race([gates.first.reached, one.then(() => false)]);
  if (race.second !== race.first) await begin(race.second, stages.second.pullRequest);
  const other = runPhase(stages.second, race.second, () => gates.second.meet);
  await Promise.race([gates.second.reached, other]);
  gates.first.open();
  const result = await one;
  gates.second.open();
  return { results: [result, await other], isReached };
}

/** The run for an older commit gives way to the newer one: before it has registered its revision, or after. */
function withoutOlderRevision(inventory: Inventory): Inventory {
  const isOlder = (line: string) => line.startsWith('task definition:') && line.includes(`:${TAGS['first deploy']}\\"`);
  return withoutRevisions(inventory).filter((line) => !isOlder(line));
}

/** How far the run for the older commit got before the newer one was prepared is chance; it may have marked the distribution. */
function onlyAddress(inventory: Inventory): Inventory {
  const parts = inventory.filter((line) => /^(listener rule|VPC origin|distribution|caller reference):/.test(line));
  return parts.map((line) => line.replace(/^(distribution:).*/, '$1'));
}

/** The rule of the other environment had a priority, so the rule of this one may have got the next; history is of both. */
function besideAnother(inventory: Inventory): Inventory {
  return ours(withoutRevisions(inventory)).map((line) => line.replace(/"Priority":"\d+"/, '"Priority":"<number>"'));
}

/** The same, but for what is the storefront's, which stays. */
function besideStorefront(inventory: Inventory): Inventory {
  return besideAnother(inventory.filter((line) => !/shop[-_]storefront/.test(line)));
}

/** Lines of an environment, which are gone with it. Shared things and history stay, as far as the runs had got. */
const OURS =
  /^(service|task definition|running task|listener rule|target group|distribution|database|deployment that goes on):/;

function ours(inventory: Inventory): Inventory {
  return inventory.filter((line) => OURS.test(line) && !line.includes(GUARD_TAG));
}
