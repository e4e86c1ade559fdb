// Owns the configuration of a distribution, which forwards everything and caches nothing. Pure.
// A cache policy with caching disabled cannot forward headers, cookies and queries; the legacy ForwardedValues can.
import type {
  CustomErrorResponse,
  DefaultCacheBehavior,
  DistributionConfig,
  FunctionAssociation,
  Method,
  Origin,
  VpcOriginConfig,
} from '@aws-sdk/client-cloudfront';
import { isGateName } from '../environment/gate.ts';
import { isRoutingHeader, ROUTING_HEADER } from './rule-priorities.ts';

export interface DesiredDistribution {
  comment: string;
  vpcOriginId: string;
  originDomain: string;
  /** That of the load balancer, before which CloudFront must close an idle connection. */
  idleTimeoutSeconds: number;
  /** The value of the routing header, which is always sent: a viewer's own would lead to another environment. */
  route: string;
  webAclArn: string | undefined;
  /** Its function is the only one that requests pass. Undefined: no gate. */
  gateArn: string | undefined;
}

const ORIGIN_ID = 'medusa';
/** The default idle timeout of a load balancer; with a longer one here, the load balancer would answer 504 first. */
const READ_TIMEOUT_SECONDS = 60;
const MAX_KEEPALIVE_SECONDS = 60;
/** CloudFront repeats a GET or HEAD that gets no response in time until it has made this many attempts; the default is 3. */
const CONNECTION_ATTEMPTS = 1;
const METHODS: Method[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'];
const CACHED_METHODS: Method[] = ['GET', 'HEAD', 'OPTIONS'];
/** CloudFront caches these errors for 10 s by default, so an early request would make it answer 503 to everyone. */
const UNCACHED_ERRORS = [404, 414, 500, 501, 502, 503, 504];

/** The fields that the action owns. CloudFront requires the Quantity of each list. */
export function describeDistribution(desired: DesiredDistribution) {
  return {
    Comment: desired.comment,
    Enabled: true,
    Origins: listOf([describeOrigin(desired)]),
    DefaultCacheBehavior: describeBehavior(desired),
    CustomErrorResponses: listOf(UNCACHED_ERRORS.map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 }))),
    HttpVersion: 'http2and3',
    IsIPV6Enabled: true,
    ...(desired.webAclArn !== undefined && { WebACLId: desired.webAclArn }),
  } satisfies Partial<DistributionConfig>;
}

/** The observed values of the fields that the action owns; lists of distributions contain all of them. */
export type OwnedConfig = Partial<Pick<DistributionConfig, (typeof OWNED)[number]>>;

const OWNED = [
  'Comment',
  'Enabled',
  'Origins',
  'DefaultCacheBehavior',
  'CustomErrorResponses',
  'HttpVersion',
  'IsIPV6Enabled',
  'WebACLId',
] as const;

export function ownedPart(config: Partial<Pick<DistributionConfig, (typeof OWNED)[number]>>): OwnedConfig {
  const owned = Object.fromEntries(OWNED.map((field) => [field, config[field]])) as OwnedConfig;
  // Lists write some versions in upper case.
  return { ...owned, HttpVersion: owned.HttpVersion?.toLowerCase() as DistributionConfig['HttpVersion'] };
}

/** The observed configuration with the action's fields replaced; all others are sent back as they were read. */
export function overlay<Observed extends OwnedConfig>(observed: Observed, desired: DesiredDistribution): Observed {
  const { Origins, CustomErrorResponses, ...ours } = describeDistribution(desired);
  // A cache policy and the legacy fields exclude each other.
  const { CachePolicyId: _, OriginRequestPolicyId: __, ...behavior } = observed.DefaultCacheBehavior ?? {};
  return {
    ...observed,
    ...ours,
    Origins: listOf(mergedOrigins(observed.Origins?.Items ?? [], Origins.Items)),
    DefaultCacheBehavior: { ...behavior, ...ours.DefaultCacheBehavior, ...mergedFunctions(behavior, desired) },
    CustomErrorResponses: listOf(mergedErrors(observed.CustomErrorResponses?.Items ?? [], CustomErrorResponses.Items)),
  };
}

function describeOrigin(desired: DesiredDistribution): Origin {
  return {
    Id: ORIGIN_ID,
    DomainName: desired.originDomain,
    CustomHeaders: listOf([{ HeaderName: ROUTING_HEADER, HeaderValue: desired.route }]),
    ConnectionAttempts: CONNECTION_ATTEMPTS,
    VpcOriginConfig: {
      VpcOriginId: desired.vpcOriginId,
      OriginReadTimeout: READ_TIMEOUT_SECONDS,
      OriginKeepaliveTimeout: Math.max(1, Math.min(MAX_KEEPALIVE_SECONDS, desired.idleTimeoutSeconds - 5)),
    },
  };
}

function describeBehavior({ gateArn }: DesiredDistribution) {
  return {
    TargetOriginId: ORIGIN_ID,
    ViewerProtocolPolicy: 'redirect-to-https',
    ForwardedValues: {
      QueryString: true,
      // An empty list means all, and an update must contain it.
      QueryStringCacheKeys: { Quantity: 0 },
      Cookies: { Forward: 'all' },
      Headers: listOf(['*']),
    },
    // All three are sent, because the defaults of the last two are a day and a year.
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 0,
    AllowedMethods: { ...listOf(METHODS), CachedMethods: listOf(CACHED_METHODS) },
    Compress: false,
    ...(gateArn !== undefined && { FunctionAssociations: listOf([associationOf(gateArn)]) }),
  } satisfies DefaultCacheBehavior;
}

/** True if requests pass a gate of ours before anything else. */
export function hasGate({ DefaultCacheBehavior: behavior }: OwnedConfig): boolean {
  return behavior?.FunctionAssociations?.Items?.some(isGate) ?? false;
}

/** True if that gate is the one that they pass, which AWS deletes for nobody then. */
export function hasGateOf({ DefaultCacheBehavior: behavior }: OwnedConfig, gateArn: string): boolean {
  return behavior?.FunctionAssociations?.Items?.some(({ FunctionARN }) => FunctionARN === gateArn) ?? false;
}

function associationOf(gateArn: string): FunctionAssociation {
  return { EventType: 'viewer-request', FunctionARN: gateArn };
}

function isGate({ EventType, FunctionARN: arn = '' }: FunctionAssociation): boolean {
  return EventType === 'viewer-request' && isGateName(arn.slice(arn.lastIndexOf('/') + 1));
}

/** Functions of others stay, but for one in the place of a gate; a gate that is not desired goes. */
function mergedFunctions(
  { FunctionAssociations }: Partial<DefaultCacheBehavior>,
  { gateArn }: DesiredDistribution,
): Pick<DefaultCacheBehavior, 'FunctionAssociations'> {
  const observed = FunctionAssociations?.Items ?? [];
  if (gateArn === undefined && !observed.some(isGate)) return { FunctionAssociations };
  const ours = gateArn === undefined ? [] : [associationOf(gateArn)];
  const others = observed.filter(
    (each) => !isGate(each) && (gateArn === undefined || each.EventType !== 'viewer-request'),
  );
  return { FunctionAssociations: listOf([...others, ...ours]) };
}

/** Replaces the origin with our id, even if it was changed to another kind, and keeps headers that were added to it. */
function mergedOrigins(observed: Origin[], [ours]: Origin[]): Origin[] {
  const before = observed.find(({ Id }) => Id === ours?.Id);
  if (ours === undefined || before === undefined) return [...observed, ...(ours === undefined ? [] : [ours])];
  const { CustomOriginConfig: _, S3OriginConfig: __, VpcOriginConfig, ...kept } = before;
  const added = before.CustomHeaders?.Items?.filter(({ HeaderName = '' }) => !isRoutingHeader(HeaderName)) ?? [];
  const origin: Origin = {
    ...kept,
    ...ours,
    VpcOriginConfig: { ...VpcOriginConfig, ...ours.VpcOriginConfig } as VpcOriginConfig,
    CustomHeaders: listOf([...(ours.CustomHeaders?.Items ?? []), ...added]),
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
