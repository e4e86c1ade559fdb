// Owns what CloudFront is to the simulator: its model and its operations.
import * as model from '@aws-sdk/client-cloudfront';
import type { Api } from '../cloud/api.ts';
import {
  createDistribution,
  createDistributionWithTags,
  deleteDistribution,
  getDistribution,
  getDistributionConfig,
  listDistributions,
  updateDistribution,
} from './distributions.ts';
import {
  createFunction,
  deleteFunction,
  describeFunction,
  getFunction,
  listFunctions,
  publishFunction,
  updateFunction,
} from './functions.ts';
import { listTagsForResource, tagResource, untagResource } from './tags.ts';
import { testFunction } from './test-function.ts';
import {
  createVpcOrigin,
  deleteVpcOrigin,
  getVpcOrigin,
  listDistributionsByVpcOriginId,
  listVpcOrigins,
  updateVpcOrigin,
} from './vpc-origins.ts';

export const cloudfrontApi: Api = {
  name: 'cloudfront',
  isGlobal: true,
  protocol: 'rest-xml',
  version: '2020-05-31',
  xmlNamespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
  model,
  operations: {
    CreateVpcOrigin: createVpcOrigin,
    GetVpcOrigin: getVpcOrigin,
    ListVpcOrigins: listVpcOrigins,
    UpdateVpcOrigin: updateVpcOrigin,
    DeleteVpcOrigin: deleteVpcOrigin,
    ListDistributionsByVpcOriginId: listDistributionsByVpcOriginId,
    CreateDistribution: createDistribution,
    CreateDistributionWithTags: createDistributionWithTags,
    GetDistribution: getDistribution,
    GetDistributionConfig: getDistributionConfig,
    UpdateDistribution: updateDistribution,
    DeleteDistribution: deleteDistribution,
    ListDistributions: listDistributions,
    CreateFunction: createFunction,
    DescribeFunction: describeFunction,
    GetFunction: getFunction,
    ListFunctions: listFunctions,
    UpdateFunction: updateFunction,
    PublishFunction: publishFunction,
    TestFunction: testFunction,
    DeleteFunction: deleteFunction,
    TagResource: tagResource,
    UntagResource: untagResource,
    ListTagsForResource: listTagsForResource,
  },
};
