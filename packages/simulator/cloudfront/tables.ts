// Owns the rows that the simulated CloudFront keeps: VPC origins, distributions, functions, and the caller references used so far.
import type { DistributionConfig, FunctionConfig, Tag, VpcOriginEndpointConfig } from '@aws-sdk/client-cloudfront';

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

/** A function in one of its two stages. */
export interface FunctionVersion {
  etag: string;
  config: FunctionConfig;
  code: string;
  modifiedAt: Date;
}

export interface FunctionRow {
  name: string;
  arn: string;
  createdAt: Date;
  development: FunctionVersion;
  /** Distributions run this one; none before it is published. */
  live?: FunctionVersion;
  tags: Tag[];
}

export interface CloudFrontTables {
  vpcOrigins: Map<string, VpcOriginRow>;
  distributions: Map<string, DistributionRow>;
  /** By name. */
  functions: Map<string, FunctionRow>;
  /** Caller reference to the id it once made; a reference stays used when its distribution is gone. */
  callerReferences: Map<string, string>;
}

export function emptyCloudFrontTables(): CloudFrontTables {
  return { vpcOrigins: new Map(), distributions: new Map(), functions: new Map(), callerReferences: new Map() };
}
