// Owns how a distribution looks in AWS's replies: whole in Get, abridged and slightly different in List.
import type { Distribution, DistributionSummary } from '@aws-sdk/client-cloudfront';
import type { DistributionRow } from './tables.ts';

export function describeDistribution(row: DistributionRow): Distribution {
  const nobody = { Enabled: false, Quantity: 0 };
  return {
    Id: row.id,
    ARN: row.arn,
    Status: row.status,
    LastModifiedTime: row.modifiedAt,
    InProgressInvalidationBatches: 0,
    DomainName: row.domainName,
    ActiveTrustedSigners: nobody,
    ActiveTrustedKeyGroups: nobody,
    DistributionConfig: row.config,
  };
}

/** Neither tags nor CallerReference; and AWS spells HttpVersion in upper case here, in lower case everywhere else. */
export function summarizeDistribution(row: DistributionRow): DistributionSummary {
  const { config } = row;
  return {
    Id: row.id,
    ARN: row.arn,
    ETag: row.etag,
    Status: row.status,
    LastModifiedTime: row.modifiedAt,
    DomainName: row.domainName,
    Aliases: config.Aliases,
    Origins: config.Origins,
    OriginGroups: config.OriginGroups,
    DefaultCacheBehavior: config.DefaultCacheBehavior,
    CacheBehaviors: config.CacheBehaviors,
    CustomErrorResponses: config.CustomErrorResponses,
    Comment: config.Comment,
    PriceClass: config.PriceClass,
    Enabled: config.Enabled,
    ViewerCertificate: config.ViewerCertificate,
    Restrictions: config.Restrictions,
    WebACLId: config.WebACLId,
    HttpVersion: config.HttpVersion?.toUpperCase() as DistributionSummary['HttpVersion'],
    IsIPV6Enabled: config.IsIPV6Enabled,
    Staging: config.Staging,
    ConnectionMode: config.ConnectionMode,
  };
}
