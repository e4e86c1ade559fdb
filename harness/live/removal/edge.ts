// Owns taking away what CloudFront has of a play: distributions are turned off, deployed and deleted, then the VPC origins.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { type Clients, ifThere } from '../clients.ts';

/** All that lead to that load balancer, and the distributions that bear the name in their comment. Returns how many VPC origins there were. */
export async function removeEdge(clients: Clients, name: string, loadBalancerArn?: string): Promise<number> {
  const origins = loadBalancerArn === undefined ? [] : await findOrigins(clients, loadBalancerArn);
  const leading = (await Promise.all(origins.map((id) => findDistributions(clients, id)))).flat();
  const named = await findNamed(clients, name);
  await Promise.all([...new Set([...leading, ...named])].map((id) => removeDistribution(clients, id)));
  await Promise.all(origins.map((id) => removeOrigin(clients, id)));
  return origins.length;
}

async function findOrigins({ cloudfront }: Clients, loadBalancerArn: string): Promise<string[]> {
  const ids: string[] = [];
  let Marker: string | undefined;
  do {
    const found = await ifThere(cloudfront.listVpcOrigins({ Marker }));
    const own = (found?.VpcOriginList?.Items ?? []).filter(
      ({ OriginEndpointArn }) => OriginEndpointArn === loadBalancerArn,
    );
    ids.push(...own.map(({ Id }) => String(Id)));
    Marker = found?.VpcOriginList?.NextMarker;
  } while (Marker);
  return ids;
}

export async function findNamed({ cloudfront }: Clients, name: string): Promise<string[]> {
  const ids: string[] = [];
  let Marker: string | undefined;
  do {
    const { DistributionList } = await cloudfront.listDistributions({ Marker });
    const own = (DistributionList?.Items ?? []).filter(({ Comment }) => Comment?.includes(name));
    ids.push(...own.map(({ Id }) => String(Id)));
    Marker = DistributionList?.NextMarker;
  } while (Marker);
  return ids;
}

async function findDistributions({ cloudfront }: Clients, VpcOriginId: string): Promise<string[]> {
  const found = await ifThere(cloudfront.listDistributionsByVpcOriginId({ VpcOriginId }));
  return found?.DistributionIdList?.Items ?? [];
}

async function removeDistribution({ cloudfront, until }: Clients, Id: string): Promise<void> {
  const found = await ifThere(cloudfront.getDistributionConfig({ Id }));
  if (found?.DistributionConfig?.Enabled) {
    const off: DistributionConfig = { ...found.DistributionConfig, Enabled: false };
    await cloudfront.updateDistribution({ Id, IfMatch: found.ETag, DistributionConfig: off });
  }
  await until(`the distribution ${Id} is gone`, async () => {
    const now = await ifThere(cloudfront.getDistribution({ Id }));
    if (now === undefined) return true;
    if (now.Distribution?.Status !== 'Deployed') return false;
    await ifThere(cloudfront.deleteDistribution({ Id, IfMatch: now.ETag }));
    return true;
  });
}

async function removeOrigin({ cloudfront, until }: Clients, Id: string): Promise<void> {
  let isAsked = false;
  await until(`the VPC origin ${Id} is gone`, async () => {
    const now = await ifThere(cloudfront.getVpcOrigin({ Id }));
    if (now === undefined) return true;
    if (isAsked || now.VpcOrigin?.Status !== 'Deployed') return false;
    await ifThere(cloudfront.deleteVpcOrigin({ Id, IfMatch: now.ETag }));
    isAsked = true;
    return false;
  });
}
