import { DescribeTaskDefinitionCommand, RegisterTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
  const { ecs } = awsClients(stage.endpoint);
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'shop-medusa' }));
  const {
    networkMode,
    cpu,
    memory,
    taskRoleArn,
    executionRoleArn,
    containerDefinitions: [medusa] = [],
  } = taskDefinition ?? {};
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'behind-a-shell',
      networkMode,
      cpu,
      memory,
      taskRoleArn,
      executionRoleArn,
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [{ ...medusa, entryPoint: ['sh', '-ec'], command: ['medusa start'] }],
    }),
  );
});
afterAll(() => stage.stop());

const BEHIND = { 'task-definition': 'behind-a-shell' };

async function databases(): Promise<string[]> {
  return (await stage.databases()).map(({ name }) => name);
}

test('a migration that fails behind the shell of an entry point stops the run', async () => {
  const play = await stage.act({ ...BEHIND, 'migrate-command': 'echo "it\'s bad"; exit 7' });
  expect(play.exitCode).toBe(1);
  expect(play.log).toContain("| it's bad");
  expect(play.log).toContain('migrate-command failed: exit code 7.');
  expect(namesOf(play.writes)).not.toContain('ecs:CreateService');
});

test('a database is made, migrated, filled and dropped behind the shell of an entry point', async () => {
  const commands = { 'migrate-command': 'medusa db:migrate && echo "migrated"', 'setup-command': 'echo "filled"' };
  const inputs = { ...BEHIND, ...commands, database: '' };
  const made = await stage.act(inputs);
  expect(made.exitCode).toBe(0);
  for (const line of ['database "shop_pr_42": created', 'migrated', 'filled']) {
    expect(made.log).toContain(`| ${line}`);
  }
  expect(await databases()).toEqual(['shop_pr_42']);
  expect((await stage.act({ ...inputs, mode: 'destroy' })).exitCode).toBe(0);
  expect(await databases()).toEqual([]);
});
