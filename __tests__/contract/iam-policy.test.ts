import { readFileSync } from 'node:fs';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  AddTagsCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  ModifyRuleCommand,
  ModifyTargetGroupCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { awsClients } from '../support/aws-clients.ts';
import { namesOf, openStage, type Stage } from '../support/stage.ts';

interface Policy {
  Statement: { Sid: string; Action: string | string[] }[];
}

const policy = JSON.parse(readFileSync(new URL('../../docs/iam-policy.json', import.meta.url), 'utf8')) as Policy;
const granted = policy.Statement.flatMap(({ Action }) => Action).filter((action) => !action.startsWith('iam:'));

/** Where AWS asks for other actions than the one that is named like the operation. */
const ASKED_FOR: Record<string, string[]> = {
  'cloudfront:CreateDistributionWithTags': ['cloudfront:CreateDistribution', 'cloudfront:TagResource'],
  'ec2:AuthorizeSecurityGroupIngress': ['ec2:AuthorizeSecurityGroupIngress', 'ec2:CreateTags'],
  'ecs:CreateService': ['ecs:CreateService', 'ecs:TagResource'],
};

let stage: Stage;
const used = new Set<string>();

/** One life of an environment in which everything happens that the action can do. */
beforeAll(async () => {
  stage = await openStage();
  const plays = [await stage.act({ 'migrate-command': 'exit 0' })];
  await drift(plays[0]?.outputs['target-group-arn'] ?? '');
  plays.push(
    await stage.act(),
    await stage.act({ image: stage.imageOf('crash') }),
    await stage.act({ mode: 'destroy' }),
    await stage.act({ mode: 'sweep' }),
  );
  const names = plays.flatMap(({ reads, writes }) => namesOf([...reads, ...writes]));
  for (const action of names.flatMap((name) => ASKED_FOR[name] ?? [name])) used.add(action);
}, 120_000);
afterAll(() => stage.stop());

/** Somebody changes everything that we repair with a call of its own. */
async function drift(TargetGroupArn: string): Promise<void> {
  const { loadBalancing, ecs } = awsClients(stage.endpoint);
  await ecs.send(
    new UpdateServiceCommand({ cluster: 'shop', service: 'shop-pr-42', healthCheckGracePeriodSeconds: 7 }),
  );
  await loadBalancing.send(new ModifyTargetGroupCommand({ TargetGroupArn, HealthCheckPath: '/elsewhere' }));
  const Tags = [{ Key: 'medusa-preview:service', Value: 'elsewhere/else' }];
  await loadBalancing.send(new AddTagsCommand({ ResourceArns: [TargetGroupArn], Tags }));
  const { LoadBalancers: [loadBalancer] = [] } = await loadBalancing.send(new DescribeLoadBalancersCommand({}));
  const { LoadBalancerArn, VpcId } = loadBalancer ?? {};
  const { Listeners: [listener] = [] } = await loadBalancing.send(new DescribeListenersCommand({ LoadBalancerArn }));
  const { Rules = [] } = await loadBalancing.send(new DescribeRulesCommand({ ListenerArn: listener?.ListenerArn }));
  const other = await loadBalancing.send(
    new CreateTargetGroupCommand({ Name: 'elsewhere', TargetType: 'ip', Protocol: 'HTTP', Port: 80, VpcId }),
  );
  const Actions = [{ Type: 'forward' as const, TargetGroupArn: other.TargetGroups?.[0]?.TargetGroupArn }];
  const ours = Rules.find(({ IsDefault }) => !IsDefault);
  await loadBalancing.send(new ModifyRuleCommand({ RuleArn: ours?.RuleArn, Actions }));
  const Conditions = [{ Field: 'path-pattern', Values: ['/*'] }];
  const Priority = Number(ours?.Priority) - 1;
  await loadBalancing.send(
    new CreateRuleCommand({ ListenerArn: listener?.ListenerArn, Priority, Conditions, Actions }),
  );
}

test('the policy grants every action that the runs used', () => {
  expect([...used].filter((action) => !granted.includes(action))).toEqual([]);
});

test('the runs used every action that the policy grants', () => {
  expect(granted.filter((action) => !used.has(action))).toEqual([]);
});
