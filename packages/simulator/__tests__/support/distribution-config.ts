// Owns the smallest distribution that CloudFront takes, for tests that need just any.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';

/** Disabled, and with an origin out on the internet. */
export function aDistributionConfig(overrides: Partial<DistributionConfig> = {}): DistributionConfig {
  const origin = {
    Id: 'shop',
    DomainName: 'shop.example.com',
    CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' },
  } as const;
  return {
    CallerReference: 'one',
    Comment: '',
    Enabled: false,
    Origins: { Quantity: 1, Items: [origin] },
    DefaultCacheBehavior: {
      TargetOriginId: 'shop',
      ViewerProtocolPolicy: 'allow-all',
      ForwardedValues: { QueryString: true, Cookies: { Forward: 'all' } },
      MinTTL: 0,
    },
    ...overrides,
  };
}
