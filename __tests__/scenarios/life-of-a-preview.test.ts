import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { createViewer } from '../../harness/viewer.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

let stage: ScenarioStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.stop());

test('the first deploy makes everything, and the URL answers', async () => {
  const play = await stage.act();
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(0);
  expect(play.outputs).toMatchObject({
    action: 'created',
    environment: 'pr-42',
    cluster: 'shop',
    service: 'shop-pr-42',
  });
  expect(play.outputs.url).toMatch(/^https:\/\/d[a-z0-9]+\.cloudfront\.net$/);
  const view = createViewer(stage);
  const { status, body } = await view(`${play.outputs.url}/store/products?limit=1`, { headers: { cookie: 'a=1' } });
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({
    query: { limit: '1' },
    cookies: { a: '1' },
    image: { tag: 'v1' },
    headers: { 'x-medusa-preview': 'shop-pr-42' },
    variables: { MEDUSA_BACKEND_URL: play.outputs.url },
  });
});

test('a second run with nothing changed writes nothing', async () => {
  const play = await stage.act();
  expect(play.transcript).toMatchSnapshot();
  expect(play.writes).toEqual([]);
  expect(play.outputs.action).toBe('unchanged');
});

test('a new image brings a new revision and a rollout, and nothing else', async () => {
  const play = await stage.act({ image: stage.imageOf('v2') });
  expect(play.transcript).toMatchSnapshot();
  expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
  expect(play.outputs.action).toBe('updated');
});

test('changed variables reach the container with their placeholders filled in', async () => {
  const play = await stage.act({
    image: stage.imageOf('v2'),
    variables: 'STOREFRONT=https://shop.example\nSELF={url}/x',
  });
  expect(play.transcript).toMatchSnapshot();
  const { body } = await createViewer(stage)(`${play.outputs.url}/`);
  expect(JSON.parse(body).variables).toMatchObject({
    STOREFRONT: 'https://shop.example',
    SELF: `${play.outputs.url}/x`,
  });
});

test('a removal takes everything away but what is shared', async () => {
  const play = await stage.act({ mode: 'destroy' });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(0);
  expect(play.outputs.action).toBe('destroyed');
});

test('a second removal finds nothing and writes nothing', async () => {
  const play = await stage.act({ mode: 'destroy' });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(0);
  expect(play.writes).toEqual([]);
});
