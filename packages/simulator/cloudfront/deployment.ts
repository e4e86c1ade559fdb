// Owns how a distribution's configuration travels to the edge: some minutes, one change after the other.
import type { Cloud } from '../cloud/cloud.ts';
import type { DistributionRow } from './tables.ts';

/** A few minutes are usual: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToUpdateDistribution.html */
export const DEPLOYMENT_SECONDS = 240;

/** Sends the row's configuration on its way. Until it arrives the edge serves what it has. */
export function deploy(cloud: Cloud, row: DistributionRow): void {
  const { id, etag, config } = row;
  row.status = 'InProgress';
  row.modifiedAt = cloud.clock.now();
  cloud.clock.after(DEPLOYMENT_SECONDS, () => {
    const arrived = cloud.tables.cloudfront.distributions.get(id);
    if (arrived === undefined) return;
    arrived.deployedConfig = config;
    // A later change is still on its way where the ETag is another one.
    if (arrived.etag === etag) arrived.status = 'Deployed';
  });
}
