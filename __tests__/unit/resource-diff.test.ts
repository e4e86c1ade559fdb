import type { Service } from '@aws-sdk/client-ecs';
import type { Rule, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from '@jest/globals';
import { listenerRuleResource } from '../../src/resources/listener-rule.ts';
import type { ObservedRule } from '../../src/resources/rule-reading.ts';
import type { RuleState } from '../../src/resources/rule-state.ts';
import { serviceResource } from '../../src/resources/service.ts';
import type { DesiredService } from '../../src/resources/service-settings.ts';
import { problemsOfTargetGroup, targetGroupResource } from '../../src/resources/target-group.ts';
import { awsFrom } from '../support/aws-clients.ts';
import { identity, stillness, TAKES_NOTHING, TARGET_GROUP_ARN, TARGETS } from '../support/build.ts';

/** Nobody listens there: to compare is to call nobody. */
const aws = awsFrom('http://127.0.0.1:1');
const ours = identity();

describe('a service', () => {
  const own = {
    container: 'medusa',
    containerPort: 9000,
    targetGroupArn: TARGET_GROUP_ARN,
    healthCheckGracePeriodSeconds: 120,
    enableExecuteCommand: false,
    ttl: undefined,
    sleepAfter: undefined,
    wakerArn: undefined,
    isAsleep: false,
    slept: undefined,
    ...TAKES_NOTHING,
  };
  const desired: DesiredService = {
    taskDefinition: 'arn:t:1',
    desiredCount: undefined,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'], assignPublicIp: 'DISABLED' } },
    capacityProviderStrategy: undefined,
    launchType: 'FARGATE',
    own,
  };
  const observed: Service = {
    taskDefinition: 'arn:t:1',
    desiredCount: 3,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ['subnet-2', 'subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
    },
    loadBalancers: [{ targetGroupArn: TARGET_GROUP_ARN, containerName: 'medusa', containerPort: 9000 }],
    healthCheckGracePeriodSeconds: 120,
    enableExecuteCommand: false,
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: false },
    },
    deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED' }],
  };

  const changesOf = (over: Partial<Service> = {}, wanted: Partial<DesiredService> = {}): string[] => {
    const query = { reference: { cluster: 'shop', service: 'shop-pr-42' }, identity: ours, isAdopted: false };
    const changes = serviceResource(aws, query, stillness()).diff({ ...desired, ...wanted }, { ...observed, ...over });
    return changes.map(({ path }) => path);
  };

  test.each<[string, Partial<Service>, Partial<DesiredService>]>([
    ['as it should be', {}, {}],
    ['scaled by somebody else', { desiredCount: 0 }, {}],
    ['rolled back or not', { deploymentConfiguration: { ...observed.deploymentConfiguration, alarms: undefined } }, {}],
    ['given tags by somebody else', { tags: [{ key: 'team', value: 'web' }] }, {}],
    [
      'adopted, with routing and rollout of its own',
      { loadBalancers: [], enableExecuteCommand: true },
      { own: undefined },
    ],
  ])('that is %s needs no change', (_, over, wanted) => {
    expect(changesOf(over, wanted)).toEqual([]);
  });

  test.each<[string, Partial<Service>, Partial<DesiredService>]>([
    ['taskDefinition', { taskDefinition: 'arn:t:2' }, {}],
    ['desiredCount', {}, { desiredCount: 2 }],
    [
      'networkConfiguration.awsvpcConfiguration.assignPublicIp',
      {
        networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'], assignPublicIp: 'ENABLED' } },
      },
      {},
    ],
    ['capacityProviderStrategy', {}, { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }] }],
    ['loadBalancers', {}, { own: { ...own, containerPort: 8080 } }],
    ['healthCheckGracePeriodSeconds', { healthCheckGracePeriodSeconds: 0 }, {}],
    ['enableExecuteCommand', {}, { own: { ...own, enableExecuteCommand: true } }],
    [
      'deploymentConfiguration.deploymentCircuitBreaker.enable',
      {
        deploymentConfiguration: {
          ...observed.deploymentConfiguration,
          deploymentCircuitBreaker: { enable: false, rollback: false },
        },
      },
      {},
    ],
    ['rollout', { deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'FAILED' }] }, {}],
  ])('that differs in %s needs that change and no other', (path, over, wanted) => {
    expect(changesOf(over, wanted)).toEqual([path]);
  });

  test('whose earlier rollout failed, and whose latest did not, needs no change', () => {
    const deployments = [
      { id: 'ecs-svc/2', status: 'PRIMARY', rolloutState: 'IN_PROGRESS' as const },
      { id: 'ecs-svc/1', status: 'ACTIVE', rolloutState: 'FAILED' as const },
    ];
    expect(changesOf({ deployments })).toEqual([]);
  });
});

describe('a target group', () => {
  const desired = { vpcId: 'vpc-1', targets: TARGETS, service: 'shop/shop-pr-42' };
  const group: TargetGroup = {
    TargetGroupArn: TARGET_GROUP_ARN,
    VpcId: 'vpc-1',
    Protocol: 'HTTP',
    Port: 80,
    HealthCheckEnabled: true,
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckPath: '/health',
    HealthCheckIntervalSeconds: 5,
    HealthCheckTimeoutSeconds: 4,
    HealthyThresholdCount: 2,
    UnhealthyThresholdCount: 3,
    Matcher: { HttpCode: '200' },
  };
  const observed = {
    arn: TARGET_GROUP_ARN,
    group,
    tags: { 'medusa-preview:service': 'shop/shop-pr-42', team: 'web' },
    deregistrationDelaySeconds: 5,
  };
  const { diff } = targetGroupResource(aws, ours, stillness());

  test('as it should be needs no change, whatever else is set on it', () => {
    expect(diff(desired, observed)).toEqual([]);
  });

  test.each<[string, Partial<typeof observed>]>([
    ['HealthCheckPath', { group: { ...group, HealthCheckPath: '/' } }],
    ['HealthCheckIntervalSeconds', { group: { ...group, HealthCheckIntervalSeconds: 30 } }],
    ['Matcher.HttpCode', { group: { ...group, Matcher: { HttpCode: '200-399' } } }],
    ['deregistrationDelaySeconds', { deregistrationDelaySeconds: 300 }],
    ['tags.medusa-preview:service', { tags: { 'medusa-preview:service': 'other/shop-pr-42', team: 'web' } }],
  ])('that differs in %s needs that change and no other', (path, over) => {
    expect(diff(desired, { ...observed, ...over }).map((change) => change.path)).toEqual([path]);
  });

  test.each([
    ['VpcId vpc-2', { VpcId: 'vpc-2' }],
    ['Protocol HTTPS', { Protocol: 'HTTPS' as const }],
    ['ProtocolVersion HTTP2', { ProtocolVersion: 'HTTP2' }],
  ])('with the %s has to be made anew', (setting, over) => {
    const environment = { identity: ours, loadBalancer: { vpcId: 'vpc-1' }, targets: TARGETS };
    expect(problemsOfTargetGroup(environment, observed)).toEqual([]);
    expect(problemsOfTargetGroup(environment, undefined)).toEqual([]);
    expect(problemsOfTargetGroup(environment, { ...observed, group: { ...group, ...over } })).toEqual([
      expect.stringMatching(`^target group shop-pr-42 has the ${setting}, and would now have .+ "mode: destroy"`),
    ]);
  });
});

describe('a listener rule', () => {
  const { diff } = listenerRuleResource(aws, ours, { listenerArn: 'arn:l', waiter: stillness() });
  const changesOf = (rule: Rule, over: Partial<ObservedRule> = {}, state: RuleState = { is: 'forward' }): string[] =>
    diff(
      { listenerArn: 'arn:l', targetGroupArn: TARGET_GROUP_ARN, state, service: undefined },
      { arn: 'arn:r', rule, tags: {}, mustPrecede: undefined, isGuarded: true, others: [], ...over },
    ).map(({ path }) => path);
  const Conditions = [
    { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Medusa-Preview', Values: ['shop-pr-42'] } },
  ];
  const forwardTo = (...arns: string[]) => ({
    Type: 'forward' as const,
    Order: 1,
    ForwardConfig: {
      TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 })),
      TargetGroupStickinessConfig: { Enabled: false },
    },
  });

  test.each<[string, Rule]>([
    [
      'as AWS returns it',
      { Conditions, Actions: [{ ...forwardTo(TARGET_GROUP_ARN), TargetGroupArn: TARGET_GROUP_ARN }] },
    ],
    ['as AWS returns it in the list alone', { Conditions, Actions: [forwardTo(TARGET_GROUP_ARN)] }],
    ['with another priority', { Conditions, Actions: [forwardTo(TARGET_GROUP_ARN)], Priority: '7' }],
  ])('%s needs no change', (_, rule) => {
    expect(changesOf(rule)).toEqual([]);
  });

  test.each<[string, string, Rule]>([
    ['leads elsewhere', 'Actions', { Conditions, Actions: [forwardTo('arn:other')] }],
    ['leads elsewhere, too', 'Actions', { Conditions, Actions: [forwardTo(TARGET_GROUP_ARN, 'arn:other')] }],
    ['answers by itself', 'Actions', { Conditions, Actions: [{ Type: 'fixed-response' }] }],
    [
      'asks for more',
      'Conditions',
      {
        Conditions: [...Conditions, { Field: 'path-pattern', Values: ['/x'] }],
        Actions: [forwardTo(TARGET_GROUP_ARN)],
      },
    ],
  ])('that %s is changed in its %s', (_, path, rule) => {
    expect(changesOf(rule)).toEqual([path]);
  });

  test('that stands behind what it must precede is moved, and its twin goes', () => {
    const rule = { Conditions, Actions: [forwardTo(TARGET_GROUP_ARN)], Priority: '40' };
    expect(changesOf(rule, { mustPrecede: 39 })).toEqual(['Priority']);
    const twin = { arn: 'arn:twin', rule, tags: {}, mustPrecede: undefined, isGuarded: true, others: [] };
    expect(changesOf(rule, { others: [twin] })).toEqual(['twins']);
  });

  const WAKER_ARN = 'arn:waker';
  const page: Rule = {
    Conditions,
    Actions: [
      { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503', MessageBody: 'of another version' } },
    ],
  };
  const weighted = (own: number, waker: number): Rule => ({
    Conditions,
    Actions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: WAKER_ARN, Weight: waker },
            { TargetGroupArn: TARGET_GROUP_ARN, Weight: own },
          ],
        },
      },
    ],
  });
  const asleep = (wakerArn?: string): RuleState => ({ is: 'asleep', page: 'zzz', wakerArn });

  test.each<[string, Rule, RuleState]>([
    ['a page stays where no waker is asked for', page, asleep()],
    ['a waker stays where none is asked for', weighted(0, 1), asleep()],
    ['a waker stays where it is asked for', weighted(0, 1), asleep(WAKER_ARN)],
  ])('that sleeps: %s', (_, rule, state) => {
    expect(changesOf(rule, {}, state)).toEqual([]);
  });

  test.each<[string, Rule, RuleState]>([
    ['one that leads to its tasks is put to sleep', { Conditions, Actions: [forwardTo(TARGET_GROUP_ARN)] }, asleep()],
    ['so is one that leads to both', weighted(1, 1), asleep()],
    ['a page gives way to a waker', page, asleep(WAKER_ARN)],
    ['so does another waker', weighted(0, 1), asleep('arn:other-waker')],
    ['a page gives way to the tasks', page, { is: 'forward' }],
    ['so does a waker', weighted(0, 1), { is: 'forward' }],
  ])('that changes: %s', (_, rule, state) => {
    expect(changesOf(rule, {}, state)).toEqual(['Actions']);
  });
});
