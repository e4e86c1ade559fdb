import type { Listener, LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from '@jest/globals';
import {
  problemsOfAdoption,
  problemsOfFoundation,
  problemsOfNetwork,
  problemsOfRollouts,
  warningOfStrategy,
} from '../../src/checks/foundation.ts';
import type { Exposure } from '../../src/foundation/exposure.ts';
import type { Network } from '../../src/foundation/network.ts';
import { LISTENER_ARN, listener, loadBalancer, service, TARGET_GROUP_ARN } from '../support/build.ts';

interface Unfit {
  loadBalancer?: Partial<LoadBalancer>;
  listener?: Partial<Listener>;
  network?: Partial<Network>;
  isAdopted?: boolean;
  exposure?: Exposure;
}

const OPEN: Exposure = { kind: 'open', because: 'subnet-1 routes to igw-1' };

function problemsOf({ isAdopted = false, exposure = { kind: 'internal' }, ...over }: Unfit): string[] {
  const foundation = { loadBalancer: loadBalancer(over.loadBalancer), listener: listener(over.listener) };
  const zoneIds = ['euw1-az1', 'euw1-az2'];
  return [
    ...problemsOfFoundation(foundation, { isAdopted, exposure }),
    ...problemsOfNetwork(foundation, { hasInternetGateway: true, zoneIds, blocksPublicAccess: false, ...over.network }),
  ];
}

test.each<[string, Unfit]>([
  ['as it should be', {}],
  [
    'hidden, though AWS calls it internet-facing',
    { loadBalancer: { Scheme: 'internet-facing' }, exposure: { kind: 'hidden' } },
  ],
  ['impaired, which still serves', { loadBalancer: { State: { Code: 'active_impaired' } } }],
  ['in a zone of an ordinary kind', { network: { zoneIds: ['use1-az1', 'usw1-az1'] } }],
])('a foundation that is %s has no problems', (_, over) => {
  expect(problemsOf(over)).toEqual([]);
});

test.each<[string, Unfit, string]>([
  [
    'a load balancer on the internet',
    { loadBalancer: { Scheme: 'internet-facing' }, exposure: OPEN },
    'load balancer shop is internet-facing, and subnet-1 routes to igw-1: clients can bypass CloudFront. Keep it, create an internal load balancer with an HTTP listener beside it, allow that in the security group of the tasks, and set "listener-arn" to its listener.',
  ],
  [
    'a load balancer on the internet, where the service stays in place',
    { loadBalancer: { Scheme: 'internet-facing' }, exposure: OPEN, isAdopted: true },
    'load balancer shop is internet-facing, and subnet-1 routes to igw-1: clients can bypass CloudFront. The scheme cannot be changed: move the service behind an internal load balancer with an HTTP listener.',
  ],
  [
    'a load balancer of which nobody knows who reaches it',
    {
      loadBalancer: { Scheme: 'internet-facing' },
      exposure: { kind: 'unknown', because: 'nobody says' },
      isAdopted: true,
    },
    'load balancer shop is internet-facing, and it is unknown whether its subnets route to an internet gateway, since nobody says. Allow the role to read that, as docs/iam-policy.json does; if one routes there, clients can bypass CloudFront. The scheme cannot be changed: move the service behind an internal load balancer with an HTTP listener.',
  ],
  [
    'a network load balancer',
    { loadBalancer: { Type: 'network' } },
    'load balancer shop is a network load balancer. Use an application load balancer.',
  ],
  [
    'a load balancer that is being made',
    { loadBalancer: { State: { Code: 'provisioning' } } },
    'load balancer shop is provisioning. Wait until it is active.',
  ],
  [
    'a load balancer whose state is unknown',
    { loadBalancer: { State: {} } },
    'load balancer shop is in no known state. Wait until it is active.',
  ],
  [
    'a VPC without internet gateway',
    { network: { hasInternetGateway: false } },
    'VPC vpc-1 has no internet gateway. CloudFront requires one as a sign that the VPC may receive traffic. Attach one; no route is needed: aws ec2 attach-internet-gateway --vpc-id vpc-1 --internet-gateway-id $(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)',
  ],
  [
    'zones that VPC origins leave out',
    { network: { zoneIds: ['use1-az3', 'use1-az1', 'cac1-az3'] } },
    'load balancer shop is in zone use1-az3, cac1-az3, where VPC origins do not work. Remove its subnet from the load balancer.',
  ],
  [
    'a listener that speaks HTTPS',
    { listener: { Protocol: 'HTTPS' } },
    `listener ${LISTENER_ARN} uses HTTPS. Set "listener-arn" to an HTTP listener.`,
  ],
])('%s is a problem, and its fix is named', (_, over, problem) => {
  expect(problemsOf(over)).toEqual([problem]);
});

test.each([['use1-az3'], ['usw1-az2'], ['apne1-az3'], ['cac1-az3']])('VPC origins do not work in zone %s', (zoneId) => {
  expect(problemsOf({ network: { zoneIds: [zoneId] } })).toEqual([
    expect.stringContaining(`is in zone ${zoneId}, where`),
  ]);
});

test('everything that is wrong is reported at once', () => {
  const problems = problemsOf({
    loadBalancer: { Scheme: 'internet-facing', Type: 'network', State: { Code: 'failed' } },
    exposure: OPEN,
    listener: { Protocol: 'TLS' },
    network: { hasInternetGateway: false, zoneIds: ['apne1-az3'] },
  });
  expect(problems).toHaveLength(6);
});

test.each<[string, Listener['DefaultActions'], boolean]>([
  ['forwards to it', [{ Type: 'forward', TargetGroupArn: TARGET_GROUP_ARN }], true],
  [
    'forwards to it among others',
    [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: TARGET_GROUP_ARN }] } }],
    true,
  ],
  ['forwards elsewhere', [{ Type: 'forward', TargetGroupArn: `${TARGET_GROUP_ARN}0` }], false],
  ['redirects to HTTPS', [{ Type: 'redirect', RedirectConfig: { StatusCode: 'HTTP_301' } }], false],
  ['does nothing', undefined, false],
])('a listener whose default action %s can serve an adopted service or not', (_, DefaultActions, isFit) => {
  const loadBalancers = [{ targetGroupArn: TARGET_GROUP_ARN, containerName: 'medusa', containerPort: 9000 }];
  const adoption = { baseService: service({ loadBalancers }), listener: { ...listener(), DefaultActions } };
  const problems = problemsOfAdoption(adoption);
  expect(problems).toEqual(isFit ? [] : [expect.stringContaining('by its default action')]);
});

test.each([
  ['CODE_DEPLOY', 1],
  ['EXTERNAL', 1],
  ['ECS', 0],
] as const)('a service that %s rolls out can be updated in place or not', (type, count) => {
  const problems = problemsOfRollouts({ baseService: service({ deploymentController: { type } }) });
  expect(problems).toHaveLength(count);
  expect(problems.join('')).toContain(count === 0 ? '' : `is deployed by ${type}`);
});

test.each([
  ['BLUE_GREEN', 1],
  ['LINEAR', 1],
  ['CANARY', 1],
  ['ROLLING', 0],
  [undefined, 0],
] as const)(
  'a service with the deployment strategy %s cannot be updated in place, and is named in a warning, where ECS moves its traffic',
  (strategy, count) => {
    const baseService = service({ deploymentConfiguration: { strategy } });
    const [problems, warnings] = [problemsOfRollouts({ baseService }), warningOfStrategy({ baseService })];
    expect([problems, warnings].map(({ length }) => length)).toEqual([count, count]);
    const named = expect.stringContaining(`${baseService.serviceName} has the deployment strategy ${strategy}`);
    for (const text of [...problems, ...warnings]) expect(text).toEqual(named);
  },
);
