// Owns the distribution of a preview, in the parts that matter to a visitor: it forwards everything, and names the preview.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';

interface Address {
  name: string;
  host: string | undefined;
  vpcOriginId: string | undefined;
}

export function describeDistribution({ name, host, vpcOriginId }: Address): DistributionConfig {
  const header = { HeaderName: 'X-Medusa-Preview', HeaderValue: name };
  return {
    CallerReference: name,
    Comment: name,
    Enabled: true,
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'shop',
          DomainName: host,
          VpcOriginConfig: { VpcOriginId: vpcOriginId },
          CustomHeaders: { Quantity: 1, Items: [header] },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'shop',
      ViewerProtocolPolicy: 'redirect-to-https',
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 0,
      ForwardedValues: { QueryString: true, Headers: { Quantity: 1, Items: ['*'] }, Cookies: { Forward: 'all' } },
      AllowedMethods: {
        Quantity: 7,
        Items: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'OPTIONS', 'DELETE'],
        CachedMethods: { Quantity: 3, Items: ['GET', 'HEAD', 'OPTIONS'] },
      },
    },
    CustomErrorResponses: { Quantity: 1, Items: [{ ErrorCode: 503, ErrorCachingMinTTL: 0 }] },
  };
}
