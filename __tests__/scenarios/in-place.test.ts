import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { createViewer } from '../../harness/viewer.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging' };

test('a service that is named is updated in place, after its migration, and gets a URL', async () => {
  const play = await stage.act({ ...inPlace, variables: 'FEATURE=on' });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(0);
  const { body } = await createViewer(stage)(`${play.outputs.url}/`);
  expect(JSON.parse(body)).toMatchObject({ image: { tag: 'v1' }, variables: { FEATURE: 'on' } });
});

test('a second run with nothing changed writes nothing', async () => {
  const play = await stage.act({ ...inPlace, variables: 'FEATURE=on' });
  expect(play.writes).toEqual([]);
  expect(play.outputs.action).toBe('unchanged');
});

test('a variable that is no longer asked for goes away', async () => {
  const play = await stage.act({ ...inPlace, 'migrate-command': 'none' });
  expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
  const { body } = await createViewer(stage)(`${play.outputs.url}/`);
  expect(JSON.parse(body).variables).not.toHaveProperty('FEATURE');
});

test('nor does it stay where the task definition is named by its family, whose newest revision is ours by now', async () => {
  const named = { ...inPlace, 'migrate-command': 'none', 'task-definition': 'shop-medusa' };
  expect((await stage.act({ ...named, variables: 'FEATURE=on' })).exitCode).toBe(0);
  const play = await stage.act(named);
  const { body } = await createViewer(stage)(`${play.outputs.url}/`);
  expect(JSON.parse(body).variables).not.toHaveProperty('FEATURE');
});

test('a removal takes the URL away and leaves the service to whom it belongs', async () => {
  const play = await stage.act({ ...inPlace, mode: 'destroy' });
  expect(play.transcript).toMatchSnapshot();
  expect(namesOf(play.writes)).toEqual(['cloudfront:UpdateDistribution', 'cloudfront:DeleteDistribution']);
  const { ecs } = awsClients(stage.endpoint);
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster: 'shop', services: ['medusa'] }));
  expect(services[0]).toMatchObject({ status: 'ACTIVE', runningCount: 1 });
});
