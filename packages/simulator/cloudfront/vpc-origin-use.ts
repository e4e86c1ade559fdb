// Owns which distributions use a VPC origin, in the control plane or still at the edge.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import type { DistributionRow } from './tables.ts';

/** A disabled distribution still uses its VPC origin, and so does one whose move to another is not deployed yet. */
export function distributionsUsing(cloud: Cloud, vpcOriginId: string): DistributionRow[] {
  const isUsing = (config: DistributionConfig | undefined) =>
    config?.Origins?.Items?.some(({ VpcOriginConfig: used }) => used?.VpcOriginId === vpcOriginId);
  return [...cloud.tables.cloudfront.distributions.values()].filter(
    ({ config, deployedConfig }) => isUsing(config) || isUsing(deployedConfig),
  );
}
