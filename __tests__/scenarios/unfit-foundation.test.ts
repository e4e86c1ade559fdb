import { expect, test } from '@jest/globals';
import { openStage, type Play } from '../support/stage.ts';

const LISTENER_ARN =
  'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/gone/0123456789abcdef/0123456789abcdef';

/** Runs the action once on a cloud that differs from the plain one. */
async function actOn(scenario: object, inputs: Record<string, string> = {}): Promise<Play> {
  const stage = await openStage([], scenario, { values: { CLUSTER: '*' } });
  try {
    return await stage.act(inputs);
  } finally {
    await stage.stop();
  }
}

/** The problems that the error lists. */
function listOf({ log }: Play): string[] {
  const error = log.split('\n').find((line) => line.startsWith('::error::')) ?? '';
  const problems = error.replace('::error::', '').replaceAll('%25', '%').split('%0A');
  return problems.map((problem) => problem.replace(/^- /, ''));
}

test('a public load balancer and a missing internet gateway are reported together, before anything is written', async () => {
  const play = await actOn({
    loadBalancer: { scheme: 'internet-facing' },
    network: { hasInternetGateway: false },
  });
  expect(play.transcript).toMatchSnapshot();
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
});

test('load balancer, network, database and size are reported in one list, before anything is written', async () => {
  const scenario = {
    loadBalancer: { scheme: 'internet-facing' },
    network: { hasInternetGateway: false },
    base: { secrets: { JWT_SECRET: { name: 'shop/medusa/jwt-secret', value: 'x' } } },
  };
  const play = await actOn(scenario, { database: 'isolated', memory: '9000' });
  expect(listOf(play)).toEqual([
    expect.stringMatching(/^load balancer shop-public is internet-facing, and /),
    expect.stringMatching(/^VPC vpc-\w+ has no internet gateway\. /),
    expect.stringMatching(/^database: container medusa of shop-medusa has no DATABASE_URL, /),
    expect.stringMatching(/^cpu, memory: Fargate has no task of 512 CPU units and 9000 MiB\. /),
  ]);
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
});

test('a container and a listener that do not exist do not hide a size that Fargate does not have', async () => {
  const play = await actOn({}, { container: 'web', 'listener-arn': LISTENER_ARN, memory: '9000' });
  expect(listOf(play)).toEqual([
    expect.stringMatching(/^listener-arn: there is no listener /),
    'container: shop-medusa has no container "web". It has medusa.',
    expect.stringMatching(/^cpu, memory: Fargate has no task of /),
  ]);
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
});

test('a load balancer that is not internal is refused where the role may not read who reaches it', async () => {
  const deny = { service: 'ec2', operation: 'DescribeRouteTables', kind: 'deny', times: 9 };
  const play = await actOn({ loadBalancer: { scheme: 'internet-facing', subnets: 'private' }, faults: [deny] });
  expect(play.log).toContain('load balancer shop-public is internet-facing, and it is unknown whether');
  expect(play.log).toContain('since the role may not call ec2:DescribeRouteTables.');
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
});

test.each([
  ['a cluster', { 'base-service': 'elsewhere/medusa' }, 'base-service: there is no cluster elsewhere in eu-west-1'],
  [
    'a base service',
    { 'base-service': 'shop/nobody' },
    'base-service: there is no active service nobody in cluster shop',
  ],
  [
    'a service with nothing to make it from',
    { 'base-service': '', service: 'shop/staging' },
    'To have it made, also give task-definition, subnets, security-groups, listener-arn',
  ],
  ['a listener', { 'listener-arn': LISTENER_ARN }, 'listener-arn: there is no listener'],
  ['a task definition', { 'task-definition': 'nothing:3' }, 'task-definition: there is no task definition nothing:3'],
])('%s that does not exist is named, with where it was looked for', async (_, inputs, message) => {
  const play = await actOn({}, inputs);
  expect(play.log).toContain(message);
  expect(play.exitCode).toBe(1);
  expect(play.writes).toEqual([]);
});
