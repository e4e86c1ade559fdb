// Shows that lists come in pages of the size that was asked for, and that following them finds everything once.
import { paginateListDistributions } from '@aws-sdk/client-cloudfront';
import { paginateDescribeLogStreams } from '@aws-sdk/client-cloudwatch-logs';
import { paginateDescribeSecurityGroupRules } from '@aws-sdk/client-ec2';
import {
  paginateListTaskDefinitions,
  type RegisterTaskDefinitionCommandInput,
  waitUntilTasksStopped,
} from '@aws-sdk/client-ecs';
import { paginateDescribeTargetGroups } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { aDistributionConfig } from './support/distribution-config.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const cloud = simulatedCloud();

/** The items of each page. */
async function pagesOf<Page, Item>(pages: AsyncIterable<Page>, itemsOf: (page: Page) => Item[] | undefined) {
  const found: Item[][] = [];
  for await (const page of pages) found.push(itemsOf(page) ?? []);
  return found;
}

const sizes = (pages: unknown[][]) => pages.map(({ length }) => length);

test('EC2', async () => {
  const { SecurityGroups: [group] = [] } = await cloud.aws.ec2.describeSecurityGroups({
    Filters: [{ Name: 'group-name', Values: ['shop-tasks'] }],
  });
  const IpPermissions = [1, 2, 3, 4, 5, 6].map((port) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: [{ CidrIp: '10.0.0.0/16' }],
  }));
  await cloud.aws.ec2.authorizeSecurityGroupIngress({ GroupId: group?.GroupId, IpPermissions });
  const input = { Filters: [{ Name: 'group-id', Values: [group?.GroupId ?? ''] }] };
  const { SecurityGroupRules: all = [] } = await cloud.aws.ec2.describeSecurityGroupRules(input);
  const pages = await pagesOf(
    paginateDescribeSecurityGroupRules({ client: cloud.aws.ec2, pageSize: 5 }, input),
    (page) => page.SecurityGroupRules,
  );
  expect(sizes(pages)).toEqual([5, all.length - 5]);
  expect(pages.flat()).toEqual(all);
});

test('Elastic Load Balancing', async () => {
  const { TargetGroups: [base] = [] } = await cloud.aws.loadBalancing.describeTargetGroups({});
  for (const Name of ['one', 'two']) {
    await cloud.aws.loadBalancing.createTargetGroup({
      Name,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: base?.VpcId,
      TargetType: 'ip',
    });
  }
  const pages = await pagesOf(
    paginateDescribeTargetGroups({ client: cloud.aws.loadBalancing }, { PageSize: 1 }),
    (page) => page.TargetGroups?.map(({ TargetGroupName }) => TargetGroupName),
  );
  expect(sizes(pages)).toEqual([1, 1, 1]);
  expect(pages.flat().sort()).toEqual(['one', 'shop-medusa', 'two']);
});

test('ECS', async () => {
  const { taskDefinition } = await cloud.aws.ecs.describeTaskDefinition({ taskDefinition: 'shop-medusa' });
  for (const family of ['one', 'two', 'three']) {
    await cloud.aws.ecs.registerTaskDefinition({ ...(taskDefinition as RegisterTaskDefinitionCommandInput), family });
  }
  const pages = await pagesOf(paginateListTaskDefinitions({ client: cloud.aws.ecs, pageSize: 2 }, {}), (page) =>
    page.taskDefinitionArns?.map((arn) => arn.split('/').at(-1)),
  );
  expect(sizes(pages)).toEqual([2, 2]);
  expect(pages.flat().sort()).toEqual(['one:1', 'shop-medusa:1', 'three:1', 'two:1']);
  expect(await refusalOf(cloud.aws.ecs.listTaskDefinitions({ nextToken: 'invented' }))).toMatchObject({
    name: 'InvalidParameterException',
  });
});

test('CloudFront', async () => {
  for (const name of ['one', 'two', 'three']) {
    const DistributionConfig = aDistributionConfig({ CallerReference: name, Comment: name });
    await cloud.aws.cloudfront.createDistribution({ DistributionConfig });
  }
  const pages = await pagesOf(paginateListDistributions({ client: cloud.aws.cloudfront, pageSize: 2 }, {}), (page) =>
    page.DistributionList?.Items?.map(({ Comment }) => Comment),
  );
  expect(sizes(pages)).toEqual([2, 1]);
  expect(pages.flat().sort()).toEqual(['one', 'three', 'two']);
});

/** A task that ran to its end and wrote some lines. */
async function migrate(): Promise<void> {
  const { services: [service] = [] } = await cloud.aws.ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  const { tasks: [task] = [] } = await cloud.aws.ecs.runTask({
    cluster: 'shop',
    taskDefinition: 'shop-medusa',
    launchType: 'FARGATE',
    networkConfiguration: service?.networkConfiguration,
    overrides: { containerOverrides: [{ name: 'medusa', command: ['npx', 'medusa', 'db:migrate'] }] },
  });
  const waiter = { client: cloud.aws.ecs, maxWaitTime: 30, minDelay: 0.1, maxDelay: 0.2 };
  await waitUntilTasksStopped(waiter, { cluster: 'shop', tasks: [task?.taskArn ?? ''] });
}

test('CloudWatch Logs pages its streams, and its events until the token stays the same', async () => {
  await migrate();
  const group = { logGroupName: '/shop/medusa' };
  const streams = await pagesOf(
    paginateDescribeLogStreams({ client: cloud.aws.logs, pageSize: 1 }, { ...group, orderBy: 'LastEventTime' }),
    (page) => page.logStreams,
  );
  expect(sizes(streams)).toEqual([1, 1]);
  const stream = { ...group, logStreamName: streams.flat().at(-1)?.logStreamName, startFromHead: true };
  const { events: all = [] } = await cloud.aws.logs.getLogEvents(stream);
  const found: unknown[] = [];
  let token: string | undefined;
  for (let isAtEnd = false; !isAtEnd; ) {
    const page = await cloud.aws.logs.getLogEvents({ ...stream, limit: 2, nextToken: token });
    found.push(...(page.events ?? []));
    isAtEnd = page.nextForwardToken === token;
    token = page.nextForwardToken;
  }
  expect(all.length).toBeGreaterThan(2);
  expect(found).toEqual(all);
});
