// Owns what is not ours beside an environment: one of each kind, and what somebody with the action's credentials might try
// on it.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { type AwsClients, awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { aDistributionConfig } from '../../packages/simulator/__tests__/support/distribution-config.ts';

export interface Others {
  targetGroup: string;
  listener: string;
  rule: string;
  /** `medusa`, in the cluster `shop`. */
  service: string;
  taskDefinition: string;
  distribution: { Id: string; ARN: string };
}

export async function makeOthers(endpoint: string): Promise<Others> {
  const { loadBalancing, ecs, cloudfront } = awsClients(endpoint);
  const { LoadBalancers: [{ LoadBalancerArn = '', VpcId = '' } = {}] = [] } =
    await loadBalancing.describeLoadBalancers();
  const { Listeners: [{ ListenerArn = '' } = {}] = [] } = await loadBalancing.describeListeners({ LoadBalancerArn });
  const group = { Name: 'theirs', TargetType: 'ip', Protocol: 'HTTP', Port: 80, VpcId } as const;
  const { TargetGroups: [{ TargetGroupArn = '' } = {}] = [] } = await loadBalancing.createTargetGroup(group);
  const { Rules: [{ RuleArn = '' } = {}] = [] } = await loadBalancing.createRule({
    ListenerArn,
    Priority: 5000,
    Conditions: [{ Field: 'path-pattern', Values: ['/theirs'] }],
    Actions: [{ Type: 'forward', TargetGroupArn }],
  });
  const { services: [base] = [] } = await ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  const { Distribution: { Id = '', ARN = '' } = {} } = await cloudfront.createDistribution({
    DistributionConfig: aDistributionConfig(),
  });
  return {
    targetGroup: TargetGroupArn,
    listener: ListenerArn,
    rule: RuleArn,
    service: String(base?.serviceArn),
    taskDefinition: String(base?.taskDefinition),
    distribution: { Id, ARN },
  };
}

type Attempt = (clients: AwsClients, others: Others) => Promise<unknown>;

const OWNER = { Key: 'medusa-preview:owner', Value: 'acme/shop:shop' };
const ANYTHING_OF_A_RULE = { Conditions: [{ Field: 'path-pattern', Values: ['/'] }] };
const IN_SHOP = { cluster: 'shop' };

/** Each with the action that is refused, and whether AWS names the resource by its ARN. */
export const ATTEMPTS: [string, string, Attempt][] = [
  [
    'change a target group',
    'elasticloadbalancing:ModifyTargetGroup',
    ({ loadBalancing }, { targetGroup }) =>
      loadBalancing.modifyTargetGroup({ TargetGroupArn: targetGroup, HealthCheckPath: '/' }),
  ],
  [
    'change how a target group drains',
    'elasticloadbalancing:ModifyTargetGroupAttributes',
    ({ loadBalancing }, their) =>
      loadBalancing.modifyTargetGroupAttributes({ TargetGroupArn: their.targetGroup, Attributes: [] }),
  ],
  [
    'delete a target group',
    'elasticloadbalancing:DeleteTargetGroup',
    ({ loadBalancing }, { targetGroup }) => loadBalancing.deleteTargetGroup({ TargetGroupArn: targetGroup }),
  ],
  [
    'call a target group ours',
    'elasticloadbalancing:AddTags',
    ({ loadBalancing }, { targetGroup }) => loadBalancing.addTags({ ResourceArns: [targetGroup], Tags: [OWNER] }),
  ],
  [
    'change a rule',
    'elasticloadbalancing:ModifyRule',
    ({ loadBalancing }, { rule }) => loadBalancing.modifyRule({ RuleArn: rule, ...ANYTHING_OF_A_RULE }),
  ],
  [
    'delete a rule',
    'elasticloadbalancing:DeleteRule',
    ({ loadBalancing }, { rule }) => loadBalancing.deleteRule({ RuleArn: rule }),
  ],
  [
    'make a rule without our tag',
    'elasticloadbalancing:CreateRule',
    ({ loadBalancing }, { listener, targetGroup }) =>
      loadBalancing.createRule({
        ListenerArn: listener,
        Priority: 1,
        ...ANYTHING_OF_A_RULE,
        Actions: [{ Type: 'forward', TargetGroupArn: targetGroup }],
      }),
  ],
  [
    'send traffic elsewhere',
    'elasticloadbalancing:RegisterTargets',
    ({ loadBalancing }, { targetGroup }) =>
      loadBalancing.registerTargets({ TargetGroupArn: targetGroup, Targets: [{ Id: '10.0.0.1' }] }),
  ],
  ['delete a service', 'ecs:DeleteService', ({ ecs }, { service }) => ecs.deleteService({ ...IN_SHOP, service })],
  [
    'call a service ours',
    'ecs:TagResource',
    ({ ecs }, { service }) => ecs.tagResource({ resourceArn: service, tags: [{ key: OWNER.Key, value: OWNER.Value }] }),
  ],
  [
    'make a service without our tag',
    'ecs:CreateService',
    ({ ecs }, { taskDefinition }) => ecs.createService({ ...IN_SHOP, serviceName: 'theirs', taskDefinition }),
  ],
  ['run a task of theirs', 'ecs:RunTask', ({ ecs }, { taskDefinition }) => ecs.runTask({ ...IN_SHOP, taskDefinition })],
  [
    'register a revision without our tag',
    'ecs:RegisterTaskDefinition',
    ({ ecs }) => ecs.registerTaskDefinition({ family: 'shop-medusa', containerDefinitions: [] }),
  ],
  [
    'delete a revision',
    'ecs:DeleteTaskDefinitions',
    ({ ecs }, { taskDefinition }) => ecs.deleteTaskDefinitions({ taskDefinitions: [taskDefinition] }),
  ],
  ['stop a task', 'ecs:StopTask', ({ ecs }) => ecs.stopTask({ ...IN_SHOP, task: 'theirs' })],
  [
    'change a distribution',
    'cloudfront:UpdateDistribution',
    ({ cloudfront }, { distribution: { Id } }) =>
      cloudfront.updateDistribution({ Id, IfMatch: 'E', DistributionConfig: aDistributionConfig() }),
  ],
  [
    'delete a distribution',
    'cloudfront:DeleteDistribution',
    ({ cloudfront }, { distribution: { Id } }) => cloudfront.deleteDistribution({ Id, IfMatch: 'E' }),
  ],
  [
    'mark a distribution',
    'cloudfront:TagResource',
    ({ cloudfront }, { distribution: { ARN } }) =>
      cloudfront.tagResource({ Resource: ARN, Tags: { Items: [{ Key: 'medusa-preview:setup', Value: 'done' }] } }),
  ],
  [
    'make a distribution without our tag',
    'cloudfront:CreateDistribution',
    ({ cloudfront }) =>
      cloudfront.createDistributionWithTags({
        DistributionConfigWithTags: {
          DistributionConfig: aDistributionConfig({ CallerReference: 'two' }) as DistributionConfig,
          Tags: { Items: [] },
        },
      }),
  ],
  [
    'take our mark off',
    'cloudfront:UntagResource',
    ({ cloudfront }, { distribution: { ARN } }) =>
      cloudfront.untagResource({ Resource: ARN, TagKeys: { Items: [OWNER.Key] } }),
  ],
  [
    'shut CloudFront out',
    'ec2:RevokeSecurityGroupIngress',
    ({ ec2 }) => ec2.revokeSecurityGroupIngress({ GroupId: 'sg-1' }),
  ],
];
