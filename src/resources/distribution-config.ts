// Owns what a distribution is told: everything is forwarded, nothing is cached. Pure.
// Cache policies refuse to forward headers, cookies and queries without caching; the legacy ForwardedValues do just that.
import type {
  CustomErrorResponse,
  DefaultCacheBehavior,
  DistributionConfig,
  Method,
  Origin,
  VpcOriginConfig,
} from '@aws-sdk/client-cloudfront';
import type { PriceClass } from '../request/inputs.ts';
import { isRoutingHeader, ROUTING_HEADER } from './rule-priorities.ts';

export interface DesiredDistribution {
  comment: string;
  vpcOriginId: string;
  originDomain: string;
  /** Of the load balancer: CloudFront has to let go of an idle connection first. */
  idleTimeoutSeconds: number;
  /** Value of the routing header; undefined where the service has the load balancer's default action to itself. */
  route: string | undefined;
  priceClass: PriceClass;
  webAclArn: string | undefined;
}

const ORIGIN_ID = 'medusa';
/** Equal to the load balancer's usual idle timeout: above it, the load balancer's own 504 comes first. */
const READ_TIMEOUT_SECONDS = 60;
const MAX_KEEPALIVE_SECONDS = 60;
const METHODS: Method[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
const CACHED_METHODS: Method[] = ['GET', 'HEAD', 'OPTIONS'];
/** CloudFront keeps these errors for 10 s unless told otherwise, and an early visitor would pin a 503 for everybody. */
const UNCACHED_ERRORS = [404, 414, 500, 501, 502, 503, 504];

/** The fields that we own. Each list carries its Quantity, as CloudFront asks. */
export function describeDistribution(desired: DesiredDistribution) {
  return {
    Comment: desired.comment,
    Enabled: true,
    Origins: listOf([describeOrigin(desired)]),
    DefaultCacheBehavior: describeBehavior(),
    CustomErrorResponses: listOf(UNCACHED_ERRORS.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 }))),
    PriceClass: desired.priceClass,
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
    ...(desired.webAclArn !== undefined && { WebACLId: desired.webAclArn }),
  } satisfies Partial<DistributionConfig>;
}

/** What is observed of the fields that we own: lists of distributions tell these, too. */
export type OwnedConfig = Partial<Pick<DistributionConfig, (typeof OWNED)[number]>>;

const OWNED = [
  'Comment',
  'Enabled',
  'Origins',
  'DefaultCacheBehavior',
  'CustomErrorResponses',
  'PriceClass',
  'HttpVersion',
  'IsIPV6Enabled',
  'WebACLId',
] as const;

export function ownedPart(config: Partial<Pick<DistributionConfig, (typeof OWNED)[number]>>): OwnedConfig {
  const owned = Object.fromEntries(OWNED.map((field) => [field, config[field]])) as OwnedConfig;
  // Lists write some versions in upper case.
  return { ...owned, HttpVersion: owned.HttpVersion?.toLowerCase() as DistributionConfig['HttpVersion'] };
}

/** The observed configuration with our fields laid over it: whatever we do not own goes back as it was read. */
export function overlay<Observed extends OwnedConfig>(observed: Observed, desired: DesiredDistribution): Observed {
  const { Origins, CustomErrorResponses, ...ours } = describeDistribution(desired);
  // A cache policy and the legacy fields exclude each other.
  const { CachePolicyId: _, OriginRequestPolicyId: __, ...behavior } = observed.DefaultCacheBehavior ?? {};
  return {
    ...observed,
    ...ours,
    Origins: listOf(mergedOrigins(observed.Origins?.Items ?? [], Origins.Items)),
    DefaultCacheBehavior: { ...behavior, ...ours.DefaultCacheBehavior },
    CustomErrorResponses: listOf(mergedErrors(observed.CustomErrorResponses?.Items ?? [], CustomErrorResponses.Items)),
  };
}

function describeOrigin(desired: DesiredDistribution): Origin {
  const headers = desired.route === undefined ? [] : [{ HeaderName: ROUTING_HEADER, HeaderValue: desired.route }];
  return {
    Id: ORIGIN_ID,
    DomainName: desired.originDomain,
    CustomHeaders: listOfAny(headers),
    VpcOriginConfig: {
      VpcOriginId: desired.vpcOriginId,
      OriginReadTimeout: READ_TIMEOUT_SECONDS,
      OriginKeepaliveTimeout: Math.max(1, Math.min(MAX_KEEPALIVE_SECONDS, desired.idleTimeoutSeconds - 5)),
    },
  };
}

function describeBehavior() {
  return {
    TargetOriginId: ORIGIN_ID,
    ViewerProtocolPolicy: 'redirect-to-https',
    ForwardedValues: {
      QueryString: true,
      // Empty means all; an update has to say so.
      QueryStringCacheKeys: { Quantity: 0 },
      Cookies: { Forward: 'all' },
      Headers: listOf(['*']),
    },
    // All three are sent: what is left out becomes a day or a year.
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 0,
    AllowedMethods: { ...listOf(METHODS), CachedMethods: listOf(CACHED_METHODS) },
    Compress: false,
  } satisfies DefaultCacheBehavior;
}

/** Our origin in the place of the one with its id, whatever kind that has become; headers that somebody added to it stay. */
function mergedOrigins(observed: Origin[], [ours]: Origin[]): Origin[] {
  const before = observed.find(({ Id }) => Id === ours?.Id);
  if (ours === undefined || before === undefined) return [...observed, ...(ours === undefined ? [] : [ours])];
  const { CustomOriginConfig: _, S3OriginConfig: __, VpcOriginConfig, ...kept } = before;
  const added = before.CustomHeaders?.Items?.filter(({ HeaderName = '' }) => !isRoutingHeader(HeaderName)) ?? [];
  const origin: Origin = {
    ...kept,
    ...ours,
    VpcOriginConfig: { ...VpcOriginConfig, ...ours.VpcOriginConfig } as VpcOriginConfig,
    CustomHeaders: listOfAny([...(ours.CustomHeaders?.Items ?? []), ...added]),
  };
  return observed.map((candidate) => (candidate === before ? origin : candidate));
}

function mergedErrors(observed: CustomErrorResponse[], ours: CustomErrorResponse[]): CustomErrorResponse[] {
  const others = observed.filter(({ ErrorCode }) => !ours.some((own) => own.ErrorCode === ErrorCode));
  const own = ours.map((error) => ({ ...observed.find(({ ErrorCode }) => ErrorCode === error.ErrorCode), ...error }));
  return [...others, ...own];
}

function listOf<Item>(Items: Item[]): { Quantity: number; Items: Item[] } {
  return { Quantity: Items.length, Items };
}

/** CloudFront may refuse an empty element where it counts nothing, so a list that may be empty is only its Quantity then. */
function listOfAny<Item>(Items: Item[]): { Quantity: number; Items?: Item[] } {
  return Items.length === 0 ? { Quantity: 0 } : listOf(Items);
}
