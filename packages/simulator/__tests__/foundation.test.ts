// Shows a foundation made by call: what is refused on the way, what cannot go while something depends on it, and that all goes.
import { expect, test } from '@jest/globals';
import { refusalOf } from './support/aws-clients.ts';
import { makeFoundation, removeFoundation } from './support/foundation.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const cloud = simulatedCloud();

test('each part is refused where AWS refuses it, and goes when nothing depends on it any more', async () => {
  const { ec2, loadBalancing, ecs } = cloud.aws;
  const before = await cloud.simulator.state<Record<string, Record<string, object>>>();
  const made = await makeFoundation(cloud.aws, 'made');
  const { vpcId: VpcId, gatewayId: InternetGatewayId, subnetIds, loadBalancerArn: LoadBalancerArn } = made;
  const [SubnetId = ''] = subnetIds;
  const refused = await Promise.all(
    [
      ec2.createSubnet({ VpcId, CidrBlock: '10.42.0.128/25' }),
      ec2.createSubnet({ VpcId, CidrBlock: '10.43.0.0/24' }),
      ec2.createSecurityGroup({ VpcId, GroupName: 'made', Description: 'again' }),
      ec2.attachInternetGateway({ InternetGatewayId, VpcId }),
      ec2.deleteVpc({ VpcId }),
      ec2.deleteSubnet({ SubnetId }),
      ec2.deleteInternetGateway({ InternetGatewayId }),
      ec2.deleteSecurityGroup({ GroupId: made.groupId }),
      loadBalancing.createLoadBalancer({ Name: 'one-zone', Subnets: [SubnetId] }),
      loadBalancing.createListener({
        LoadBalancerArn,
        Protocol: 'HTTP',
        Port: 80,
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
      }),
      ecs.deleteCluster({ cluster: 'shop' }),
    ].map(refusalOf),
  );
  expect(refused.map(({ name }) => name)).toEqual([
    'InvalidSubnet.Conflict',
    'InvalidSubnet.Range',
    'InvalidGroup.Duplicate',
    'Resource.AlreadyAssociated',
    'DependencyViolation',
    'DependencyViolation',
    'DependencyViolation',
    'DependencyViolation',
    'ValidationError',
    'DuplicateListenerException',
    'ClusterContainsServicesException',
  ]);
  await removeFoundation(cloud.aws, made);
  const after = await cloud.simulator.state<Record<string, Record<string, object>>>();
  const countsOf = (state: typeof before) =>
    ['ec2', 'loadBalancing'].map((service) =>
      Object.entries(state[service] ?? {}).map(([table, rows]) => [table, Object.keys(rows).length]),
    );
  expect(countsOf(after)).toEqual(countsOf(before));
});
