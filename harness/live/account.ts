// Owns the first look at the account: whose it is, and whether CloudFront admits it.
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Clients } from './clients.ts';
import { nameOf, type Play, tagOf } from './names.ts';

export interface Account {
  id: string;
  arn: string;
}

export async function findAccount({ sts }: Clients): Promise<Account> {
  const { Account: id = '', Arn: arn = '' } = await sts.getCallerIdentity({});
  if (!arn.startsWith('arn:aws:')) throw new Error('These credentials are of a partition that is not supported.');
  return { id, arn };
}

/**
 * An account that CloudFront has not verified is refused its first distribution, and no read shows it before. One that is off costs
 * nothing, and leads nowhere.
 */
export async function assertAdmitted({ cloudfront }: Clients, play: Play): Promise<void> {
  const name = nameOf(play);
  const CustomOriginConfig = { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: 'http-only' as const };
  const config: DistributionConfig = {
    CallerReference: `${name}-admission`,
    Comment: name,
    Enabled: false,
    Origins: { Quantity: 1, Items: [{ Id: 'none', DomainName: 'nowhere.example.com', CustomOriginConfig }] },
    DefaultCacheBehavior: {
      TargetOriginId: 'none',
      ViewerProtocolPolicy: 'https-only',
      ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
      MinTTL: 0,
    },
  };
  const Tags = { Items: [tagOf(play)] };
  await cloudfront.createDistributionWithTags({ DistributionConfigWithTags: { DistributionConfig: config, Tags } });
}
