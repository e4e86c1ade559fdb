// Owns finding what serves a request: the distribution by its host, the cache behavior by its path, and the origin behind it.
import type { DefaultCacheBehavior, DistributionConfig, Origin } from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import type { DistributionRow } from '../cloudfront/tables.ts';
import { matchesWildcard } from '../kernel/wildcard.ts';
import { edgeErrors } from './edge-error.ts';
import type { ViewerRequest } from './viewer-request.ts';

export interface Route {
  distributionId: string;
  config: DistributionConfig;
  behavior: DefaultCacheBehavior;
  origin: Origin;
}

/**
 * Refuses with 403 what no edge server would know. Of a host without a distribution real CloudFront has no DNS record, but a
 * request that reaches it for such a host gets this page. A new distribution has its DNS record after some seconds, and each
 * edge server answers 403 until it has heard of it; a disabled one is forgotten the same way. Here all change at once.
 */
export function findRoute(cloud: Cloud, viewer: ViewerRequest): Route {
  const row = findDistribution(cloud, viewer.host);
  const config = row?.deployedConfig;
  if (row === undefined || config === undefined || !config.Enabled) throw edgeErrors.badRequest();
  const behavior = findBehavior(config, viewer.path);
  const origin = config.Origins?.Items?.find(({ Id }) => Id === behavior.TargetOriginId) as Origin;
  return { distributionId: row.id, config, behavior, origin };
}

/** The distribution behind a host name of CloudFront's. */
export function findDistribution(cloud: Cloud, host: string): DistributionRow | undefined {
  return [...cloud.tables.cloudfront.distributions.values()].find(({ domainName }) => domainName === host);
}

/** The first behavior whose pattern matches; for this the path is normalised, toward the origin it is not. */
function findBehavior(config: DistributionConfig, path: string): DefaultCacheBehavior {
  const normalised = new URL(`http://edge${path}`).pathname;
  const special = config.CacheBehaviors?.Items?.find(({ PathPattern: pattern = '' }) =>
    matchesWildcard(pattern.replace(/^(?!\/)/, '/'), normalised),
  );
  return special ?? (config.DefaultCacheBehavior as DefaultCacheBehavior);
}
