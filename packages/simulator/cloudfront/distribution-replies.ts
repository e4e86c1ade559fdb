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

/** Neither tags nor CallerReference; and `http2` in upper case, as the AWS CLI's own sample of a list has it. */
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
    HttpVersion: (config.HttpVersion === 'http2' ? 'HTTP2' : config.HttpVersion) as DistributionSummary['HttpVersion'],
    IsIPV6Enabled: config.IsIPV6Enabled,
    Staging: config.Staging,
    ConnectionMode: config.ConnectionMode,
  };
}
