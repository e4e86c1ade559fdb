// Owns the figure of a push whose image is migrated before it is rolled out, beside one without.
import type { Stage } from '../stage.ts';
import { act, type Bench, forPullRequest, onBench } from './act.ts';
import { atMost, type Figure } from './figures.ts';

const MAX_OF_ONE_WITHOUT = 1.6;
const MIGRATING = { database: 'isolated' };
const WITHOUT = { ...MIGRATING, 'migrate-command': 'none' };

/** Two of each, by turns: where in a wait the cloud is done is chance. */
export function measureMigration(bench: Bench): Promise<Figure[]> {
  return onBench(bench, {}, async (stage) => {
    await stage.pullRequest.push();
    await act(stage, 'created', { ...forPullRequest(stage.pullRequest, 'opened', 'v1'), inputs: MIGRATING });
    const without = await push(stage, 'v2', WITHOUT);
    const migrated = await push(stage, 'v3', MIGRATING);
    const withoutAgain = await push(stage, 'v4', WITHOUT);
    const migratedAgain = await push(stage, 'v5', MIGRATING);
    const [sumWithout, sumMigrated] = [without + withoutAgain, migrated + migratedAgain];
    return [
      atMost('push with a migration ÷ push without', {
        value: sumMigrated / sumWithout,
        limit: MAX_OF_ONE_WITHOUT,
        digits: 3,
        detail: `${(sumMigrated / 2).toFixed(1)} s for ${(sumWithout / 2).toFixed(1)} s`,
      }),
    ];
  });
}

async function push(stage: Stage, tag: string, inputs: Record<string, string>): Promise<number> {
  const { pullRequest } = stage;
  await pullRequest.push();
  const { cloudSeconds } = await act(stage, 'updated', { ...forPullRequest(pullRequest, 'synchronize', tag), inputs });
  return cloudSeconds;
}
