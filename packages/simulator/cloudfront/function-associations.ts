// Owns which functions the cache behaviors of a distribution run, and who uses a function.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html
import {
  type DefaultCacheBehavior,
  type DistributionConfig,
  type FunctionAssociation,
  InvalidFunctionAssociation$,
  TooManyDistributionsWithFunctionAssociations$,
  TooManyFunctionAssociations$,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { Refusal, refuse } from '../kernel/refusal.ts';
import type { DistributionRow } from './tables.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
const MAX_DISTRIBUTIONS_OF_A_FUNCTION = 100;
const EVENT_TYPES = ['viewer-request', 'viewer-response'];

/** `distributionId` is missing where the distribution is to be a new one. */
export function checkFunctionAssociations(cloud: Cloud, config: DistributionConfig, distributionId?: string): void {
  for (const [place, behavior] of behaviorsOf(config)) checkBehavior(cloud, behavior, place);
  for (const arn of new Set(functionsOf(config))) {
    const others = distributionsWithFunction(cloud, arn).filter(({ id }) => id !== distributionId);
    if (others.length < MAX_DISTRIBUTIONS_OF_A_FUNCTION) continue;
    const problem = 'You have reached the maximum number of distributions that are associated with';
    throw refuse(TooManyDistributionsWithFunctionAssociations$, `${problem} a CloudFront function.`);
  }
}

/** Those that have it in their configuration, on its way to the edge or there already. */
export function distributionsWithFunction(cloud: Cloud, arn: string): DistributionRow[] {
  return [...cloud.tables.cloudfront.distributions.values()].filter(({ config, deployedConfig }) =>
    [config, deployedConfig].some((each) => each !== undefined && functionsOf(each).includes(arn)),
  );
}

export function associationsOf({ FunctionAssociations: list }: DefaultCacheBehavior): FunctionAssociation[] {
  return list?.Items ?? [];
}

function checkBehavior(cloud: Cloud, behavior: DefaultCacheBehavior, place: string): void {
  const associations = associationsOf(behavior);
  associations.forEach(({ EventType: type = '' }, at) => {
    if (EVENT_TYPES.includes(type)) return;
    const member = `distributionConfig.${place}.functionAssociations.items.${at + 1}.member.eventType`;
    const constraint = `Member must satisfy value set: [${EVENT_TYPES.join(', ')}]`;
    const message = `Value '${type}' at '${member}' failed to satisfy constraint: ${constraint}`;
    throw new Refusal('MalformedXML', `1 validation error detected: ${message}`);
  });
  if (associations.length > EVENT_TYPES.length) {
    const problem = 'Your request contains more CloudFront function associations than are allowed per cache behavior.';
    throw refuse(TooManyFunctionAssociations$, problem);
  }
  if (new Set(associations.map(({ EventType }) => EventType)).size < associations.length) {
    throw refuse(InvalidFunctionAssociation$, 'Each event type can have only one function association.');
  }
  for (const { FunctionARN: arn = '' } of associations) {
    const row = [...cloud.tables.cloudfront.functions.values()].find((each) => each.arn === arn);
    if (row?.live === undefined) {
      const problem = `The function ${arn} does not exist or is not published to the LIVE stage.`;
      throw refuse(InvalidFunctionAssociation$, problem);
    }
  }
}

function functionsOf(config: DistributionConfig): string[] {
  return behaviorsOf(config).flatMap(([, behavior]) =>
    associationsOf(behavior).map(({ FunctionARN = '' }) => FunctionARN),
  );
}

/** Each with its place in a request, as AWS's messages name it. */
function behaviorsOf(config: DistributionConfig): [place: string, DefaultCacheBehavior][] {
  const others = config.CacheBehaviors?.Items ?? [];
  const named = others.map((each, at): [string, DefaultCacheBehavior] => [
    `cacheBehaviors.items.${at + 1}.member`,
    each,
  ]);
  return [['defaultCacheBehavior', config.DefaultCacheBehavior as DefaultCacheBehavior], ...named];
}
