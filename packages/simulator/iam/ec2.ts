// Owns what AWS checks before each call to EC2.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
import type { AuthorizeSecurityGroupIngressRequest } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Check, type ChecksOf, check, requestTags, resourceTags, tagging, unscoped } from './check.ts';

export const ec2Checks: Record<string, ChecksOf> = {
  ...unscoped('ec2', [
    'DescribeAvailabilityZones',
    'DescribeInternetGateways',
    'DescribeManagedPrefixLists',
    'DescribeRouteTables',
    'DescribeSecurityGroupRules',
    'DescribeSecurityGroups',
    'DescribeVpcBlockPublicAccessOptions',
  ]),
  AuthorizeSecurityGroupIngress: checkIngress,
};

/** Two resources: the group, and the rule that is made in it. */
function checkIngress(
  { GroupId = '', TagSpecifications = [] }: AuthorizeSecurityGroupIngressRequest,
  cloud: Cloud,
): Check[] {
  const action = 'ec2:AuthorizeSecurityGroupIngress';
  const rule = arnOf(cloud, 'security-group-rule/*');
  const asked = requestTags(TagSpecifications.flatMap(({ Tags }) => Tags ?? []));
  return [
    check(action, arnOf(cloud, `security-group/${GroupId}`), resourceTags(cloud.tables.ec2.tags.get(GroupId))),
    check(action, rule, asked),
    ...tagging('ec2:CreateTags', rule, { ...asked, 'ec2:CreateAction': 'AuthorizeSecurityGroupIngress' }),
  ];
}

function arnOf({ accountId, region }: Cloud, resource: string): string {
  return `arn:aws:ec2:${region}:${accountId}:${resource}`;
}
