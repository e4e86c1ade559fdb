// Owns the figures of a preview's life on a load balancer that a VPC origin leads to: deploy, updates good and bad, destroy.
import { DEPLOYMENT_SECONDS as DISTRIBUTION_SECONDS } from '../../packages/simulator/cloudfront/deployment.ts';
import type { PullRequest } from '../pull-request.ts';
import type { Stage } from '../stage.ts';
import { act, type Bench, forPullRequest, onBench, type Run } from './act.ts';
import { againstChain } from './chain.ts';
import { atMost, type Figure } from './figures.ts';
import { lastRollout, type Rollout } from './rollouts.ts';

const NUMBER = 42;
const SERVICE = `shop-pr-${NUMBER}`;
const MAX_SECONDS_AFTER_END = 1;
const MAX_SHARE_AFTER_END = 0.05;
const MAX_SECONDS_AFTER_FAILURE = 5;

export function measureLife(bench: Bench): Promise<Figure[]> {
  return onBench(bench, {}, async (stage) => {
    const { pullRequest } = stage;
    return [
      await open(stage, pullRequest),
      ...(await update(stage, pullRequest)),
      await crash(stage, pullRequest),
      await close(stage, pullRequest),
    ];
  });
}

async function open(stage: Stage, pullRequest: PullRequest): Promise<Figure> {
  await pullRequest.push();
  const run = await act(stage, 'created', forPullRequest(pullRequest, 'opened', 'v1'));
  const { seconds } = await lastRollout(stage, SERVICE, run);
  const chainSeconds = Math.max(DISTRIBUTION_SECONDS, seconds);
  return againstChain('first deploy with the VPC origin there', run, chainSeconds);
}

interface Update {
  run: Run;
  rollout: Rollout;
}

/** Two of them: where in a wait the cloud is done is chance, and the worse one counts. */
async function update(stage: Stage, pullRequest: PullRequest): Promise<Figure[]> {
  const updates: Update[] = [];
  for (const tag of ['v2', 'v3']) {
    await pullRequest.push();
    const run = await act(stage, 'updated', forPullRequest(pullRequest, 'synchronize', tag));
    updates.push({ run, rollout: await lastRollout(stage, SERVICE, run) });
  }
  const whole = updates.map(({ run, rollout }) => againstChain('update with a new image', run, rollout.seconds));
  return [worst(whole), worst(updates.map(afterEnd))];
}

function afterEnd({ run, rollout }: Update): Figure {
  return atMost('update: from the cloud being done to the end of the process', {
    value: rollout.endToExitSeconds,
    limit: MAX_SECONDS_AFTER_END + MAX_SHARE_AFTER_END * run.cloudSeconds,
    unit: 's',
    digits: 1,
    detail: `1 s and 5 % of ${run.cloudSeconds.toFixed(1)} s`,
  });
}

/** One that missed, or could not be measured, before all that met. */
function worst(figures: Figure[]): Figure {
  const missed = figures.find(({ isMet }) => !isMet);
  return missed ?? figures.reduce((one, other) => ((other.value ?? 0) > (one.value ?? 0) ? other : one));
}

async function crash(stage: Stage, pullRequest: PullRequest): Promise<Figure> {
  await pullRequest.push();
  const run = await act(stage, 'failed', forPullRequest(pullRequest, 'synchronize', 'crash'));
  const { failureToExitSeconds } = await lastRollout(stage, SERVICE, run);
  return atMost('crash: from the first sign of failure to the failed step', {
    value: failureToExitSeconds,
    limit: MAX_SECONDS_AFTER_FAILURE,
    unit: 's',
    digits: 1,
  });
}

/** CloudFront deploys once more, to turn the distribution off. */
async function close(stage: Stage, pullRequest: PullRequest): Promise<Figure> {
  await pullRequest.close();
  const run = await act(stage, 'destroyed', forPullRequest(pullRequest, 'closed', 'v3'));
  return againstChain('destroy', run, DISTRIBUTION_SECONDS);
}
