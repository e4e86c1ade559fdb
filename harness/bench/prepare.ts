// Owns the figures of making an address before there is an image, where each call takes its time: how long, and how many calls.
import { createMeter } from '../meter.ts';
import { PullRequest } from '../pull-request.ts';
import type { Stage } from '../stage.ts';
import { act, type Bench, onBench, preparation } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const LATENCY_MILLISECONDS = 300;
const MAX_SECONDS = 12;
const MAX_CALLS = 20;

export function measurePrepare(bench: Bench): Promise<Figure[]> {
  const latencyMilliseconds = LATENCY_MILLISECONDS / bench.timeScale;
  return onBench(bench, { latencyMilliseconds }, async (stage) => {
    const { pullRequest } = stage;
    await pullRequest.push();
    await prepareAnother(stage);
    const calls = createMeter(stage);
    await calls();
    const { cloudSeconds } = await act(stage, 'prepared', preparation(pullRequest));
    const { aws } = await calls();
    return [
      atMost(`prepare with the VPC origin there, ${LATENCY_MILLISECONDS} ms a call`, {
        value: cloudSeconds,
        limit: MAX_SECONDS,
        unit: 's',
        digits: 1,
      }),
      atMost('prepare: calls to AWS', { value: aws.all.length, limit: MAX_CALLS }),
    ];
  });
}

/** The first on a load balancer also makes the guard rule and the ingress rule, which all share. */
async function prepareAnother(stage: Stage): Promise<void> {
  const another = new PullRequest(stage, 1);
  await another.push();
  await act(stage, 'prepared', preparation(another));
}
