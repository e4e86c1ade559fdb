// Owns the figures of many previews that are deployed at the same moment on one load balancer.
import { PullRequest } from '../pull-request.ts';
import type { Stage } from '../stage.ts';
import { act, type Bench, forPullRequest, onBench, type Run } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const COUNT = 20;
const MAX_OF_ONE_ALONE = 1.2;
/** Slow, so that starting twenty processes on a small machine takes little of the cloud's time. */
const TIME_SCALE = 3;

export function measureMany(bench: Bench): Promise<Figure[]> {
  return onBench(bench, { timeScale: TIME_SCALE }, async (stage) => {
    const alone = await deploy(stage, 100);
    const numbers = Array.from({ length: COUNT }, (_, at) => at + 1);
    const endings = await Promise.allSettled(numbers.map((number) => deploy(stage, number)));
    return [countGood(endings), compare(alone, endings)];
  });
}

async function deploy(stage: Stage, number: number): Promise<Run> {
  const pullRequest = new PullRequest(stage, number);
  await pullRequest.push();
  const wish = forPullRequest(pullRequest, 'opened', 'v1');
  return act(stage, 'created', { ...wish, inputs: { ...wish.inputs, 'max-environments': String(COUNT + 1) } });
}

function countGood(endings: PromiseSettledResult<Run>[]): Figure {
  const count = endings.filter(({ status }) => status === 'fulfilled').length;
  const bad = endings.find((ending) => ending.status === 'rejected');
  return {
    name: `${COUNT} previews deployed at once that succeed`,
    measured: bad === undefined ? String(count) : `${count} (${(bad.reason as Error).message})`,
    target: `all ${COUNT}`,
    isMet: count === COUNT,
    value: count,
    limit: COUNT,
  };
}

/** One that failed took no time that could be compared. */
function compare(alone: Run, endings: PromiseSettledResult<Run>[]): Figure {
  const slowestSeconds = Math.max(
    ...endings.map((ending) => (ending.status === 'fulfilled' ? ending.value.cloudSeconds : Number.NaN)),
  );
  return atMost(`${COUNT} previews at once: the slowest ÷ one alone, at time scale ${TIME_SCALE}`, {
    value: slowestSeconds / alone.cloudSeconds,
    limit: MAX_OF_ONE_ALONE,
    digits: 3,
    detail: `${slowestSeconds.toFixed(1)} s for ${alone.cloudSeconds.toFixed(1)} s`,
  });
}
