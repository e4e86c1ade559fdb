// Owns the rules for a distribution's configuration as a whole.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesGeneral.html
import {
  type CustomErrorResponse,
  type DefaultCacheBehavior,
  type DistributionConfig,
  InvalidDefaultRootObject$,
  InvalidErrorCode$,
  InvalidGeoRestrictionParameter$,
  InvalidLocationCode$,
  InvalidWebACLId$,
  NoSuchOrigin$,
  type Restrictions,
  TooManyCacheBehaviors$,
  TooManyOrigins$,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { refuse } from '../kernel/refusal.ts';
import { checkBehavior } from './behavior-checks.ts';
import { checkCompanionsOfDistribution } from './companions.ts';
import { checkEnumerations } from './enumerations.ts';
import { checkFunctionAssociations } from './function-associations.ts';
import { invalidArgument, notSimulated } from './not-simulated.ts';
import { checkOrigin } from './origin-checks.ts';
import { checkQuantities } from './quantities.ts';

const MAX_COMMENT_LENGTH = 128;
const MAX_ORIGINS = 100;
const MAX_BEHAVIORS = 75;
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html */
const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
const WEB_ACL = /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/;

/** Refuses a configuration that AWS would not take; `distributionId` is missing when it is to be a new one. */
export function checkConfig(cloud: Cloud, config: DistributionConfig, distributionId?: string): void {
  checkQuantities(config, 'DistributionConfig');
  checkEnumerations(config, 'DistributionConfig');
  if (config.CallerReference === '') throw invalidArgument('The parameter CallerReference is required.');
  if ((config.Comment ?? '').length > MAX_COMMENT_LENGTH) throw invalidArgument('The parameter Comment is too big.');
  if (config.DefaultRootObject?.startsWith('/')) {
    throw refuse(InvalidDefaultRootObject$, 'The parameter DefaultRootObject must not begin with a slash.');
  }
  if (config.WebACLId && !WEB_ACL.test(config.WebACLId)) {
    throw refuse(InvalidWebACLId$, 'The specified web ACL ID is not valid.');
  }
  checkWhatIsSimulated(config);
  checkCompanionsOfDistribution(config);
  checkRestrictions(config.Restrictions);
  for (const response of config.CustomErrorResponses?.Items ?? []) checkErrorResponse(response);
  checkOrigins(cloud, config, distributionId);
  checkBehaviors(config);
  checkFunctionAssociations(cloud, config, distributionId);
}

function checkWhatIsSimulated(config: DistributionConfig): void {
  if (config.ConnectionMode === 'tenant-only' || config.TenantConfig) throw notSimulated('multi-tenant distributions');
  if (config.Staging) throw notSimulated('staging distributions');
  if (config.OriginGroups?.Quantity) throw notSimulated('origin groups');
}

function checkRestrictions(restrictions: Restrictions | undefined): void {
  const { RestrictionType: type = 'none', Items: countries = [] } = restrictions?.GeoRestriction ?? {};
  if ((type === 'none') !== (countries.length === 0)) {
    throw refuse(InvalidGeoRestrictionParameter$, 'The specified geo restriction parameter is not valid.');
  }
  if (!countries.every((code) => /^[A-Z]{2}$/.test(code))) {
    throw refuse(InvalidLocationCode$, 'The specified location code is not valid.');
  }
}

function checkErrorResponse({ ErrorCode: code = 0, ...response }: CustomErrorResponse): void {
  if (!ERROR_CODES.includes(code)) throw refuse(InvalidErrorCode$, 'The specified error code is not valid.');
  if (!response.ResponsePagePath !== !response.ResponseCode) {
    throw invalidArgument('The parameters ResponsePagePath and ResponseCode must be specified together.');
  }
  if (response.ResponsePagePath) throw notSimulated('custom error pages');
  if ((response.ErrorCachingMinTTL ?? 0) < 0) throw invalidArgument('The parameter ErrorCachingMinTTL is not valid.');
}

function checkOrigins(cloud: Cloud, config: DistributionConfig, distributionId: string | undefined): void {
  const origins = config.Origins?.Items ?? [];
  if (origins.length === 0) throw invalidArgument('The parameter Origins is required.');
  if (origins.length > MAX_ORIGINS)
    throw refuse(TooManyOrigins$, 'You cannot create more origins for the distribution.');
  const names = new Set(origins.map(({ Id }) => Id));
  if (names.size < origins.length)
    throw invalidArgument('The parameter Origin Id must be unique within a distribution.');
  for (const origin of origins) checkOrigin(cloud, origin, distributionId);
}

function checkBehaviors(config: DistributionConfig): void {
  const others = config.CacheBehaviors?.Items ?? [];
  if (others.length >= MAX_BEHAVIORS) {
    throw refuse(
      TooManyCacheBehaviors$,
      'Your request contains more CacheBehaviors than are allowed per distribution.',
    );
  }
  for (const behavior of [config.DefaultCacheBehavior as DefaultCacheBehavior, ...others]) {
    if (!config.Origins?.Items?.some(({ Id }) => Id === behavior.TargetOriginId)) {
      const message = 'One or more of your cache behavior target origins or origin groups do not exist.';
      throw refuse(NoSuchOrigin$, message);
    }
    checkBehavior(behavior);
  }
}
