// Owns references to things that live beside distributions (certificates, Lambda functions, key groups): the simulated
// account has none of them, so each is refused as AWS refuses the name of one that does not exist.
import {
  type DefaultCacheBehavior,
  type DistributionConfig,
  EntityNotFound$,
  InvalidLambdaFunctionAssociation$,
  InvalidOriginAccessControl$,
  InvalidOriginAccessIdentity$,
  InvalidViewerCertificate$,
  NoSuchContinuousDeploymentPolicy$,
  NoSuchFieldLevelEncryptionConfig$,
  NoSuchRealtimeLogConfig$,
  type Origin,
  TrustedKeyGroupDoesNotExist$,
  TrustedSignerDoesNotExist$,
} from '@aws-sdk/client-cloudfront';
import type { StaticErrorSchema } from '@smithy/types';
import { refuse } from '../kernel/refusal.ts';

type Reference = [named: unknown, error: StaticErrorSchema, message: string];

export function checkCompanionsOfDistribution(config: DistributionConfig): void {
  const certificate = config.ViewerCertificate;
  const attached = 'To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted';
  refuseFirst([
    [
      certificate?.ACMCertificateArn || certificate?.IAMCertificateId,
      InvalidViewerCertificate$,
      "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
    ],
    [
      config.Aliases?.Quantity,
      InvalidViewerCertificate$,
      `${attached} certificate that validates your authorization to use the domain name.`,
    ],
    [
      config.ContinuousDeploymentPolicyId,
      NoSuchContinuousDeploymentPolicy$,
      "The continuous deployment policy doesn't exist.",
    ],
    [config.AnycastIpListId, EntityNotFound$, 'The Anycast static IP list was not found.'],
    [config.ViewerMtlsConfig?.TrustStoreConfig, EntityNotFound$, 'The trust store was not found.'],
    [config.ConnectionFunctionAssociation, EntityNotFound$, 'The connection function was not found.'],
  ]);
}

export function checkCompanionsOfBehavior(behavior: DefaultCacheBehavior): void {
  refuseFirst([
    [
      behavior.RealtimeLogConfigArn,
      NoSuchRealtimeLogConfig$,
      'The specified real-time log configuration does not exist.',
    ],
    [
      behavior.FieldLevelEncryptionId,
      NoSuchFieldLevelEncryptionConfig$,
      "The specified configuration for field-level encryption doesn't exist.",
    ],
    [
      behavior.LambdaFunctionAssociations?.Quantity,
      InvalidLambdaFunctionAssociation$,
      'The specified Lambda@Edge function does not exist.',
    ],
    [behavior.TrustedSigners?.Quantity, TrustedSignerDoesNotExist$, "One or more of your trusted signers don't exist."],
    [
      behavior.TrustedKeyGroups?.Quantity,
      TrustedKeyGroupDoesNotExist$,
      "One or more of your trusted key groups don't exist.",
    ],
  ]);
}

export function checkCompanionsOfOrigin(origin: Origin): void {
  refuseFirst([
    [origin.OriginAccessControlId, InvalidOriginAccessControl$, 'The specified origin access control does not exist.'],
    [
      origin.S3OriginConfig?.OriginAccessIdentity,
      InvalidOriginAccessIdentity$,
      'The specified origin access identity does not exist or is not valid.',
    ],
  ]);
}

function refuseFirst(references: Reference[]): void {
  for (const [named, error, message] of references) if (named) throw refuse(error, message);
}
