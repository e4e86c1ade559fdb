// Owns the check that an environment stays in its region and keeps its service, because a removal finds only those that the tags
// name. Pure.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Environment } from '../environment/environment.ts';
import { serviceOfTags, type Tags } from '../identity.ts';

type Tagged = { tags: Tags } | undefined;
type Address = { tags: Tags; config: Partial<Pick<DistributionConfig, 'Origins'>> } | undefined;
/** If it moved, its former service would run for ever, because no removal would find it. */
export function problemsOfMove(
  environment: Environment,
  observed: { distribution: Address; targetGroup: Tagged },
): string[] {
  return [...problemsOfRegion(environment, observed), ...problemsOfService(environment, observed)];
}

/** Distributions are global, so the one of another region would be changed to lead to this region. */
function problemsOfRegion(
  { identity, loadBalancer }: Environment,
  { distribution }: { distribution: Address },
): string[] {
  const here = regionOf(loadBalancer.dnsName);
  const regions = distribution?.config.Origins?.Items?.flatMap(({ DomainName }) => regionOf(DomainName) ?? []) ?? [];
  const [there] = regions;
  // An origin in another region may have been added by hand.
  if (here === undefined || there === undefined || regions.includes(here)) return [];
  return [
    `${identity.environment} runs in ${there}, and would now run in ${here}. Give the environments of each region another "name"; or run once with "mode: destroy" in ${there}, then deploy again.`,
  ];
}

/** `internal-shop-1234567890.eu-west-1.elb.amazonaws.com` */
function regionOf(domain = ''): string | undefined {
  return /\.([a-z0-9-]+)\.elb\.amazonaws\.com/.exec(domain)?.[1];
}

function problemsOfService(
  { identity, reference, kind }: Environment,
  { distribution, targetGroup }: { distribution: Tagged; targetGroup: Tagged },
): string[] {
  const next = `${reference.cluster}/${reference.service}`;
  // The distribution takes precedence: a different tag on the target group was edited by hand.
  const [named] = [distribution, targetGroup].flatMap((resource) => serviceOfTags(resource?.tags ?? {}) ?? []);
  const before = named === undefined ? next : `${named.cluster}/${named.service}`;
  if (before === next) return [];
  const [input, would] =
    kind === 'copy' ? ['base-service', `its copy would now be ${next}`] : ['service', `would now run as ${next}`];
  return [
    `${input}: ${identity.environment} runs as ${before}, and ${would}. Run once with "mode: destroy", then deploy again: the address changes.`,
  ];
}
