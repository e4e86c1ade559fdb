// Shows each kind of fault as a real client meets it, and that it strikes the calls it was meant for and no others.
import { afterEach, expect, test } from '@jest/globals';
import { type AwsClients, awsClients, refusalOf } from './support/aws-clients.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const CLUSTER_ARN = 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop';

const cloud = simulatedCloud();

afterEach(async () => {
  await cloud.simulator.control('DELETE', 'faults');
});

const listClusters = () => cloud.aws.ecs.listClusters({});
const tag = (value: string) => cloud.aws.ecs.tagResource({ resourceArn: CLUSTER_ARN, tags: [{ key: 'fault', value }] });

async function tagValue(): Promise<string | undefined> {
  const { tags = [] } = await cloud.aws.ecs.listTagsForResource({ resourceArn: CLUSTER_ARN });
  return tags.find(({ key }) => key === 'fault')?.value;
}

test.each([
  ['throttle', { name: 'ThrottlingException', status: 400 }],
  ['internal', { status: 500 }],
  ['deny', { name: 'AccessDeniedException', message: expect.stringContaining('ecs:ListClusters') }],
] as const)('%s refuses one call, and the next one passes', async (kind, refusal) => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind });
  expect(await refusalOf(listClusters())).toMatchObject(refusal);
  expect((await listClusters()).clusterArns).toEqual([CLUSTER_ARN]);
});

const throttledCalls: [string, (clients: AwsClients) => Promise<unknown>, string][] = [
  ['ec2', ({ ec2 }) => ec2.describeVpcs({}), 'RequestLimitExceeded'],
  ['elasticloadbalancing', ({ loadBalancing }) => loadBalancing.describeTargetGroups({}), 'Throttling'],
  ['cloudfront', ({ cloudfront }) => cloudfront.listDistributions({}), 'Throttling'],
  ['logs', ({ logs }) => logs.describeLogGroups({}), 'ThrottlingException'],
];

test.each(throttledCalls)('%s throttles in its own words', async (service, send, name) => {
  await cloud.simulator.fault({ service, kind: 'throttle' });
  expect(await refusalOf(send(cloud.aws))).toMatchObject({ name });
});

// The SDK knows some errors by the name of their shape, which ends in Exception where the code does not.
const refusedCalls: [string, (clients: AwsClients) => Promise<unknown>, string, string][] = [
  ['ecs', ({ ecs }) => ecs.listClusters({}), 'ClusterNotFoundException', 'ClusterNotFoundException'],
  ['logs', ({ logs }) => logs.describeLogGroups({}), 'NobodyKnows', 'NobodyKnows'],
  ['ec2', ({ ec2 }) => ec2.describeVpcs({}), 'InvalidVpcID.NotFound', 'InvalidVpcID.NotFound'],
  [
    'elasticloadbalancing',
    ({ loadBalancing }) => loadBalancing.describeTargetGroups({}),
    'TargetGroupNotFound',
    'TargetGroupNotFoundException',
  ],
  ['cloudfront', ({ cloudfront }) => cloudfront.listDistributions({}), 'InvalidArgument', 'InvalidArgument'],
];

test.each(refusedCalls)(
  'refuse has %s answer with its code, message and status',
  async (...[service, send, code, name]) => {
    const message = 'So <it> & is.';
    await cloud.simulator.fault({ service, kind: 'refuse', code, message, status: 409 });
    expect(await refusalOf(send(cloud.aws))).toEqual({ name, message, status: 409 });
    await send(cloud.aws);
  },
);

test("the SDK's own retries get over a throttled call", async () => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'throttle' });
  const patient = awsClients(cloud.simulator.endpoint, { maxAttempts: 3 });
  expect((await patient.ecs.listClusters({})).$metadata.attempts).toBe(2);
});

test('reset cuts the connection before the call takes effect, lost-reply after it', async () => {
  await tag('before');
  await cloud.simulator.fault({ service: 'ecs', operation: 'TagResource', kind: 'reset' });
  expect(await refusalOf(tag('reset'))).toMatchObject({ message: expect.stringMatching(/hang up|ECONNRESET/) });
  expect(await tagValue()).toBe('before');
  await cloud.simulator.fault({ service: 'ecs', operation: 'TagResource', kind: 'lost-reply' });
  expect(await refusalOf(tag('after'))).toMatchObject({ message: expect.stringMatching(/hang up|ECONNRESET/) });
  expect(await tagValue()).toBe('after');
});

test('timeout never answers', async () => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'timeout' });
  const abortSignal = AbortSignal.timeout(300);
  const call = cloud.aws.ecs.listClusters({}, { abortSignal });
  expect(await refusalOf(call)).toMatchObject({ name: 'AbortError' });
});

test('html answers with a page that is neither XML nor JSON', async () => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'html' });
  expect(await refusalOf(listClusters())).toMatchObject({ status: 503 });
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'html', status: 200 });
  expect(await refusalOf(listClusters())).toMatchObject({ status: 200 });
});

test('stale reads do not see what was just written', async () => {
  await tag('old');
  // So far back that a machine which is late changes nothing.
  const stale = { kind: 'stale', seconds: 100_000, after: 1 } as const;
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListTagsForResource', ...stale });
  await tagValue();
  await tag('new');
  expect(await tagValue()).toBe('old');
  expect(await tagValue()).toBe('new');
});

test('a stale read is as old as the fault says, and sees nothing of before a reset', async () => {
  const stale = {
    service: 'ecs',
    operation: 'ListTagsForResource',
    kind: 'stale',
    seconds: 100_000,
    times: 10,
  } as const;
  await tag('old');
  await cloud.simulator.fault(stale);
  await tagValue();
  await tag('new');
  await cloud.simulator.pass(50);
  expect(await tagValue()).toBe('old');
  await cloud.simulator.control('POST', 'reset');
  await cloud.simulator.fault(stale);
  expect(await tagValue()).toBeUndefined();
});

test('pause holds a call until the faults are removed', async () => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'pause' });
  let isAnswered = false;
  const call = listClusters().then((answer) => {
    isAnswered = true;
    return answer;
  });
  await cloud.aws.ecs.listTagsForResource({ resourceArn: CLUSTER_ARN });
  await cloud.simulator.pass(100);
  expect(isAnswered).toBe(false);
  await cloud.simulator.control('DELETE', 'faults');
  expect((await call).clusterArns).toEqual([CLUSTER_ARN]);
});

test('omit leaves a member out of the reply to a call that took effect', async () => {
  const cluster = { service: 'ecs', operation: 'DescribeClusters', kind: 'omit' } as const;
  await cloud.simulator.fault({ ...cluster, member: 'clusters.0.clusterArn' });
  const read = () => cloud.aws.ecs.describeClusters({ clusters: ['shop'] });
  const [seen] = (await read()).clusters ?? [];
  expect(seen).toMatchObject({ clusterName: 'shop' });
  expect(seen).not.toHaveProperty('clusterArn');
  expect((await read()).clusters).toMatchObject([{ clusterArn: CLUSTER_ARN }]);
});

test('add puts a member into the reply, also one that the API does not have', async () => {
  const cluster = { service: 'ecs', operation: 'DescribeClusters', kind: 'add' } as const;
  await cloud.simulator.fault({ ...cluster, member: 'clusters.0.status', value: 'PROVISIONING' });
  const read = () => cloud.aws.ecs.describeClusters({ clusters: ['shop'] });
  expect((await read()).clusters).toMatchObject([{ clusterName: 'shop', status: 'PROVISIONING' }]);
  expect((await read()).clusters).toMatchObject([{ status: 'ACTIVE' }]);
});

test('after skips calls, times ends the fault, and other operations pass', async () => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'deny', after: 1, times: 2 });
  const names: (string | undefined)[] = [];
  for (let call = 0; call < 5; call += 1) {
    names.push((await refusalOf(listClusters())).name);
    await tagValue();
  }
  expect(names).toEqual([undefined, 'AccessDeniedException', 'AccessDeniedException', undefined, undefined]);
});

test('the journal says which fault struck', async () => {
  await cloud.simulator.fault({ service: 'ecs', operation: 'ListClusters', kind: 'deny' });
  await refusalOf(listClusters());
  expect((await cloud.simulator.journal()).at(-1)).toMatchObject({
    operation: 'ListClusters',
    fault: 'deny',
    error: { code: 'AccessDeniedException' },
  });
});

test.each([
  [{ kind: 'explode' }, /has a kind of throttle, .+, not explode/],
  [{ kind: 'refuse', message: 'No.' }, /of the kind refuse has the code of an error/],
  [{ kind: 'refuse', code: 'No' }, /of the kind refuse has a message/],
  [{ kind: 'refuse', code: 'No', message: 'No.', status: 200 }, /has a status from 400 to 599, not 200/],
  [{ kind: 'omit' }, /of the kind omit has the path of a member/],
  [{ kind: 'add', value: 1 }, /of the kind add has the path of a member/],
  [{ kind: 'deny', code: 'No' }, /of the kind deny has no member code/],
  [{ kind: 'stale', seconds: -1 }, /says in whole seconds how old a read is/],
])('a fault that cannot be understood is refused with a sentence: %j', async (fault, sentence) => {
  const { status, body } = await cloud.simulator.control('POST', 'faults', [fault]);
  expect([status, body]).toMatchObject([400, { message: expect.stringMatching(sentence) }]);
});
