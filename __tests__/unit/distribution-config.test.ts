import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { describe, expect, test } from '@jest/globals';
import { diff } from '../../src/reconcile/diff.ts';
import { type DesiredDistribution, describeDistribution, overlay } from '../../src/resources/distribution-config.ts';
import { NO_ROUTE } from '../../src/resources/rule-priorities.ts';

function desired(over: Partial<DesiredDistribution> = {}): DesiredDistribution {
  return {
    comment: 'Medusa preview acme/shop:shop pr-42',
    vpcOriginId: 'vo_1',
    originDomain: 'internal-shop-1.eu-west-1.elb.amazonaws.com',
    idleTimeoutSeconds: 60,
    route: 'shop-pr-42',
    webAclArn: undefined,
    gateArn: undefined,
    ...over,
  };
}

/** The configuration that CloudFront returns: our fields in its own order, and those that it fills in. */
function observed(): DistributionConfig {
  const ours = describeDistribution(desired());
  return {
    CallerReference: 'medusa-preview-1',
    Aliases: { Quantity: 0 },
    DefaultRootObject: '',
    ...ours,
    Origins: {
      Quantity: 1,
      Items: ours.Origins.Items.map((origin) => ({
        ...origin,
        OriginPath: '',
        ConnectionTimeout: 10,
        OriginShield: { Enabled: false },
        OriginAccessControlId: '',
      })),
    },
    DefaultCacheBehavior: {
      ...ours.DefaultCacheBehavior,
      TrustedSigners: { Enabled: false, Quantity: 0 },
      SmoothStreaming: false,
      LambdaFunctionAssociations: { Quantity: 0 },
      FieldLevelEncryptionId: '',
      AllowedMethods: {
        Quantity: 7,
        Items: ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'],
        CachedMethods: { Quantity: 3, Items: ['HEAD', 'GET', 'OPTIONS'] },
      },
    },
    CacheBehaviors: { Quantity: 0 },
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    Staging: false,
  };
}

/** Where the observed configuration would be changed. */
function changesOf(config: DistributionConfig, over: Partial<DesiredDistribution> = {}): string[] {
  return diff(overlay(config, desired(over)), config).map(({ path }) => path);
}

test('a distribution gets all that the contract says, and nothing else', () => {
  expect(describeDistribution(desired())).toEqual({
    Comment: 'Medusa preview acme/shop:shop pr-42',
    Enabled: true,
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'medusa',
          DomainName: 'internal-shop-1.eu-west-1.elb.amazonaws.com',
          CustomHeaders: { Quantity: 1, Items: [{ HeaderName: 'X-Medusa-Preview', HeaderValue: 'shop-pr-42' }] },
          ConnectionAttempts: 1,
          VpcOriginConfig: { VpcOriginId: 'vo_1', OriginReadTimeout: 60, OriginKeepaliveTimeout: 55 },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'medusa',
      ViewerProtocolPolicy: 'redirect-to-https',
      ForwardedValues: {
        QueryString: true,
        QueryStringCacheKeys: { Quantity: 0 },
        Cookies: { Forward: 'all' },
        Headers: { Quantity: 1, Items: ['*'] },
      },
      MinTTL: 0,
      DefaultTTL: 0,
      MaxTTL: 0,
      AllowedMethods: {
        Quantity: 7,
        Items: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
        CachedMethods: { Quantity: 3, Items: ['GET', 'HEAD', 'OPTIONS'] },
      },
      Compress: false,
    },
    CustomErrorResponses: {
      Quantity: 7,
      Items: [404, 414, 500, 501, 502, 503, 504].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 })),
    },
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
  });
});

test('a service that has the default action to itself gets a routing header that leads nowhere else', () => {
  const [origin] = describeDistribution(desired({ route: NO_ROUTE })).Origins.Items;
  const Items = [{ HeaderName: 'X-Medusa-Preview', HeaderValue: '-' }];
  expect(origin?.CustomHeaders).toEqual({ Quantity: 1, Items });
});

test('a web ACL is the one that was asked for', () => {
  expect(describeDistribution(desired({ webAclArn: 'arn:acl' }))).toMatchObject({ WebACLId: 'arn:acl' });
});

test.each([
  [60, 55],
  [4000, 60],
  [65, 60],
  [30, 25],
  [6, 1],
  [2, 1],
  [1, 1],
])('a load balancer that waits %d s lets CloudFront keep a connection for %d s', (idleTimeoutSeconds, keepalive) => {
  const [origin] = describeDistribution(desired({ idleTimeoutSeconds })).Origins.Items;
  expect(origin?.VpcOriginConfig?.OriginKeepaliveTimeout).toBe(keepalive);
});

test('there is nothing to change in what CloudFront made of our own words', () => {
  expect(changesOf(observed())).toEqual([]);
});

describe('drift is found', () => {
  const behavior = observed().DefaultCacheBehavior;

  test.each<[string, Partial<DistributionConfig>, Partial<DesiredDistribution>]>([
    ['Enabled', { Enabled: false }, {}],
    ['Comment', { Comment: 'mine' }, {}],
    ['HttpVersion', { HttpVersion: 'http2' }, {}],
    ['IsIPV6Enabled', { IsIPV6Enabled: false }, {}],
    ['WebACLId', {}, { webAclArn: 'arn:acl' }],
    ['DefaultCacheBehavior.MaxTTL', { DefaultCacheBehavior: { ...behavior, MaxTTL: 60 } as typeof behavior }, {}],
    ['DefaultCacheBehavior.Compress', { DefaultCacheBehavior: { ...behavior, Compress: true } as typeof behavior }, {}],
    ['Origins.Items', {}, { route: 'shop-pr-43' }],
    ['Origins.Items', {}, { vpcOriginId: 'vo_2' }],
    ['Origins.Items', {}, { idleTimeoutSeconds: 30 }],
  ])('in %s', (path, drift, over) => {
    expect(changesOf({ ...observed(), ...drift }, over)).toEqual([path]);
  });

  test('in errors that are cached', () => {
    const CustomErrorResponses = { Quantity: 1, Items: [{ ErrorCode: 503, ErrorCachingMinTTL: 10 }] };
    expect(changesOf({ ...observed(), CustomErrorResponses })).toEqual([
      'CustomErrorResponses.Quantity',
      'CustomErrorResponses.Items',
    ]);
  });

  test('in a cache policy, which gives way to the legacy fields', () => {
    const { ForwardedValues: _, MinTTL: __, DefaultTTL: ___, MaxTTL: ____, ...modern } = behavior ?? {};
    const policies = { CachePolicyId: 'p', OriginRequestPolicyId: 'r', ResponseHeadersPolicyId: 'h' };
    const config = { ...observed(), DefaultCacheBehavior: { ...modern, ...policies } as typeof behavior };
    const repaired = overlay(config, desired()).DefaultCacheBehavior;
    expect(repaired).not.toHaveProperty('CachePolicyId');
    expect(repaired).not.toHaveProperty('OriginRequestPolicyId');
    expect(repaired).toMatchObject({ MinTTL: 0, ForwardedValues: { QueryString: true }, ResponseHeadersPolicyId: 'h' });
  });
});

describe('what we do not own goes back as it was read', () => {
  test('fields that a person set, at every depth', () => {
    const config = observed();
    const foreign = {
      ...config,
      DefaultRootObject: 'index.html',
      PriceClass: 'PriceClass_All' as const,
      Logging: { Enabled: true, IncludeCookies: true, Bucket: 'logs.s3.amazonaws.com', Prefix: 'x' },
      WebACLId: 'arn:theirs',
      SomethingNewer: { Enabled: true },
      DefaultCacheBehavior: {
        ...config.DefaultCacheBehavior,
        FunctionAssociations: { Quantity: 1, Items: [{ FunctionARN: 'arn:f', EventType: 'viewer-request' }] },
      } as typeof config.DefaultCacheBehavior,
    };
    expect(overlay(foreign, desired())).toEqual({
      ...foreign,
      ...describeDistribution(desired()),
      Origins: foreign.Origins,
      DefaultCacheBehavior: {
        ...foreign.DefaultCacheBehavior,
        ...describeDistribution(desired()).DefaultCacheBehavior,
      },
    });
    expect(diff(overlay(foreign, desired()), foreign)).toEqual([]);
  });

  test('the caller reference, which cannot change', () => {
    expect(overlay(observed(), desired()).CallerReference).toBe('medusa-preview-1');
  });

  test('another origin beside ours, and what else is set on ours', () => {
    const config = observed();
    const [ours] = config.Origins?.Items ?? [];
    const images = {
      Id: 'images',
      DomainName: 'images.s3.amazonaws.com',
      S3OriginConfig: { OriginAccessIdentity: '' },
    };
    const shielded = { ...ours, ConnectionAttempts: 1 } as typeof images;
    const mixed = { ...config, Origins: { Quantity: 2, Items: [images, shielded] } };
    const { Origins } = overlay(mixed, desired({ vpcOriginId: 'vo_2' }));
    expect(Origins?.Quantity).toBe(2);
    expect(Origins?.Items?.[0]).toEqual(images);
    expect(Origins?.Items?.[1]).toMatchObject({ ConnectionAttempts: 1, VpcOriginConfig: { VpcOriginId: 'vo_2' } });
  });

  test('another origin in the place of ours, which is put beside it', () => {
    const images = {
      Id: 'images',
      DomainName: 'images.s3.amazonaws.com',
      S3OriginConfig: { OriginAccessIdentity: '' },
    };
    const { Origins } = overlay({ ...observed(), Origins: { Quantity: 1, Items: [images] } }, desired());
    expect(Origins).toEqual({ Quantity: 2, Items: [images, ...describeDistribution(desired()).Origins.Items] });
  });

  test('headers that were added to our origin, once each', () => {
    const config = observed();
    const [ours] = config.Origins?.Items ?? [];
    const Items = [
      { HeaderName: 'X-Secret', HeaderValue: 's' },
      { HeaderName: 'x-medusa-preview', HeaderValue: 'shop-pr-1' },
    ];
    const edited = { ...ours, CustomHeaders: { Quantity: 2, Items } } as NonNullable<typeof ours>;
    const { Origins } = overlay({ ...config, Origins: { Quantity: 1, Items: [edited] } }, desired());
    expect(Origins?.Items?.[0]?.CustomHeaders).toEqual({
      Quantity: 2,
      Items: [
        { HeaderName: 'X-Medusa-Preview', HeaderValue: 'shop-pr-42' },
        { HeaderName: 'X-Secret', HeaderValue: 's' },
      ],
    });
  });

  test('answers to other errors, and pages of our own', () => {
    const Items = [
      { ErrorCode: 403, ErrorCachingMinTTL: 60 },
      { ErrorCode: 404, ErrorCachingMinTTL: 60, ResponsePagePath: '/404.html', ResponseCode: '404' },
    ];
    const config = { ...observed(), CustomErrorResponses: { Quantity: 2, Items } };
    const { CustomErrorResponses } = overlay(config, desired());
    expect(CustomErrorResponses?.Quantity).toBe(8);
    expect(CustomErrorResponses?.Items?.slice(0, 2)).toEqual([
      { ErrorCode: 403, ErrorCachingMinTTL: 60 },
      { ErrorCode: 404, ErrorCachingMinTTL: 0, ResponsePagePath: '/404.html', ResponseCode: '404' },
    ]);
  });

  test('and is itself left as it is', () => {
    const config = observed();
    overlay(config, desired({ route: NO_ROUTE, webAclArn: 'arn:acl' }));
    expect(config).toEqual(observed());
  });
});
