import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
let workspace: string;
beforeAll(async () => {
  stage = await openStage();
  workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  writeFileSync(join(workspace, 'broken.json'), '{"family": ');
  writeFileSync(join(workspace, 'other.json'), '{"containerDefinitions":[{"name":"web","image":"nginx"}]}');
});
afterAll(async () => {
  rmSync(workspace, { recursive: true });
  await stage.stop();
});

test('every problem is reported at once, and nothing is asked of AWS', async () => {
  const play = await stage.act({
    mode: 'deply',
    service: 'shop/medusa',
    image: 'https://Registry/Medusa:latest',
    container: 'medusa:http',
    variables: 'GOOD=1\nNOT A VARIABLE',
    secrets: 'JWT_SECRET=plain text',
    'task-definition': 'missing.json',
    'desired-count': '-1',
    'health-check-path': 'health',
    'wait-for': 'ever',
  });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(1);
  expect([...play.reads, ...play.writes]).toEqual([]);
  expect(play.log).not.toMatch(/^\s+at /m);
});

test.each([
  ['an unknown mode', { mode: 'delete' }, 'mode: "delete" is invalid'],
  ['no image', { image: '' }, 'image: missing'],
  ['no service', { 'base-service': '' }, 'base-service: missing'],
  ['both services', { service: 'shop/medusa' }, 'base-service, service: set one of them'],
  ['a service without a cluster', { 'base-service': 'medusa' }, 'base-service: "medusa" is not a service'],
  [
    'a task definition that is not JSON',
    { 'task-definition': 'broken.json' },
    'task-definition: broken.json is not JSON',
  ],
  [
    'a task definition without the container',
    { 'task-definition': 'other.json', container: 'medusa' },
    'task-definition: other.json has no container "medusa"',
  ],
  [
    'a file outside the workspace',
    { 'task-definition': '../secret.json' },
    'task-definition: ../secret.json cannot be read',
  ],
  [
    'a database of its own in place',
    { 'base-service': '', service: 'shop/medusa', database: 'isolated' },
    'database: only a copy can have one of its own.',
  ],
])('%s is refused with the name of the input, and nothing is written', async (_, inputs, message) => {
  const play = await stage.act(inputs, { workspace });
  expect(play.log).toContain(message);
  expect(play.exitCode).toBe(1);
  expect([...play.reads, ...play.writes]).toEqual([]);
});

test('a run without a pull request asks for the name of the environment', async () => {
  const play = await stage.act({}, { event: { name: 'push', payload: {} } });
  expect(play.log).toContain('environment: missing');
  expect(play.exitCode).toBe(1);
});
