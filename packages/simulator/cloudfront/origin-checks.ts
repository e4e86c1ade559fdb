// Owns the rules for one origin of a distribution: which kind, its VPC origin, its timeouts and custom headers.
import {
  EntityLimitExceeded$,
  EntityNotFound$,
  InvalidOrigin$,
  InvalidOriginKeepaliveTimeout$,
  InvalidOriginReadTimeout$,
  InvalidRelativePath$,
  type Origin,
  type OriginCustomHeader,
  TooManyOriginCustomHeaders$,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { checkCompanionsOfOrigin } from './companions.ts';
import { invalidArgument } from './not-simulated.ts';
import { distributionsUsing } from './vpc-origin-use.ts';

const MAX_DISTRIBUTIONS_PER_VPC_ORIGIN = 50;
const MAX_CUSTOM_HEADERS = 30;
const MAX_HEADER_NAME_LENGTH = 256;
const MAX_HEADER_VALUE_LENGTH = 1783;
const MAX_HEADERS_LENGTH = 10_240;
const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)+$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html */
const FORBIDDEN_HEADERS =
  /^(cache-control|connection|content-length|cookie|host|if-.*|max-forwards|pragma|proxy-.*|range|request-range|te|trailer|transfer-encoding|upgrade|via|x-real-ip|x-amz-.*|x-edge-.*)$/i;

/** `distributionId` is the distribution that the origin belongs to; none has an id before it is created. */
export function checkOrigin(cloud: Cloud, origin: Origin, distributionId: string | undefined): void {
  const kinds = [origin.VpcOriginConfig, origin.CustomOriginConfig, origin.S3OriginConfig].filter(Boolean);
  if (kinds.length !== 1 || !HOST_NAME.test(origin.DomainName ?? '')) {
    throw refuse(InvalidOrigin$, 'The specified origin server does not exist or is not valid.');
  }
  checkCompanionsOfOrigin(origin);
  checkTimeouts(origin);
  if (origin.OriginPath && !/^\/.*[^/]$/.test(origin.OriginPath)) {
    throw refuse(InvalidRelativePath$, 'Your request contains an invalid relative path.');
  }
  checkCustomHeaders(origin.CustomHeaders?.Items ?? []);
  if (origin.VpcOriginConfig !== undefined) checkVpcOrigin(cloud, origin.VpcOriginConfig, distributionId);
}

function checkVpcOrigin(
  cloud: Cloud,
  { VpcOriginId: id = '', OwnerAccountId: owner = cloud.accountId }: NonNullable<Origin['VpcOriginConfig']>,
  distributionId: string | undefined,
): void {
  const vpcOrigin = cloud.tables.cloudfront.vpcOrigins.get(id);
  if (vpcOrigin === undefined || owner !== cloud.accountId) {
    throw refuse(EntityNotFound$, `The specified VPC origin ${id} does not exist.`);
  }
  // The guide says to wait for Deployed first; with which words AWS refuses is not published.
  if (vpcOrigin.status !== 'Deployed') {
    throw invalidArgument(`The specified VPC origin ${id} is not in the Deployed state.`);
  }
  const others = distributionsUsing(cloud, id).filter((row) => row.id !== distributionId);
  if (others.length >= MAX_DISTRIBUTIONS_PER_VPC_ORIGIN) {
    const limit = `the maximum number of distributions per VPC origin (${MAX_DISTRIBUTIONS_PER_VPC_ORIGIN})`;
    throw refuse(EntityLimitExceeded$, `Processing your request would cause you to exceed ${limit}.`);
  }
}

function checkTimeouts(origin: Origin): void {
  checkRange('ConnectionAttempts', origin.ConnectionAttempts, 3);
  checkRange('ConnectionTimeout', origin.ConnectionTimeout, 10);
  const timeouts = origin.VpcOriginConfig ?? origin.CustomOriginConfig;
  const { OriginReadTimeout: read = 30, OriginKeepaliveTimeout: keepalive = 5 } = timeouts ?? {};
  if (read < 1 || read > 120) {
    throw refuse(InvalidOriginReadTimeout$, 'The read timeout specified for the origin is not valid.');
  }
  if (keepalive < 1 || keepalive > 120) {
    throw refuse(InvalidOriginKeepaliveTimeout$, 'The keep alive timeout specified for the origin is not valid.');
  }
  if (origin.ResponseCompletionTimeout !== undefined && origin.ResponseCompletionTimeout < read) {
    throw invalidArgument('The parameter ResponseCompletionTimeout must not be less than OriginReadTimeout.');
  }
}

function checkRange(name: string, value: number | undefined, most: number): void {
  if (value !== undefined && (value < 1 || value > most)) throw invalidArgument(`The parameter ${name} is not valid.`);
}

function checkCustomHeaders(headers: OriginCustomHeader[]): void {
  if (headers.length > MAX_CUSTOM_HEADERS) {
    throw refuse(TooManyOriginCustomHeaders$, 'Your request contains too many origin custom headers.');
  }
  const names = headers.map(({ HeaderName = '' }) => HeaderName);
  for (const { HeaderName: name = '', HeaderValue: value = '' } of headers) {
    if (FORBIDDEN_HEADERS.test(name))
      throw invalidArgument(`The parameter HeaderName contains ${name} that is not allowed.`);
    if (!HEADER_NAME.test(name) || /[\r\n\0]/.test(value))
      throw invalidArgument('The parameter HeaderName is not valid.');
    if (name.length > MAX_HEADER_NAME_LENGTH) throw invalidArgument('The parameter HeaderName is too big.');
    if (value.length > MAX_HEADER_VALUE_LENGTH) throw invalidArgument('The parameter HeaderValue is too big.');
  }
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    throw invalidArgument('The parameter CustomHeaders contains a header name more than once.');
  }
  const length = headers.reduce(
    (sum, { HeaderName = '', HeaderValue = '' }) => sum + HeaderName.length + HeaderValue.length,
    0,
  );
  if (length > MAX_HEADERS_LENGTH) throw invalidArgument('The parameter CustomHeaders is too big.');
}
