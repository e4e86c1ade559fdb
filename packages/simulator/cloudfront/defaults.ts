// Owns the values that AWS fills in where a distribution's configuration leaves them out, and the order it lists methods in.
// The sample replies of the AWS CLI's create-distribution and get-distribution-config show them.
import type {
  CacheBehavior,
  CustomErrorResponse,
  DefaultCacheBehavior,
  DistributionConfig,
  Method,
  Origin,
} from '@aws-sdk/client-cloudfront';

const ONE_DAY_SECONDS = 86_400;
const ONE_YEAR_SECONDS = 31_536_000;
const DEFAULT_ERROR_CACHING_SECONDS = 10;
const AWS_ORDER: Method[] = ['HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'];

/** The whole configuration, as GetDistribution returns it. A fresh copy: the request's own object is left as it is. */
export function filledIn(config: DistributionConfig): DistributionConfig {
  return withoutEmptyItems({
    Aliases: { Quantity: 0 },
    DefaultRootObject: '',
    OriginGroups: { Quantity: 0 },
    PriceClass: 'PriceClass_All',
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
    ContinuousDeploymentPolicyId: '',
    Staging: false,
    ConnectionMode: 'direct',
    ...defined(config),
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '', ...defined(config.Logging ?? {}) },
    // AWS forces TLSv1 for its own certificate, whatever was sent.
    ViewerCertificate: {
      CloudFrontDefaultCertificate: true,
      SSLSupportMethod: 'vip',
      MinimumProtocolVersion: 'TLSv1',
      CertificateSource: 'cloudfront',
    },
    Origins: listOf(config.Origins?.Items, filledInOrigin),
    DefaultCacheBehavior: filledInBehavior(config.DefaultCacheBehavior as DefaultCacheBehavior),
    CacheBehaviors: listOf(config.CacheBehaviors?.Items, filledInBehavior<CacheBehavior>),
    CustomErrorResponses: listOf(config.CustomErrorResponses?.Items, filledInErrorResponse),
  } as DistributionConfig);
}

function filledInOrigin(origin: Origin): Origin {
  const timeouts = { OriginReadTimeout: 30, OriginKeepaliveTimeout: 5 };
  const { VpcOriginConfig: vpcOrigin, CustomOriginConfig: custom, S3OriginConfig: bucket } = origin;
  return {
    OriginPath: '',
    CustomHeaders: { Quantity: 0 },
    ConnectionAttempts: 3,
    ConnectionTimeout: 10,
    OriginShield: { Enabled: false },
    OriginAccessControlId: '',
    ...defined(origin),
    ...(vpcOrigin && { VpcOriginConfig: { ...timeouts, ...defined(vpcOrigin) } }),
    ...(custom && { CustomOriginConfig: { ...timeouts, ...defined(custom) } }),
    ...(bucket && { S3OriginConfig: { OriginReadTimeout: 30, ...defined(bucket) } }),
  };
}

export function filledInBehavior<Behavior extends DefaultCacheBehavior>(behavior: Behavior): Behavior {
  const methods = behavior.AllowedMethods;
  return {
    TrustedSigners: { Enabled: false, Quantity: 0 },
    TrustedKeyGroups: { Enabled: false, Quantity: 0 },
    SmoothStreaming: false,
    Compress: false,
    LambdaFunctionAssociations: { Quantity: 0 },
    FunctionAssociations: { Quantity: 0 },
    FieldLevelEncryptionId: '',
    GrpcConfig: { Enabled: false },
    DefaultTTL: ONE_DAY_SECONDS,
    MaxTTL: ONE_YEAR_SECONDS,
    ...defined(behavior),
    AllowedMethods: {
      ...inAwsOrder(methods?.Items ?? ['GET', 'HEAD']),
      CachedMethods: inAwsOrder(methods?.CachedMethods?.Items ?? ['GET', 'HEAD']),
    },
    ForwardedValues: {
      Headers: { Quantity: 0 },
      QueryStringCacheKeys: { Quantity: 0 },
      ...defined(behavior.ForwardedValues ?? {}),
    },
  } as Behavior;
}

function filledInErrorResponse(response: CustomErrorResponse): CustomErrorResponse {
  const empty = { ResponsePagePath: '', ResponseCode: '', ErrorCachingMinTTL: DEFAULT_ERROR_CACHING_SECONDS };
  return { ...empty, ...defined(response) } as CustomErrorResponse;
}

/** AWS answers with method lists in an order of its own, HEAD first. */
function inAwsOrder(methods: Method[]): { Quantity: number; Items: Method[] } {
  const ordered = AWS_ORDER.filter((method) => methods.includes(method));
  return { Quantity: ordered.length, Items: ordered };
}

function listOf<Item>(items: Item[] | undefined, fill: (item: Item) => Item): { Quantity: number; Items: Item[] } {
  const filled = (items ?? []).map(fill);
  return { Quantity: filled.length, Items: filled };
}

function defined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}

/** AWS writes no `Items` for an empty list, whether the request did or not. */
function withoutEmptyItems<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutEmptyItems) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name, member]) => !(name === 'Items' && isEmptyList(member)));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutEmptyItems(member)])) as Value;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
