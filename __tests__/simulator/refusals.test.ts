// Shows that what AWS refuses before it looks at its resources is refused here, in each protocol's own words.
import { CreateVpcOriginCommand, ListDistributionsCommand, ListFunctionsCommand } from '@aws-sdk/client-cloudfront';
import {
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateTagsCommand, DescribeKeyPairsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ListAttributesCommand, ListClustersCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  CreateTargetGroupCommand,
  DescribeSSLPoliciesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AwsClients, awsClients, refusalOf } from '../support/aws-clients.ts';
import { type RunningSimulator, startSimulator } from '../support/simulator.ts';

type Send = (clients: AwsClients) => Promise<unknown>;

let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator?.stop());

const absent: [string, Send, object][] = [
  ['EC2', ({ ec2 }) => ec2.send(new DescribeKeyPairsCommand({})), { name: 'InvalidAction', status: 400 }],
  ['ELB', (aws) => aws.loadBalancing.send(new DescribeSSLPoliciesCommand({})), { name: 'InvalidAction', status: 400 }],
  [
    'ECS',
    ({ ecs }) => ecs.send(new ListAttributesCommand({ targetType: 'container-instance' })),
    { name: 'UnknownOperationException', status: 400 },
  ],
  [
    'CloudWatch Logs',
    ({ logs }) => logs.send(new DescribeMetricFiltersCommand({})),
    { name: 'UnknownOperationException', status: 400 },
  ],
  [
    'CloudFront',
    ({ cloudfront }) => cloudfront.send(new ListFunctionsCommand({})),
    { name: 'UnknownOperationException', status: 404 },
  ],
];

test.each(absent)(
  'an operation that is not there is unknown to %s, never an empty success',
  async (_, send, refusal) => {
    expect(await refusalOf(send(awsClients(simulator.endpoint)))).toMatchObject(refusal);
  },
);

const incomplete: [string, Send, object][] = [
  [
    'EC2',
    ({ ec2 }) => ec2.send(new CreateTagsCommand({ Tags: [{ Key: 'a', Value: 'b' }] } as never)),
    { name: 'MissingParameter', message: expect.stringContaining('esource') },
  ],
  [
    'ELB',
    ({ loadBalancing }) => loadBalancing.send(new CreateTargetGroupCommand({} as never)),
    { name: 'ValidationError', message: expect.stringContaining("'name'") },
  ],
  [
    'ECS',
    ({ ecs }) => ecs.send(new UpdateServiceCommand({ cluster: 'shop' } as never)),
    { name: 'InvalidParameterException', message: expect.stringContaining('service') },
  ],
  [
    'CloudWatch Logs',
    ({ logs }) => logs.send(new GetLogEventsCommand({ logGroupName: 'x' } as never)),
    { name: 'InvalidParameterException', message: expect.stringContaining('logStreamName') },
  ],
  [
    'CloudFront',
    ({ cloudfront }) =>
      cloudfront.send(new CreateVpcOriginCommand({ VpcOriginEndpointConfig: { Name: 'x' } } as never)),
    { name: 'InvalidArgument', message: expect.stringContaining('Arn') },
  ],
];

test.each(incomplete)('a member that %s requires must be there', async (_, send, refusal) => {
  expect(await refusalOf(send(awsClients(simulator.endpoint)))).toMatchObject(refusal);
});

const misdirected: [string, Send, string][] = [
  ['EC2', ({ ec2 }) => ec2.send(new DescribeVpcsCommand({})), 'AuthFailure'],
  ['ELB', ({ loadBalancing }) => loadBalancing.send(new DescribeTargetGroupsCommand({})), 'SignatureDoesNotMatch'],
  ['ECS', ({ ecs }) => ecs.send(new ListClustersCommand({})), 'InvalidSignatureException'],
  ['CloudWatch Logs', ({ logs }) => logs.send(new DescribeLogGroupsCommand({})), 'InvalidSignatureException'],
  ['CloudFront', ({ cloudfront }) => cloudfront.send(new ListDistributionsCommand({})), 'SignatureDoesNotMatch'],
];

test.each(misdirected)('%s refuses what was signed for another region', async (_, send, name) => {
  expect(await refusalOf(send(awsClients(simulator.endpoint, { region: 'us-west-2' })))).toMatchObject({ name });
});

test('an unsigned call is refused', async () => {
  const response = await fetch(`${simulator.endpoint}/?Action=DescribeVpcs&Version=2016-11-15`);
  expect([response.status, await response.text()]).toEqual([
    403,
    expect.stringContaining('MissingAuthenticationToken'),
  ]);
});

test('what was refused is in the journal with its code', async () => {
  await refusalOf(awsClients(simulator.endpoint).ec2.send(new DescribeKeyPairsCommand({})));
  expect((await simulator.journal()).at(-1)).toMatchObject({ service: 'ec2', error: { code: 'InvalidAction' } });
});
