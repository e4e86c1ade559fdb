// Shows rules that forward to several target groups, and what a rule means for the targets and services behind it.
import type { TargetGroupTuple } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { cloudWithAddress } from './support/edge-viewer.ts';
import { eventually } from './support/eventually.ts';
import { addFunction, createRule } from './support/functions.ts';

const cloud = cloudWithAddress();

const forward = (...groups: [TargetGroupArn: string, Weight: number][]) => ({
  Type: 'forward' as const,
  ForwardConfig: {
    TargetGroups: groups.map(([TargetGroupArn, Weight]): TargetGroupTuple => ({ TargetGroupArn, Weight })),
  },
});

let visits = 0;

/** Each asks for another path, since the edge keeps errors for some seconds. */
async function visit(way: string) {
  visits += 1;
  const { status, headers, body } = await cloud.view(`/${visits}`, { headers: { 'X-Way': way } });
  return { status, headers, body: body.toString() };
}

async function createAddressGroup(Name: string, address = '10.0.1.77'): Promise<string> {
  const { LoadBalancers: [loadBalancer] = [] } = await cloud.aws.loadBalancing.describeLoadBalancers({});
  const routing = {
    Protocol: 'HTTP',
    Port: 9000,
    TargetType: 'ip',
    HealthCheckIntervalSeconds: 5,
    HealthCheckTimeoutSeconds: 2,
  } as const;
  const { TargetGroups: [group] = [] } = await cloud.aws.loadBalancing.createTargetGroup({
    Name,
    VpcId: loadBalancer?.VpcId,
    ...routing,
  });
  const TargetGroupArn = group?.TargetGroupArn ?? '';
  await cloud.aws.loadBalancing.registerTargets({ TargetGroupArn, Targets: [{ Id: address, Port: 9000 }] });
  return TargetGroupArn;
}

async function healthOf(TargetGroupArn: string) {
  const { TargetHealthDescriptions: [found] = [] } = await cloud.aws.loadBalancing.describeTargetHealth({
    TargetGroupArn,
  });
  return { state: found?.TargetHealth?.State, reason: found?.TargetHealth?.Reason };
}

test('all requests go where all the weight is, and a group of weight 0 stays in use', async () => {
  const { targetGroupArn: waker } = await addFunction(cloud, 'whole');
  const own = await createAddressGroup('own');
  const RuleArn = await createRule(cloud, 'weighted', forward([waker, 1], [own, 0]));
  const statuses = [await visit('weighted'), await visit('weighted'), await visit('weighted')];
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
  // Its address answers nothing, so a request that went there would be seen.
  await cloud.aws.loadBalancing.modifyRule({ RuleArn, Actions: [forward([waker, 0], [own, 1])] });
  expect((await visit('weighted')).status).toBe(504);
  await cloud.aws.loadBalancing.modifyRule({ RuleArn, Actions: [forward([waker, 0], [own, 0])] });
  expect((await visit('weighted')).status).toBe(503);
  expect(await refusalOf(cloud.aws.loadBalancing.deleteTargetGroup({ TargetGroupArn: own }))).toMatchObject({
    name: 'ResourceInUseException',
  });
});

test('both of two weights get requests', async () => {
  const { targetGroupArn: one } = await addFunction(cloud, 'one', { variables: { NAME: 'one' } });
  const { targetGroupArn: other } = await addFunction(cloud, 'other');
  await createRule(cloud, 'both', forward([one, 1], [other, 1]));
  const seen = new Set<string>();
  await eventually(
    async () => seen.add(JSON.parse((await visit('both')).body).requestContext.elb.targetGroupArn),
    ({ size }) => size === 2,
  );
  expect(seen).toEqual(new Set([one, other]));
});

test('targets are checked while a rule forwards to them, whatever its weight', async () => {
  const { targetGroupArn: waker } = await addFunction(cloud, 'first');
  const group = await createAddressGroup('checked', '10.0.1.78');
  await cloud.simulator.pass(60);
  expect(await healthOf(group)).toEqual({ state: 'unused', reason: 'Target.NotInUse' });
  const RuleArn = await createRule(cloud, 'checked', forward([waker, 1], [group, 0]));
  await eventually(
    () => healthOf(group),
    ({ reason }) => reason === 'Target.Timeout',
  );
  await cloud.aws.loadBalancing.modifyRule({
    RuleArn,
    Actions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } }],
  });
  expect(await healthOf(group)).toEqual({ state: 'unused', reason: 'Target.NotInUse' });
});

test('a fixed response has its type and its body, and nothing else of its own', async () => {
  const MessageBody = 'x'.repeat(1024);
  const config = { StatusCode: '503', ContentType: 'text/html', MessageBody };
  await createRule(cloud, 'fixed', { Type: 'fixed-response', FixedResponseConfig: config });
  const { status, headers, body } = await visit('fixed');
  expect([status, headers['content-type'], body]).toEqual([503, 'text/html', MessageBody]);
  for (const name of ['retry-after', 'cache-control', 'x-robots-tag']) expect(headers).not.toHaveProperty(name);
  const tooLong = createRule(cloud, 'long', {
    Type: 'fixed-response',
    FixedResponseConfig: { ...config, MessageBody: `${MessageBody}x` },
  });
  expect(await refusalOf(tooLong)).toMatchObject({ name: 'ValidationError' });
});

test('a load balancer that takes no function beside addresses is played by a fault', async () => {
  const { targetGroupArn: waker } = await addFunction(cloud, 'beside');
  const own = await createAddressGroup('addresses', '10.0.1.79');
  const RuleArn = await createRule(cloud, 'alone', forward([own, 1]));
  const refusal = { code: 'InvalidLoadBalancerAction', message: 'Not beside each other.' };
  await cloud.simulator.fault({
    service: 'elasticloadbalancing',
    operation: 'ModifyRule',
    kind: 'refuse',
    input: waker,
    times: 99,
    ...refusal,
  });
  const change = (...groups: Parameters<typeof forward>) =>
    cloud.aws.loadBalancing.modifyRule({ RuleArn, Actions: [forward(...groups)] });
  expect(await refusalOf(change([waker, 1], [own, 0]))).toMatchObject({ message: refusal.message });
  expect((await refusalOf(change([own, 2]))).name).toBeUndefined();
  await cloud.simulator.control('DELETE', 'faults');
  expect((await refusalOf(change([waker, 1], [own, 0]))).name).toBeUndefined();
});

test('a service whose target group hangs on no rule can be made smaller, and nothing else', async () => {
  const { loadBalancing, ecs } = cloud.aws;
  const own = await createAddressGroup('service', '10.0.1.80');
  const RuleArn = await createRule(cloud, 'service', forward([own, 1]));
  const { services: [base] = [] } = await ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  const wanted = {
    cluster: 'shop',
    serviceName: 'hanging',
    taskDefinition: base?.taskDefinition,
    networkConfiguration: base?.networkConfiguration,
    launchType: 'FARGATE' as const,
    desiredCount: 1,
    loadBalancers: [{ targetGroupArn: own, containerName: 'medusa', containerPort: 9000 }],
  };
  await ecs.createService(wanted);
  await loadBalancing.deleteRule({ RuleArn });
  const detached = {
    name: 'InvalidParameterException',
    message: expect.stringContaining('does not have an associated load balancer'),
  };
  const update = (change: object) => refusalOf(ecs.updateService({ cluster: 'shop', service: 'hanging', ...change }));
  expect((await update({ desiredCount: 0 })).name).toBeUndefined();
  expect(await update({ desiredCount: 1 })).toMatchObject(detached);
  expect(await update({ forceNewDeployment: true })).toMatchObject(detached);
  expect(await refusalOf(ecs.createService({ ...wanted, serviceName: 'another' }))).toMatchObject(detached);
  await createRule(cloud, 'service', forward([own, 0]));
  expect((await update({ desiredCount: 1, forceNewDeployment: true })).name).toBeUndefined();
});
