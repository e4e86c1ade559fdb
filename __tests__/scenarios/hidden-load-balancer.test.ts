import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { createViewer } from '../../harness/viewer.ts';
import { openStage, type ScenarioStage } from '../support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
let stage: ScenarioStage;

/** AWS calls the load balancer internet-facing, and its subnets route to NAT gateways only. */
beforeAll(async () => {
  const file = join(folder, 'scenario.json');
  writeFileSync(file, JSON.stringify({ loadBalancer: { scheme: 'internet-facing', subnets: 'private' } }));
  stage = await openStage(['--scenario', file]);
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true });
});

const WARNING = 'hidden only because none of its subnets routes to an internet gateway';

test('it is planned, with a warning that says what hides it', async () => {
  const play = await stage.act({ mode: 'plan' });
  expect(play.outputs.action).toBe('planned');
  expect(play.log).toContain(WARNING);
});

test('it serves a preview, and the routes are asked for once', async () => {
  const play = await stage.act();
  expect(play.log).toContain(`::warning::load balancer shop-public is internet-facing, and ${WARNING}`);
  expect(play.outputs.action).toBe('created');
  expect((await createViewer(stage)(`${play.outputs.url}/health`)).status).toBe(200);
  expect(namesOf(play.reads).filter((name) => name === 'ec2:DescribeRouteTables')).toHaveLength(1);
});

test('and in each later run again, since routes change', async () => {
  const play = await stage.act();
  expect(play.writes).toEqual([]);
  expect(play.log).toContain(WARNING);
  expect(namesOf(play.reads)).toContain('ec2:DescribeRouteTables');
});

test('a removal does not ask', async () => {
  const play = await stage.act({ mode: 'destroy' });
  expect(play.outputs.action).toBe('destroyed');
  expect(namesOf(play.reads)).not.toContain('ec2:DescribeRouteTables');
});
