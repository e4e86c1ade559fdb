// Shows which roles the tasks get: never those that a file of the workspace chooses where there is a service already.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { changePullRequest } from '../../harness/pull-request.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { scenarioStage } from '../support/stage.ts';

const [TASK_ROLE, EXECUTION_ROLE, ADMIN] = ['shop-medusa-task', 'shop-medusa-execution', 'admin'].map(
  (name) => `arn:aws:iam::123456789012:role/${name}`,
) as [string, string, string];

const stage = scenarioStage([], { hasVpcOrigin: true }, { values: { 'TASK-ROLE': '*' } });
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
const file = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  memory: '1024',
  taskRoleArn: ADMIN,
  executionRoleArn: EXECUTION_ROLE,
  containerDefinitions: [{ name: 'medusa', image: 'x', essential: true }],
};
writeFileSync(join(workspace, 'task.json'), JSON.stringify(file));
afterAll(() => rmSync(workspace, { recursive: true }));
const ofFile = { 'task-definition': 'task.json' };

async function rolesOf(taskDefinition: string): Promise<(string | undefined)[]> {
  const { ecs } = awsClients(stage.endpoint);
  const found = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
  return [found.taskDefinition?.taskRoleArn, found.taskDefinition?.executionRoleArn];
}

describe('a file beside a service', () => {
  const notice = `::notice::task-definition: taskRoleArn ${ADMIN} of the file is not used.`;

  test('chooses no role for a copy, and a notice names the role, in a plan too', async () => {
    const plan = await stage.act({ ...ofFile, mode: 'plan' }, { workspace });
    expect(plan.log).toContain(notice);
    const play = await stage.act(ofFile, { workspace });
    expect(play.log).toContain(notice);
    expect(await rolesOf('shop-pr-42')).toEqual([TASK_ROLE, EXECUTION_ROLE]);
    const again = await stage.act(ofFile, { workspace });
    expect([again.outputs.action, ...again.writes]).toEqual(['unchanged']);
  });

  test('has none to name where it leaves them empty', async () => {
    const empty = { ...file, taskRoleArn: '', executionRoleArn: '' };
    writeFileSync(join(workspace, 'empty.json'), JSON.stringify(empty));
    const plan = await stage.act({ 'task-definition': 'empty.json', mode: 'plan' }, { workspace });
    expect(plan.exitCode).toBe(0);
    expect(plan.log).not.toContain('of the file is not used');
  });

  test('chooses no role in place', async () => {
    const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };
    const play = await stage.act({ ...ofFile, ...inPlace, database: '' }, { workspace });
    expect(play.log).toContain(notice);
    expect(await rolesOf(String(play.outputs['task-definition-arn']))).toEqual([TASK_ROLE, EXECUTION_ROLE]);
  });

  test.each([
    ['pull_request_target', { pull_request: { number: 42, head: { sha: 'a'.repeat(40) } } }, { mode: 'auto' }],
    [
      'pull_request_target',
      { pull_request: { number: 42, head: { sha: 'a'.repeat(40), repo: { full_name: 'octocat/shop' } } } },
      { mode: 'deploy' },
    ],
    ['workflow_dispatch', {}, { mode: 'plan', 'pull-request': '42' }],
  ])('is not read for a fork (%s)', async (name, payload, inputs) => {
    await changePullRequest(stage, 42, { fork: true, labels: ['preview'], head: { sha: 'a'.repeat(40) } });
    const event = { name, payload };
    const play = await stage.act({ ...ofFile, ...inputs, label: 'preview' }, { event, workspace });
    expect(play.log).toContain(
      '::error::task-definition: task.json is a file of the workspace, and the pull request comes from a fork',
    );
    expect([play.exitCode, ...play.reads, ...play.writes]).toEqual([1]);
  });
});

test('"task-role-arn" gives a copy another role, or none and no ECS Exec, which asks for one', async () => {
  await stage.act({ 'task-role-arn': ADMIN });
  expect(await rolesOf('shop-pr-42')).toEqual([ADMIN, EXECUTION_ROLE]);
  await stage.act({ 'task-role-arn': 'none' });
  expect(await rolesOf('shop-pr-42')).toEqual([undefined, EXECUTION_ROLE]);
  const { ecs } = awsClients(stage.endpoint);
  const services = ['medusa', 'shop-pr-42'];
  const { services: found = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services }));
  expect(found.map(({ enableExecuteCommand }) => enableExecuteCommand)).toEqual([true, false]);
});
