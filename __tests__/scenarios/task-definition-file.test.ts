// A task definition from a file: what is wrong with it is reported before anything is made, and what is null is left out.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { type Play, scenarioStage } from '../support/stage.ts';

const DEFINITION = {
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '512',
  memory: '1024',
  executionRoleArn: 'arn:aws:iam::123456789012:role/shop-medusa-execution',
  taskRoleArn: 'arn:aws:iam::123456789012:role/shop-medusa-task',
};
const CONTAINER = { name: 'medusa', image: 'x', essential: true };

const stage = scenarioStage([], { hasVpcOrigin: true });
const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
afterAll(() => rmSync(workspace, { recursive: true }));

/** With a file whose definition, and whose container, have these members. */
function act(definition: object, container: object, inputs: Record<string, string> = {}): Promise<Play> {
  const file = { ...DEFINITION, ...definition, containerDefinitions: [{ ...CONTAINER, ...container }] };
  writeFileSync(join(workspace, 'task.json'), JSON.stringify(file));
  return stage.act({ 'task-definition': 'task.json', ...inputs }, { workspace });
}

/** The lines of the one error. */
function errorOf({ log }: Play): string[] {
  const [error = '', ...others] = log.split('\n').filter((line) => line.startsWith('::error::'));
  expect(others).toEqual([]);
  return error.slice('::error::'.length).split('%0A');
}

test('every member that is not of its type is reported, with what else is wrong, and nothing is asked of AWS', async () => {
  const play = await act(
    { cpu: 512, volumes: {} },
    { command: 'npm start', mountPoints: 'x', healthCheck: 'CMD true', dockerLabels: [] },
    { 'max-environments': '0', container: 'web' },
  );
  expect(errorOf(play)).toEqual([
    '- max-environments: "0" is not a whole number of at least 1.',
    '- task-definition: task.json has no container "web". It has medusa; name one of them in "container".',
    '- task-definition: containerDefinitions[0].command is a text and must be a list.',
    '- task-definition: containerDefinitions[0].mountPoints is a text and must be a list.',
    '- task-definition: containerDefinitions[0].dockerLabels is a list and must be an object.',
    '- task-definition: containerDefinitions[0].healthCheck is a text and must be an object.',
    '- task-definition: volumes is an object and must be a list.',
    '- task-definition: cpu is a number and must be a text.',
  ]);
  expect(play.log).not.toMatch(/This is a bug|^\s+at /m);
  expect([play.exitCode, ...play.reads, ...play.writes]).toEqual([1]);
});

test('what ECS cannot read all the same is sought in the file, and called no bug', async () => {
  const fault = { service: 'ecs', operation: 'RegisterTaskDefinition', kind: 'refuse' as const };
  await stage.fault({ ...fault, code: 'SerializationException', message: 'STRING_VALUE can not be converted' });
  const [sentence, hint, ...others] = errorOf(await act({}, {}));
  expect(sentence).toMatch(/^registering task definition shop-pr-42: SerializationException: STRING_VALUE can not be/);
  expect(hint).toMatch(/^A member of the task definition has a wrong type: check the file in "task-/);
  expect(others).toEqual([]);
});

test('members that are null are left out', async () => {
  const nulls = {
    environment: null,
    environmentFiles: null,
    secrets: null,
    portMappings: null,
    logConfiguration: null,
  };
  const made = await act({ family: null, volumes: null, ephemeralStorage: null }, nulls);
  expect(made.log).not.toContain('::error::');
  expect(made.exitCode).toBe(0);
  const again = await act({}, {});
  expect([again.exitCode, ...again.writes]).toEqual([0]);
});
