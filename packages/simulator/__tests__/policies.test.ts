// Shows that calls are held to all policies together: what any of them allows is allowed, unless one of them denies it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { awsClients, refusalOf } from './support/aws-clients.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const folder = mkdtempSync(join(tmpdir(), 'policies-'));
afterAll(() => rmSync(folder, { recursive: true }));

function flagFor(name: string, ...statements: { Effect: string; Action: string[] }[]): string[] {
  const file = join(folder, `${name}.json`);
  const Statement = statements.map((statement) => ({ ...statement, Resource: '*' }));
  writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement }));
  return ['--policy', file];
}

const cloud = simulatedCloud([
  ...flagFor('first', { Effect: 'Allow', Action: ['ecs:DescribeServices', 'ecs:DescribeTaskDefinition'] }),
  ...flagFor(
    'second',
    { Effect: 'Allow', Action: ['ec2:DescribeRouteTables'] },
    { Effect: 'Deny', Action: ['ecs:DescribeTaskDefinition'] },
  ),
]);

test('each allows what it allows, and a denial in one of them holds', async () => {
  const { ecs, ec2, cloudfront } = awsClients(cloud.simulator.endpoint, { accessKeyId: 'simulated' });
  expect((await ecs.describeServices({ cluster: 'shop', services: ['medusa'] })).services).toHaveLength(1);
  expect((await ec2.describeRouteTables({})).RouteTables).toHaveLength(2);
  expect(await refusalOf(ecs.describeTaskDefinition({ taskDefinition: 'shop-medusa' }))).toMatchObject({
    name: 'AccessDeniedException',
  });
  expect(await refusalOf(cloudfront.listDistributions({}))).toMatchObject({ name: 'AccessDenied' });
});

test('whoever signs with other credentials is not held to them', async () => {
  expect((await cloud.aws.cloudfront.listDistributions({})).DistributionList?.Quantity).toBe(0);
});
