// Owns the figures of a run that has nothing to do, where each call takes its time: how long, how many calls, how many in a row.

import type { JournalEntry } from '../../packages/simulator/kernel/journal.ts';
import { createMeter } from '../meter.ts';
import type { Stage, Wish } from '../stage.ts';
import { act, type Bench, forEnvironment, forPullRequest, onBench } from './act.ts';
import { atMost, type Figure, median } from './figures.ts';

const LATENCY_MILLISECONDS = 50;
const RUNS = 5;
const MAX_SECONDS = 0.6;
const MAX_CALLS = 14;
const MAX_CONSECUTIVE = 5;

export function measureUnchanged(bench: Bench): Promise<Figure[]> {
  return onBench(bench, { latencyMilliseconds: LATENCY_MILLISECONDS }, async (stage) => {
    const { pullRequest } = stage;
    await pullRequest.push();
    const plain = forEnvironment('quiet');
    const ofPullRequest = forPullRequest(pullRequest, 'opened', 'v1');
    // Both have come to an end before the other goes on or the stage is left.
    const deploys = await Promise.allSettled([act(stage, 'created', plain), act(stage, 'created', ofPullRequest)]);
    for (const deploy of deploys) if (deploy.status === 'rejected') throw deploy.reason;
    return [
      ...describe(stage, await repeat(stage, plain)),
      wallClock('unchanged run with pull request, comment and deployment', await repeat(stage, ofPullRequest)),
    ];
  });
}

interface Quiet {
  milliseconds: number;
  /** The calls to AWS. */
  calls: JournalEntry[];
}

async function repeat(stage: Stage, wish: Wish): Promise<Quiet[]> {
  const count = createMeter(stage);
  await count();
  const runs: Quiet[] = [];
  for (let at = 0; at < RUNS; at += 1) {
    const { milliseconds } = await act(stage, 'unchanged', wish);
    const { aws } = await count();
    runs.push({ milliseconds, calls: aws.all });
  }
  return runs;
}

function describe({ timeScale }: Stage, runs: Quiet[]): Figure[] {
  // A machine that is busy pulls calls apart that were made together, and never the reverse: the shortest row is true.
  const rows = runs.map(({ calls }) => longestRow(calls, LATENCY_MILLISECONDS * timeScale));
  return [
    wallClock('unchanged run without pull request', runs),
    atMost('unchanged run: calls to AWS', {
      value: Math.max(...runs.map(({ calls }) => calls.length)),
      limit: MAX_CALLS,
    }),
    atMost('unchanged run: calls to AWS one after another', {
      value: Math.min(...rows),
      limit: MAX_CONSECUTIVE,
      detail: `${rows.join(', ')} in ${RUNS} runs`,
    }),
  ];
}

function wallClock(name: string, runs: Quiet[]): Figure {
  const seconds = runs.map(({ milliseconds }) => milliseconds / 1000);
  return atMost(`${name}, ${LATENCY_MILLISECONDS} ms a call`, {
    value: median(seconds),
    limit: MAX_SECONDS,
    unit: 's',
    digits: 2,
    detail: `median of ${seconds.map((each) => each.toFixed(2)).join(', ')}`,
  });
}

/** How many calls there are of which none began before the one before it was answered. A call's time is that of its answer. */
function longestRow(calls: JournalEntry[], callMilliseconds: number): number {
  const answers = calls.map(({ time }) => Date.parse(time)).sort((one, other) => one - other);
  let count = 0;
  let lastAnswer = Number.NEGATIVE_INFINITY;
  for (const answer of answers) {
    if (answer - callMilliseconds < lastAnswer) continue;
    count += 1;
    lastAnswer = answer;
  }
  return count;
}
