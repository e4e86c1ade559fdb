// Owns the figure of a sweep over many previews: what it asks more of AWS to know when they were last visited.
import { runPooled } from '../../src/aws/parallel.ts';
import { createMeter, type Stretch } from '../meter.ts';
import { PullRequest } from '../pull-request.ts';
import type { Stage, Wish } from '../stage.ts';
import { act, type Bench, forPullRequest, onBench } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const COUNT = 50;
const MAX_CALLS = 3;
const QUICK_TIME_SCALE = 600;
/** So many that are deployed at once take little memory. */
const MAX_AT_ONCE = 4;
/** Long enough after the deploys that a request would be a visit. */
const PAUSE_SECONDS = 900;
const METRICS = 'monitoring';

export function measureFleet(bench: Bench): Promise<Figure[]> {
  return onBench(bench, { timeScale: QUICK_TIME_SCALE }, async (stage) => {
    const numbers = Array.from({ length: COUNT }, (_, at) => at + 1);
    await runPooled(numbers, MAX_AT_ONCE, (number) => deploy(stage, number));
    await stage.pass(PAUSE_SECONDS);
    const count = createMeter(stage);
    await count();
    await act(stage, 'swept', sweep());
    const without = await count();
    await act(stage, 'swept', sweep({ 'sleep-after': '30d' }));
    return [compare(without, await count())];
  });
}

/** Nothing of it has to run: a sweep asks the same of one that does. */
async function deploy(stage: Stage, number: number): Promise<void> {
  const pullRequest = new PullRequest(stage, number);
  await pullRequest.push();
  const wish = forPullRequest(pullRequest, 'opened', 'v1');
  const inputs = { 'wait-for': 'none', 'desired-count': '0', 'max-environments': String(COUNT) };
  await act(stage, 'created', { ...wish, inputs: { ...wish.inputs, ...inputs } });
}

function sweep(inputs: Record<string, string> = {}): Wish {
  return { event: { name: 'schedule', payload: {} }, inputs: { mode: 'sweep', ...inputs } };
}

/** Every sweep asks for the metrics, since it shows them, so those calls of the first do not count. */
function compare({ aws: without }: Stretch, { aws: having }: Stretch): Figure {
  const others = without.all.filter(({ service }) => service !== METRICS).length;
  return atMost(`a sweep over ${COUNT} previews: calls more for their metrics`, {
    value: having.all.length - others,
    limit: MAX_CALLS,
    detail: `${having.all.length} for ${others}`,
  });
}
