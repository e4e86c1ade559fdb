// Owns what AWS checks before each call to CloudFront.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html
import type {
  CreateDistributionWithTagsRequest,
  CreateFunctionRequest,
  CreateVpcOriginRequest,
  ListTagsForResourceRequest,
  TagResourceRequest,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import {
  type Check,
  type ChecksOf,
  type Context,
  check,
  requestTags,
  resourceTags,
  serviceLinkedRole,
  tagging,
  unscoped,
} from './check.ts';

export const cloudfrontChecks: Record<string, ChecksOf> = {
  ...unscoped('cloudfront', ['ListDistributions', 'ListFunctions', 'ListVpcOrigins']),
  CreateDistributionWithTags: checkNewDistribution,
  CreateFunction: checkNewFunction,
  CreateVpcOrigin: checkNewVpcOrigin,
  DeleteDistribution: onOne('distribution', 'DeleteDistribution'),
  DeleteFunction: onFunction('DeleteFunction'),
  DescribeFunction: onFunction('DescribeFunction'),
  GetDistribution: onOne('distribution', 'GetDistribution'),
  GetFunction: onFunction('GetFunction'),
  GetVpcOrigin: onOne('vpcorigin', 'GetVpcOrigin'),
  ListTagsForResource: ({ Resource: arn = '' }: ListTagsForResourceRequest, cloud) => [
    check('cloudfront:ListTagsForResource', arn, tagsOn(cloud, arn)),
  ],
  PublishFunction: onFunction('PublishFunction'),
  TagResource: ({ Resource: arn = '', Tags }: TagResourceRequest, cloud) => [
    check('cloudfront:TagResource', arn, tagsOn(cloud, arn), requestTags(Tags?.Items)),
  ],
  TestFunction: onFunction('TestFunction'),
  UpdateDistribution: onOne('distribution', 'UpdateDistribution'),
  UpdateFunction: onFunction('UpdateFunction'),
};

/**
 * Functions are named, not numbered. The guide says that they have no tags, whatever the reference says, so none are asked about:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
 */
function onFunction(operation: string): ChecksOf {
  return ({ Name = '' }: { Name?: string }, cloud) => [
    check(`cloudfront:${operation}`, arnOf(cloud, `function/${Name}`)),
  ];
}

function onOne(kind: string, operation: string): ChecksOf {
  return ({ Id = '' }: { Id?: string }, cloud) => {
    const arn = arnOf(cloud, `${kind}/${Id}`);
    return [check(`cloudfront:${operation}`, arn, tagsOn(cloud, arn))];
  };
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateDistributionWithTags.html */
function checkNewDistribution(
  { DistributionConfigWithTags: wanted }: CreateDistributionWithTagsRequest,
  cloud: Cloud,
): Check[] {
  const asked = requestTags(wanted?.Tags?.Items);
  return [
    check('cloudfront:CreateDistribution', '*', asked),
    ...tagging('cloudfront:TagResource', arnOf(cloud, 'distribution/*'), asked),
  ];
}

/** Which function it is to be cannot be asked about, its tags can. */
function checkNewFunction({ Name, Tags }: CreateFunctionRequest, cloud: Cloud): Check[] {
  const asked = requestTags(Tags?.Items);
  return [
    check('cloudfront:CreateFunction', '*', asked),
    ...tagging('cloudfront:TagResource', arnOf(cloud, `function/${Name}`), asked),
  ];
}

/**
 * CloudFront looks at the network as whoever calls it. These reads are what AWS's own resource type
 * AWS::CloudFront::VpcOrigin says that it needs, and what its policy CloudFrontFullAccess got for VPC origins.
 */
function checkNewVpcOrigin({ Tags }: CreateVpcOriginRequest, cloud: Cloud): Check[] {
  const asked = requestTags(Tags?.Items);
  const isFirst = cloud.tables.cloudfront.vpcOrigins.size === 0;
  const [service, role] = ['vpcorigin.cloudfront.amazonaws.com', 'AWSServiceRoleForCloudFrontVPCOrigin'];
  return [
    check('cloudfront:CreateVpcOrigin', '*', asked),
    ...tagging('cloudfront:TagResource', arnOf(cloud, 'vpcorigin/*'), asked),
    check('elasticloadbalancing:DescribeLoadBalancers', '*'),
    check('ec2:DescribeInstances', '*'),
    check('ec2:DescribeInternetGateways', '*'),
    ...(isFirst ? [serviceLinkedRole(cloud, service, role)] : []),
  ];
}

function tagsOn(cloud: Cloud, arn: string): Context {
  const { distributions, vpcOrigins } = cloud.tables.cloudfront;
  const id = arn.slice(arn.lastIndexOf('/') + 1);
  return resourceTags((distributions.get(id) ?? vpcOrigins.get(id))?.tags);
}

function arnOf({ accountId }: Cloud, resource: string): string {
  return `arn:aws:cloudfront::${accountId}:${resource}`;
}
