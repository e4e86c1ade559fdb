// Owns the list of load balancing's operations that the cloud has.
import * as model from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Api } from '../cloud/api.ts';
import { describeAccountLimits } from './account-limits.ts';
import { createListener, createLoadBalancer, deleteLoadBalancer } from './change-load-balancers.ts';
import { describeListeners, describeLoadBalancerAttributes, describeLoadBalancers } from './load-balancers.ts';
import { setRulePriorities } from './rule-priorities.ts';
import { createRule, deleteRule, describeRules, modifyRule } from './rules.ts';
import { addTags, describeTags, removeTags } from './tags.ts';
import { describeTargetGroupAttributes, modifyTargetGroupAttributes } from './target-group-attributes.ts';
import { createTargetGroup, deleteTargetGroup, describeTargetGroups, modifyTargetGroup } from './target-groups.ts';
import { deregisterTargetsByCall, describeTargetHealth, registerTargetsByCall } from './target-operations.ts';

export const loadBalancingApi: Api = {
  name: 'elasticloadbalancing',
  protocol: 'query',
  version: '2015-12-01',
  xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  model,
  operations: {
    AddTags: addTags,
    CreateListener: createListener,
    CreateLoadBalancer: createLoadBalancer,
    CreateRule: createRule,
    CreateTargetGroup: createTargetGroup,
    DeleteLoadBalancer: deleteLoadBalancer,
    DeleteRule: deleteRule,
    DeleteTargetGroup: deleteTargetGroup,
    DeregisterTargets: deregisterTargetsByCall,
    DescribeAccountLimits: describeAccountLimits,
    DescribeListeners: describeListeners,
    DescribeLoadBalancerAttributes: describeLoadBalancerAttributes,
    DescribeLoadBalancers: describeLoadBalancers,
    DescribeRules: describeRules,
    DescribeTags: describeTags,
    DescribeTargetGroupAttributes: describeTargetGroupAttributes,
    DescribeTargetGroups: describeTargetGroups,
    DescribeTargetHealth: describeTargetHealth,
    ModifyRule: modifyRule,
    ModifyTargetGroup: modifyTargetGroup,
    ModifyTargetGroupAttributes: modifyTargetGroupAttributes,
    RegisterTargets: registerTargetsByCall,
    RemoveTags: removeTags,
    SetRulePriorities: setRulePriorities,
  },
};
