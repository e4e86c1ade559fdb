// Shows that what AWS refuses before it looks at its resources is refused here, in each protocol's own words.
import { CloudFront } from '@aws-sdk/client-cloudfront';
import { expect, test } from '@jest/globals';
import { type AwsClients, awsClients, refusalOf } from './support/aws-clients.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

type Send = (clients: AwsClients) => Promise<unknown>;

const cloud = simulatedCloud();

const absent: [string, Send, object][] = [
  ['EC2', ({ ec2 }) => ec2.describeKeyPairs({}), { name: 'InvalidAction', status: 400 }],
  ['ELB', (_aws) => cloud.aws.loadBalancing.describeSSLPolicies({}), { name: 'InvalidAction', status: 400 }],
  [
    'ECS',
    ({ ecs }) => ecs.listAttributes({ targetType: 'container-instance' }),
    { name: 'UnknownOperationException', status: 400 },
  ],
  ['CloudWatch Logs', ({ logs }) => logs.describeMetricFilters({}), { name: 'UnknownOperationException', status: 400 }],
  ['CloudWatch', ({ monitoring }) => monitoring.listMetrics({}), { name: 'UnknownOperationException', status: 400 }],
  ['CloudFront', ({ cloudfront }) => cloudfront.listKeyGroups({}), { name: 'UnknownOperationException', status: 404 }],
];

test.each(absent)(
  'an operation that is not there is unknown to %s, never an empty success',
  async (_, send, refusal) => {
    expect(await refusalOf(send(cloud.aws))).toMatchObject(refusal);
  },
);

const incomplete: [string, Send, object][] = [
  [
    'EC2',
    ({ ec2 }) => ec2.createTags({ Tags: [{ Key: 'a', Value: 'b' }] } as never),
    { name: 'MissingParameter', message: expect.stringContaining('esource') },
  ],
  [
    'ELB',
    ({ loadBalancing }) => loadBalancing.createTargetGroup({} as never),
    { name: 'ValidationError', message: expect.stringContaining("'name'") },
  ],
  [
    'ECS',
    ({ ecs }) => ecs.updateService({ cluster: 'shop' } as never),
    { name: 'InvalidParameterException', message: expect.stringContaining('service') },
  ],
  [
    'CloudWatch Logs',
    ({ logs }) => logs.getLogEvents({ logGroupName: 'x' } as never),
    { name: 'InvalidParameterException', message: expect.stringContaining('logStreamName') },
  ],
  [
    'CloudFront',
    ({ cloudfront }) => cloudfront.createVpcOrigin({ VpcOriginEndpointConfig: { Name: 'x' } } as never),
    { name: 'MalformedXML', message: expect.stringContaining("'vpcOriginEndpointConfig.arn'") },
  ],
];

test.each(incomplete)('a member that %s requires must be there', async (_, send, refusal) => {
  expect(await refusalOf(send(cloud.aws))).toMatchObject(refusal);
});

const misdirected: [string, Send, string][] = [
  ['EC2', ({ ec2 }) => ec2.describeVpcs({}), 'AuthFailure'],
  ['ELB', ({ loadBalancing }) => loadBalancing.describeTargetGroups({}), 'SignatureDoesNotMatch'],
  ['ECS', ({ ecs }) => ecs.listClusters({}), 'InvalidSignatureException'],
  ['CloudWatch Logs', ({ logs }) => logs.describeLogGroups({}), 'InvalidSignatureException'],
  ['CloudWatch', ({ monitoring }) => monitoring.getMetricData({} as never), 'InvalidSignatureException'],
  ['CloudFront', ({ cloudfront }) => cloudfront.listDistributions({}), 'SignatureDoesNotMatch'],
];

test.each(misdirected)('%s refuses what was signed for another region', async (_, send, name) => {
  expect(await refusalOf(send(awsClients(cloud.simulator.endpoint, { region: 'us-west-2' })))).toMatchObject({ name });
});

test("CloudFront takes the cloud's own region too: a client with an endpoint of its own signs for that", async () => {
  const { endpoint } = cloud.simulator;
  const credentials = { accessKeyId: 'x', secretAccessKey: 'y' };
  const cloudfront = new CloudFront({ endpoint, region: 'eu-west-1', credentials });
  expect((await cloudfront.listDistributions({})).DistributionList?.Quantity).toBe(0);
});

test('an unsigned call is refused', async () => {
  const response = await fetch(`${cloud.simulator.endpoint}/?Action=DescribeVpcs&Version=2016-11-15`);
  expect([response.status, await response.text()]).toEqual([
    403,
    expect.stringContaining('MissingAuthenticationToken'),
  ]);
});

test('what was refused is in the journal with its code', async () => {
  await refusalOf(awsClients(cloud.simulator.endpoint).ec2.describeKeyPairs({}));
  expect((await cloud.simulator.journal()).at(-1)).toMatchObject({ service: 'ec2', error: { code: 'InvalidAction' } });
});
