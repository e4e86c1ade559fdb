// Owns the rows that the simulated CloudFront keeps: VPC origins, distributions, and the caller references used so far.
import type { DistributionConfig, Tag, VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';

export interface VpcOriginRow {
  id: string;
  arn: string;
  /** `Deploying` while CloudFront works on it: after its creation, after an update, and until a deletion is through. */
  status: 'Deploying' | 'Deployed';
  isBeingDeleted: boolean;
  createdAt: Date;
  modifiedAt: Date;
  etag: string;
  endpoint: VpcOriginEndpointConfig;
  /** The VPC of the load balancer behind it: CloudFront puts its network interfaces and its security group there. */
  vpcId: string;
  tags: Tag[];
}

export interface DistributionRow {
  id: string;
  arn: string;
  domainName: string;
  status: 'InProgress' | 'Deployed';
  modifiedAt: Date;
  etag: string;
  /** The configuration that the control plane shows: complete, with the values that AWS fills in. */
  config: DistributionConfig;
  /** The configuration that the edge has: an older one while a change is on its way, none before the first deployment. */
  deployedConfig?: DistributionConfig;
  tags: Tag[];
}

export interface CloudFrontTables {
  vpcOrigins: Map<string, VpcOriginRow>;
  distributions: Map<string, DistributionRow>;
  /** Caller reference to the id it once made; a reference stays used when its distribution is gone. */
  callerReferences: Map<string, string>;
}

export function emptyCloudFrontTables(): CloudFrontTables {
  return { vpcOrigins: new Map(), distributions: new Map(), callerReferences: new Map() };
}
