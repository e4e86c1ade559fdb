// Owns what a foundation may have of CloudFront before anything of ours comes: a VPC origin, and a distribution that uses it.

import type { Cloud } from '../cloud/cloud.ts';
import { createDistributionWithTags } from '../cloudfront/distributions.ts';
import { SERVICE_SECURITY_GROUP, SERVICE_SECURITY_GROUP_DESCRIPTION } from '../cloudfront/vpc-origin-deployment.ts';
import { createVpcOrigin } from '../cloudfront/vpc-origins.ts';
import { ensureManagedSecurityGroup } from '../ec2/ingress.ts';

/** Seeds one that was made long ago: it is deployed, and its security group is there. Returns its id. */
export function seedVpcOrigin(cloud: Cloud, Name: string, Arn: string): string {
  const endpoint = { Name, Arn, HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' } as const;
  const { VpcOrigin: origin } = createVpcOrigin({ VpcOriginEndpointConfig: endpoint }, cloud);
  const row = cloud.tables.cloudfront.vpcOrigins.get(origin?.Id ?? '');
  if (row === undefined) throw new Error('The VPC origin of the foundation was not made.');
  row.status = 'Deployed';
  ensureManagedSecurityGroup(cloud, {
    vpcId: row.vpcId,
    name: SERVICE_SECURITY_GROUP,
    description: SERVICE_SECURITY_GROUP_DESCRIPTION,
  });
  return row.id;
}

export interface DistributionQuery {
  comment: string;
  loadBalancerArn: string;
  vpcOriginId: string;
  tags: Record<string, string>;
}

/** One that forwards everything and keeps nothing, deployed long ago. */
export function seedDistribution(
  cloud: Cloud,
  { comment, loadBalancerArn, vpcOriginId, tags }: DistributionQuery,
): void {
  const loadBalancer = cloud.tables.loadBalancing.loadBalancers.get(loadBalancerArn);
  const originId = `${comment.toLowerCase()}-lb`;
  const { Distribution: made } = createDistributionWithTags(
    {
      DistributionConfigWithTags: {
        DistributionConfig: {
          CallerReference: 'terraform-20260507120000000000000001',
          Comment: comment,
          Enabled: true,
          PriceClass: 'PriceClass_100',
          Origins: {
            Quantity: 1,
            Items: [
              {
                Id: originId,
                DomainName: loadBalancer?.DNSName,
                VpcOriginConfig: { VpcOriginId: vpcOriginId },
              },
            ],
          },
          DefaultCacheBehavior: {
            TargetOriginId: originId,
            ViewerProtocolPolicy: 'redirect-to-https',
            MinTTL: 0,
            DefaultTTL: 0,
            MaxTTL: 0,
            ForwardedValues: {
              QueryString: true,
              Headers: { Quantity: 1, Items: ['*'] },
              Cookies: { Forward: 'all' },
            },
            AllowedMethods: {
              Quantity: 7,
              Items: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'OPTIONS', 'DELETE'],
              CachedMethods: { Quantity: 3, Items: ['GET', 'HEAD', 'OPTIONS'] },
            },
          },
        },
        Tags: { Items: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
      },
    },
    cloud,
  );
  const row = cloud.tables.cloudfront.distributions.get(made?.Id ?? '');
  if (row === undefined) throw new Error('The distribution of the foundation was not made.');
  row.deployedConfig = row.config;
  row.status = 'Deployed';
}
