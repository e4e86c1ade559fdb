import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { type Account, accountOf, anyAccount, plantAll } from '../support/property-account.ts';
import { damages, foreignRows, rowsOf, trespasses } from '../support/property-ownership.ts';
import { fc, PATIENCE_MS, slowTries } from '../support/property-runs.ts';
import { openStage, type Play, type ScenarioStage } from '../support/stage.ts';

const OWNER = 'acme/shop:shop';
const folder = mkdtempSync(join(tmpdir(), 'ownership-'));
let stage: ScenarioStage;

/** With a policy that allows everything: nothing but the action itself stands between it and what is not ours. */
beforeAll(async () => {
  const [policy, scenario] = [join(folder, 'policy.json'), join(folder, 'scenario.json')];
  const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
  writeFileSync(policy, JSON.stringify({ Version: '2012-10-17', Statement }));
  writeFileSync(scenario, JSON.stringify({ hasVpcOrigin: true }));
  stage = await openStage(['--time-scale', '1200', '--policy', policy, '--scenario', scenario]);
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true });
});

const RUN = {
  'wait-for': 'none',
  'migrate-command': 'none',
  comment: 'false',
  deployment: 'false',
  'wait-minutes': '5',
};

/** The environments that a run of the mode may touch: its own environment, or each whose pull request is closed. */
function environmentsOf(mode: Account['modes'][number], open: number[]): string[] {
  if (mode === 'plan') return [];
  if (mode !== 'sweep') return ['pr-42'];
  return [4, 42].filter((number) => !open.includes(number)).map((number) => `pr-${number}`);
}

/** Runs the action once, and holds it to what it may touch. */
async function actWithin(mode: Account['modes'][number], open: number[]): Promise<Play> {
  const foreign = foreignRows(rowsOf(await stage.state()), OWNER, environmentsOf(mode, open));
  const play = await stage.act({ ...RUN, mode, ...(mode !== 'sweep' && { environment: 'pr-42' }) });
  expect(trespasses(play.writes, foreign)).toEqual([]);
  expect(damages(foreign, rowsOf(await stage.state()))).toEqual([]);
  expect(play.log).not.toContain('This is a bug');
  return play;
}

async function actAll({ modes, open }: Account): Promise<Play[]> {
  const plays: Play[] = [];
  for (const mode of modes) plays.push(await actWithin(mode, open));
  return plays;
}

async function makeAccount(account: Account): Promise<void> {
  await stage.control('POST', 'reset');
  await plantAll(stage, account);
}

test(
  'whatever stands in the account, only what is ours is touched',
  async () => {
    await fc.assert(
      fc.asyncProperty(anyAccount, async (account) => {
        await makeAccount(account);
        await actAll(account);
      }),
      slowTries(4),
    );
  },
  PATIENCE_MS,
);

test('what is ours is taken over, and taken away', async () => {
  const account = accountOf('ours', [42], ['deploy', 'destroy']);
  await makeAccount({ ...account, plants: account.plants.filter(({ kind }) => kind !== 'edited distribution') });
  const [deploy, destroy] = await actAll(account);
  expect(deploy?.exitCode).toBe(0);
  expect(namesOf(deploy?.writes ?? [])).toEqual(
    // The planted rule stands behind the guard rule.
    expect.arrayContaining(['ecs:UpdateService', 'elasticloadbalancing:CreateRule', 'elasticloadbalancing:DeleteRule']),
  );
  expect(namesOf(destroy?.writes ?? [])).toEqual(
    expect.arrayContaining([
      'cloudfront:DeleteDistribution',
      'ecs:DeleteService',
      'elasticloadbalancing:DeleteTargetGroup',
    ]),
  );
});

test('who touches what is not ours is seen', async () => {
  await makeAccount(accountOf('of another repository', [42], []));
  const foreign = foreignRows(rowsOf(await stage.state()), OWNER, ['pr-42']);
  const before = (await stage.journal()).length;
  const { ecs } = awsClients(stage.endpoint);
  await ecs.updateService({ cluster: 'shop', service: 'shop-pr-42', desiredCount: 1 });
  await ecs.deregisterTaskDefinition({ taskDefinition: 'shop-pr-42:1' });
  const seen = trespasses(await stage.journal(before), foreign);
  expect(seen).toEqual([
    expect.stringMatching(/^ecs:UpdateService arn:.*:service\/shop\/shop-pr-42$/),
    expect.stringMatching(/^ecs:DeregisterTaskDefinition arn:.*:task-definition\/shop-pr-42:1$/),
  ]);
  expect(damages(foreign, rowsOf(await stage.state()))).toHaveLength(2);
});
