// Owns what happens in a VPC while CloudFront makes or removes a VPC origin, and how long it takes.

import type { Cloud } from '../cloud/cloud.ts';
import { ensureManagedSecurityGroup, removeManagedSecurityGroup } from '../ec2/ingress.ts';
import type { VpcOriginRow } from './tables.ts';

/** Observed about 9 minutes; officially up to 15. */
export const DEPLOYMENT_SECONDS = 540;
const SECURITY_GROUP_SECONDS = 30;
/** The guide says only that a deleted VPC origin takes a while to be gone. */
const WITHDRAWAL_SECONDS = 120;

/** Reserved by CloudFront: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html */
export const SERVICE_SECURITY_GROUP = 'CloudFront-VPCOrigins-Service-SG';
export const SERVICE_SECURITY_GROUP_DESCRIPTION = 'Managed by CloudFront, for the traffic of its VPC origins';

export function deployVpcOrigin(cloud: Cloud, row: VpcOriginRow): void {
  const { id, etag, vpcId } = row;
  row.status = 'Deploying';
  row.modifiedAt = cloud.clock.now();
  cloud.clock.after(SECURITY_GROUP_SECONDS, () => {
    if (!cloud.tables.cloudfront.vpcOrigins.has(id)) return;
    ensureManagedSecurityGroup(cloud, {
      vpcId,
      name: SERVICE_SECURITY_GROUP,
      description: SERVICE_SECURITY_GROUP_DESCRIPTION,
    });
  });
  cloud.clock.after(DEPLOYMENT_SECONDS, () => {
    const deployed = cloud.tables.cloudfront.vpcOrigins.get(id);
    if (deployed?.etag === etag) deployed.status = 'Deployed';
  });
}

/** The row stays visible until the removal is through; the security group goes with the last VPC origin of its VPC. */
export function withdrawVpcOrigin(cloud: Cloud, row: VpcOriginRow): void {
  const { id, vpcId } = row;
  row.status = 'Deploying';
  row.isBeingDeleted = true;
  row.modifiedAt = cloud.clock.now();
  cloud.clock.after(WITHDRAWAL_SECONDS, () => {
    const { vpcOrigins } = cloud.tables.cloudfront;
    vpcOrigins.delete(id);
    const isLast = ![...vpcOrigins.values()].some((other) => other.vpcId === vpcId);
    if (isLast) removeManagedSecurityGroup(cloud, { vpcId, name: SERVICE_SECURITY_GROUP });
  });
}
