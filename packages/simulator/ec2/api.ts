// Owns the list of EC2's operations that the cloud has.
import * as model from '@aws-sdk/client-ec2';
import type { Api } from '../cloud/api.ts';
import { authorizeSecurityGroupIngress, revokeSecurityGroupIngress } from './authorize-ingress.ts';
import { describeAvailabilityZones } from './availability-zones.ts';
import {
  attachInternetGateway,
  createInternetGateway,
  createRoute,
  createSecurityGroup,
  createSubnet,
  createVpc,
} from './create-network.ts';
import {
  deleteInternetGateway,
  deleteSecurityGroup,
  deleteSubnet,
  deleteVpc,
  detachInternetGateway,
} from './delete-network.ts';
import { describeNetworkInterfaces } from './describe-network-interfaces.ts';
import { describeSecurityGroupRules, describeSecurityGroups } from './describe-security-groups.ts';
import { describeManagedPrefixLists } from './prefix-lists.ts';
import { describeRouteTables, describeSubnets } from './subnets.ts';
import { createTags, deleteTags, describeTags } from './tags.ts';
import { describeInternetGateways, describeVpcBlockPublicAccessOptions, describeVpcs } from './vpcs.ts';

export const ec2Api: Api = {
  name: 'ec2',
  protocol: 'ec2',
  version: '2016-11-15',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  model,
  operations: {
    AttachInternetGateway: attachInternetGateway,
    AuthorizeSecurityGroupIngress: authorizeSecurityGroupIngress,
    CreateInternetGateway: createInternetGateway,
    CreateRoute: createRoute,
    CreateSecurityGroup: createSecurityGroup,
    CreateSubnet: createSubnet,
    CreateTags: createTags,
    CreateVpc: createVpc,
    DeleteInternetGateway: deleteInternetGateway,
    DeleteSecurityGroup: deleteSecurityGroup,
    DeleteSubnet: deleteSubnet,
    DeleteTags: deleteTags,
    DeleteVpc: deleteVpc,
    DescribeAvailabilityZones: describeAvailabilityZones,
    DescribeInternetGateways: describeInternetGateways,
    DescribeManagedPrefixLists: describeManagedPrefixLists,
    DescribeNetworkInterfaces: describeNetworkInterfaces,
    DescribeRouteTables: describeRouteTables,
    DescribeSecurityGroupRules: describeSecurityGroupRules,
    DescribeSecurityGroups: describeSecurityGroups,
    DescribeSubnets: describeSubnets,
    DescribeTags: describeTags,
    DescribeVpcBlockPublicAccessOptions: describeVpcBlockPublicAccessOptions,
    DescribeVpcs: describeVpcs,
    DetachInternetGateway: detachInternetGateway,
    RevokeSecurityGroupIngress: revokeSecurityGroupIngress,
  },
};
