// Owns what AWS checks before each call to Elastic Load Balancing.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
import type {
  AddTagsInput,
  CreateRuleInput,
  CreateTargetGroupInput,
  SetRulePrioritiesInput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Check, type ChecksOf, check, requestTags, resourceTags, tagging, unscoped } from './check.ts';

export const loadBalancingChecks: Record<string, ChecksOf> = {
  ...unscoped('elasticloadbalancing', [
    'DescribeAccountLimits',
    'DescribeListeners',
    'DescribeLoadBalancerAttributes',
    'DescribeLoadBalancers',
    'DescribeRules',
    'DescribeTags',
    'DescribeTargetGroupAttributes',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
  ]),
  AddTags: ({ ResourceArns = [], Tags }: AddTagsInput, cloud) =>
    ResourceArns.map((arn) => check('elasticloadbalancing:AddTags', arn, tagsOn(cloud, arn), requestTags(Tags))),
  CreateRule: checkNewRule,
  CreateTargetGroup: checkNewTargetGroup,
  DeleteRule: onRule('DeleteRule'),
  DeleteTargetGroup: onTargetGroup('DeleteTargetGroup'),
  ModifyRule: onRule('ModifyRule'),
  ModifyTargetGroup: onTargetGroup('ModifyTargetGroup'),
  ModifyTargetGroupAttributes: onTargetGroup('ModifyTargetGroupAttributes'),
  DeregisterTargets: onTargetGroup('DeregisterTargets'),
  RegisterTargets: onTargetGroup('RegisterTargets'),
  // AWS names no condition for it, unlike for all other changes of a rule.
  SetRulePriorities: ({ RulePriorities = [] }: SetRulePrioritiesInput) =>
    RulePriorities.map(({ RuleArn = '' }) => check('elasticloadbalancing:SetRulePriorities', RuleArn)),
};

function onRule(operation: string): ChecksOf {
  return ({ RuleArn: arn = '' }: { RuleArn?: string }, cloud) => [
    check(`elasticloadbalancing:${operation}`, arn, tagsOn(cloud, arn)),
  ];
}

function onTargetGroup(operation: string): ChecksOf {
  return ({ TargetGroupArn: arn = '' }: { TargetGroupArn?: string }, cloud) => [
    check(`elasticloadbalancing:${operation}`, arn, tagsOn(cloud, arn)),
  ];
}

function checkNewTargetGroup({ Name = '', Tags }: CreateTargetGroupInput, { region, accountId }: Cloud): Check[] {
  const arn = `arn:aws:elasticloadbalancing:${region}:${accountId}:targetgroup/${Name}/*`;
  const asked = requestTags(Tags);
  return [
    check('elasticloadbalancing:CreateTargetGroup', arn, asked),
    ...tagging('elasticloadbalancing:AddTags', arn, { ...asked, ...createdBy('CreateTargetGroup') }),
  ];
}

function checkNewRule({ ListenerArn: listener = '', Tags }: CreateRuleInput, cloud: Cloud): Check[] {
  const rule = `${listener.replace(':listener/', ':listener-rule/')}/*`;
  const asked = requestTags(Tags);
  return [
    check('elasticloadbalancing:CreateRule', listener, tagsOn(cloud, listener), asked),
    ...tagging('elasticloadbalancing:AddTags', rule, { ...asked, ...createdBy('CreateRule') }),
  ];
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html */
function createdBy(operation: string) {
  return { 'elasticloadbalancing:CreateAction': operation };
}

function tagsOn(cloud: Cloud, arn: string) {
  return resourceTags(cloud.tables.loadBalancing.tags.get(arn));
}
