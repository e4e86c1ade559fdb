// Owns the figures of a first deploy with everything that a preview gets: a database of its own, migrations and a setup.
import { DEPLOYMENT_SECONDS as DISTRIBUTION_SECONDS } from '../../packages/simulator/cloudfront/deployment.ts';
import type { Stage } from '../stage.ts';
import { act, type Bench, forPullRequest, onBench } from './act.ts';
import { againstChain } from './chain.ts';
import { atMost, type Figure } from './figures.ts';
import { lastRollout } from './rollouts.ts';

const NUMBER = 42;
const SERVICE = `shop-pr-${NUMBER}`;
/** One task that prepares, and the service's own. */
const MAX_STARTS = 2;
const PREPARATION = {
  database: 'isolated',
  'setup-command': 'echo set up',
};

export function measureOwnDatabase(bench: Bench): Promise<Figure[]> {
  return onBench(bench, {}, async (stage) => {
    const { pullRequest } = stage;
    await pullRequest.push();
    const wish = forPullRequest(pullRequest, 'opened', 'v1');
    const run = await act(stage, 'created', { ...wish, inputs: { ...wish.inputs, ...PREPARATION } });
    const tasks = await tasksOf(stage);
    const { seconds } = await lastRollout(stage, SERVICE, run);
    const chainSeconds = Math.max(DISTRIBUTION_SECONDS, secondsOfOneOffs(tasks) + seconds);
    return [
      atMost('first deploy with its database: starts of Fargate', { value: tasks.length, limit: MAX_STARTS }),
      againstChain('first deploy with its database', run, chainSeconds),
    ];
  });
}

interface Task {
  taskDefinitionArn: string;
  createdAt: string;
  /** Undefined for a task that still runs. */
  stoppedAt?: string;
}

/** All that were started of the preview's own definitions: the cloud remembers those that ended for an hour. */
async function tasksOf(stage: Stage): Promise<Task[]> {
  const { ecs } = await stage.state<{ ecs: { tasks: Record<string, { task: Task }> } }>();
  const tasks = Object.values(ecs.tasks).map(({ task }) => task);
  return tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn.includes(`/${SERVICE}:`));
}

/** One after another: each waits for the one before it. */
function secondsOfOneOffs(tasks: Task[]): number {
  return tasks.reduce((sum, { createdAt, stoppedAt }) => {
    return stoppedAt === undefined ? sum : sum + (Date.parse(stoppedAt) - Date.parse(createdAt)) / 1000;
  }, 0);
}
