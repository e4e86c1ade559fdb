// Shows the simulator's own controls: looking at the cloud, forgetting its journal, and resetting it.
import { expect, test } from '@jest/globals';
import { simulatedCloud } from './support/simulated-cloud.ts';

const cloud = simulatedCloud();

async function baseTasks() {
  const { taskArns = [] } = await cloud.aws.ecs.listTasks({ cluster: 'shop' });
  const { tasks = [] } = await cloud.aws.ecs.describeTasks({ cluster: 'shop', tasks: taskArns });
  return tasks.map(({ taskArn, lastStatus }) => ({ taskArn, lastStatus }));
}

test('state is one document of everything there is', async () => {
  const { Vpcs = [] } = await cloud.aws.ec2.describeVpcs({});
  const { body } = await cloud.simulator.control('GET', 'state');
  expect(Object.keys(body as object)).toEqual(
    expect.arrayContaining([
      'time',
      'accountId',
      'region',
      'ec2',
      'loadBalancing',
      'ecs',
      'cloudfront',
      'logs',
      'github',
    ]),
  );
  expect((body as { ec2: { vpcs: object } }).ec2.vpcs).toHaveProperty(Vpcs[0]?.VpcId ?? 'none');
});

test('a member of the state can be had alone', async () => {
  const { body } = await cloud.simulator.control('GET', 'state?of=databases');
  expect(body).toEqual({ databases: [] });
});

test('the journal holds each call with its input and result, until it is deleted', async () => {
  await cloud.simulator.control('DELETE', 'journal');
  await cloud.aws.ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  expect(await cloud.simulator.journal()).toEqual([
    expect.objectContaining({
      service: 'ecs',
      operation: 'DescribeServices',
      input: { cluster: 'shop', services: ['medusa'] },
      result: expect.objectContaining({ services: [expect.objectContaining({ serviceName: 'medusa' })] }),
    }),
  ]);
});

test('the journal shows what came after so many calls', async () => {
  await cloud.simulator.control('DELETE', 'journal');
  for (const service of ['medusa', 'other'])
    await cloud.aws.ecs.describeServices({ cluster: 'shop', services: [service] });
  const later = await cloud.simulator.journal(1);
  expect(later.map(({ input }) => input)).toEqual([{ cluster: 'shop', services: ['other'] }]);
});

test('the clock answers once so much of the time of the cloud has passed', async () => {
  const timeOf = ({ body }: { body: unknown }) => Date.parse((body as { time: string }).time);
  const before = timeOf(await cloud.simulator.control('GET', 'clock'));
  const after = timeOf(await cloud.simulator.control('POST', 'clock', { seconds: 100 }));
  expect(after - before).toBeGreaterThanOrEqual(100_000);
});

test('reset goes back to the starting foundation, with tasks of its own', async () => {
  const [{ taskArn: taskBefore } = { taskArn: '' }] = await baseTasks();
  const { Vpcs: [vpc] = [] } = await cloud.aws.ec2.describeVpcs({});
  await cloud.aws.ec2.createTags({ Resources: [vpc?.VpcId ?? ''], Tags: [{ Key: 'left', Value: 'over' }] });
  await cloud.simulator.control('POST', 'pull-requests', { number: 1 });
  await cloud.simulator.fault({ service: 'logs', kind: 'deny' });
  const { status, body } = await cloud.simulator.control('POST', 'reset');
  expect([status, body]).toEqual([200, { baseService: cloud.simulator.baseService, image: cloud.simulator.image }]);
  expect(await cloud.simulator.journal()).toEqual([]);
  expect((await cloud.simulator.control('GET', 'faults')).body).toEqual([]);
  expect((await cloud.simulator.control('GET', 'pull-requests')).body).toEqual([]);
  const wasTagged = { Filters: [{ Name: 'key', Values: ['left'] }] };
  expect((await cloud.aws.ec2.describeTags(wasTagged)).Tags).toEqual([]);
  const tasks = await baseTasks();
  expect(tasks).toEqual([{ taskArn: expect.not.stringMatching(`^${taskBefore}$`), lastStatus: 'RUNNING' }]);
});

test.each([
  { method: 'GET', name: 'nonsense', status: 404, naming: 'nonsense' },
  { method: 'GET', name: 'state?of=nonsense', status: 404, naming: 'cloudfront' },
  { method: 'PUT', name: 'reset', status: 405, naming: 'POST' },
  { method: 'POST', name: 'faults', status: 400, naming: 'JSON' },
  { method: 'POST', name: 'clock', status: 400, naming: 'JSON' },
  { method: 'POST', name: 'pull-requests', status: 400, naming: 'JSON' },
])('$method $name is refused with a sentence', async ({ method, name, status, naming }) => {
  const answer = await cloud.simulator.control(method, name);
  expect(answer).toEqual({ status, body: { message: expect.stringContaining(naming) } });
});

test.each([
  [{ colour: 'red' }, 'colour'],
  [{ number: 0 }, 'number'],
  [{ state: 'merged' }, 'state'],
  [{ state: 'open', merged: true }, 'merged'],
  [{ labels: 'preview' }, 'labels'],
])('a pull request like %j is refused', async (change, naming) => {
  const { status, body } = await cloud.simulator.control('POST', 'pull-requests', change);
  expect([status, body]).toEqual([400, { message: expect.stringContaining(naming) }]);
});
