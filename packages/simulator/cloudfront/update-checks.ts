// Owns what an update of a distribution must have beyond what its creation needs: it replaces everything, so more is required.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-overview-required-fields.html
import {
  type DefaultCacheBehavior,
  type DistributionConfig,
  IllegalUpdate$,
  type Origin,
} from '@aws-sdk/client-cloudfront';
import { refuse } from '../kernel/refusal.ts';

/** Refuses an update that leaves out a required member, or that changes what cannot change. */
export function checkUpdate(observed: DistributionConfig, desired: DistributionConfig): void {
  if (desired.CallerReference !== observed.CallerReference) {
    throw refuse(IllegalUpdate$, 'You cannot update Origin or CallerReference.');
  }
  require(desired, [
    'Aliases',
    'DefaultRootObject',
    'CacheBehaviors',
    'CustomErrorResponses',
    'Logging',
    'PriceClass',
    'ViewerCertificate',
    'Restrictions',
    'WebACLId',
    'HttpVersion',
  ]);
  for (const origin of desired.Origins?.Items ?? []) checkOrigin(origin);
  for (const behavior of desired.CacheBehaviors?.Items ?? []) checkBehavior(behavior);
  checkBehavior(desired.DefaultCacheBehavior as DefaultCacheBehavior);
}

function checkOrigin(origin: Origin): void {
  require(origin, ['OriginPath', 'CustomHeaders']);
  const timeouts = origin.VpcOriginConfig ?? origin.CustomOriginConfig;
  if (timeouts !== undefined) require(timeouts, ['OriginReadTimeout', 'OriginKeepaliveTimeout']);
}

function checkBehavior(behavior: DefaultCacheBehavior): void {
  require(behavior, [
    'AllowedMethods',
    'SmoothStreaming',
    'Compress',
    'LambdaFunctionAssociations',
    'FieldLevelEncryptionId',
  ]);
  if (behavior.ForwardedValues === undefined) return;
  require(behavior, ['MinTTL', 'DefaultTTL', 'MaxTTL']);
  require(behavior.ForwardedValues, ['Headers', 'QueryStringCacheKeys']);
}

function require<Part extends object>(part: Part, names: (keyof Part & string)[]): void {
  const missing = names.find((name) => part[name] === undefined);
  if (missing !== undefined) throw refuse(IllegalUpdate$, `${missing} is required for updates.`);
}
