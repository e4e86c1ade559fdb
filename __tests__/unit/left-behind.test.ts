import type { Service } from '@aws-sdk/client-ecs';
import { expect, test } from '@jest/globals';
import { describeLeftBehind } from '../../src/environment/left-behind.ts';
import { service } from '../support/build.ts';

const ARN = 'arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1';
const LATTICE = { roleArn: 'arn:r', targetGroupArn: 'arn:l', portName: 'http' };

test.each<[string, Partial<Service>]>([
  ['service registries (Cloud Map)', { serviceRegistries: [{ registryArn: ARN }] }],
  ['VPC Lattice target groups', { deployments: [{ vpcLatticeConfigurations: [LATTICE] }] }],
  ['target groups beyond the first', { loadBalancers: [{ containerName: 'a' }, { containerName: 'a' }] }],
  ['deployment controller CODE_DEPLOY', { deploymentController: { type: 'CODE_DEPLOY' } }],
  ['scheduling strategy DAEMON', { schedulingStrategy: 'DAEMON' }],
  ['deployment strategy BLUE_GREEN', { deploymentConfiguration: { strategy: 'BLUE_GREEN' } }],
  [
    'deployment alarms',
    { deploymentConfiguration: { alarms: { alarmNames: ['errors'], enable: true, rollback: true } } },
  ],
  ['deployment hooks', { deploymentConfiguration: { lifecycleHooks: [{ hookTargetArn: 'arn:h' }] } }],
  [
    'early success of deployments',
    {
      deploymentConfiguration: {
        earlySuccessCriteria: { enable: true, healthyPercent: 100, sourceServiceRevisionCleanup: 'DEFERRED' },
      },
    },
  ],
])('a copy does without %s, and says so', (words, over) => {
  expect(describeLeftBehind(service(over))).toEqual([words]);
});

test('an ordinary service loses nothing, and nor does one that has yet to be made', () => {
  const alarms = { alarmNames: [], enable: false, rollback: false };
  const deploymentConfiguration = { strategy: 'ROLLING' as const, maximumPercent: 200, alarms };
  const ordinary = { deploymentController: { type: 'ECS' as const }, schedulingStrategy: 'REPLICA' as const };
  expect(describeLeftBehind(service({ ...ordinary, serviceRegistries: [], deploymentConfiguration }))).toEqual([]);
  expect(describeLeftBehind(undefined)).toEqual([]);
});
