// Owns the figure of a first deploy on a load balancer that no VPC origin leads to yet.
import { DEPLOYMENT_SECONDS as DISTRIBUTION_SECONDS } from '../../packages/simulator/cloudfront/deployment.ts';
import { DEPLOYMENT_SECONDS as VPC_ORIGIN_SECONDS } from '../../packages/simulator/cloudfront/vpc-origin-deployment.ts';
import { act, type Bench, forPullRequest, onBench } from './act.ts';
import { againstChain } from './chain.ts';
import type { Figure } from './figures.ts';
import { lastRollout } from './rollouts.ts';

const NUMBER = 42;

export function measureFirstDeploy(bench: Bench): Promise<Figure[]> {
  return onBench(bench, { scenario: { hasVpcOrigin: false } }, async (stage) => {
    const { pullRequest } = stage;
    await pullRequest.push();
    const run = await act(stage, 'created', forPullRequest(pullRequest, 'opened', 'v1'));
    const { seconds } = await lastRollout(stage, `shop-pr-${NUMBER}`, run);
    const chainSeconds = VPC_ORIGIN_SECONDS + Math.max(DISTRIBUTION_SECONDS, seconds);
    return [againstChain('first deploy without VPC origin', run, chainSeconds)];
  });
}
