// Owns the operations on distributions.
import {
  type CreateDistributionCommandInput,
  type CreateDistributionCommandOutput,
  type CreateDistributionWithTagsCommandInput,
  type DeleteDistributionCommandInput,
  DistributionAlreadyExists$,
  type DistributionConfig,
  DistributionNotDisabled$,
  type GetDistributionCommandInput,
  type GetDistributionCommandOutput,
  type GetDistributionConfigCommandOutput,
  type ListDistributionsCommandInput,
  type ListDistributionsCommandOutput,
  NoSuchDistribution$,
  type Tag,
  TooManyDistributions$,
  type UpdateDistributionCommandInput,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusal.ts';
import { checkConfig } from './config-checks.ts';
import { filledIn } from './defaults.ts';
import { deploy } from './deployment.ts';
import { describeDistribution, summarizeDistribution } from './distribution-replies.ts';
import { checkVersion } from './etag.ts';
import { pageOf } from './paging.ts';
import type { Reply } from './reply.ts';
import type { DistributionRow } from './tables.ts';
import { readTags } from './tags.ts';
import { checkUpdate } from './update-checks.ts';

const MAX_DISTRIBUTIONS = 500;

export function createDistribution(
  input: CreateDistributionCommandInput,
  cloud: Cloud,
): Reply<CreateDistributionCommandOutput> {
  return create(cloud, input.DistributionConfig as DistributionConfig, []);
}

export function createDistributionWithTags(
  { DistributionConfigWithTags: input }: CreateDistributionWithTagsCommandInput,
  cloud: Cloud,
): Reply<CreateDistributionCommandOutput> {
  return create(cloud, input?.DistributionConfig as DistributionConfig, readTags(input?.Tags?.Items));
}

export function getDistribution(
  { Id }: GetDistributionCommandInput,
  cloud: Cloud,
): Reply<GetDistributionCommandOutput> {
  const row = findDistribution(cloud, Id);
  return { Distribution: describeDistribution(row), ETag: row.etag };
}

export function getDistributionConfig(
  { Id }: GetDistributionCommandInput,
  cloud: Cloud,
): Reply<GetDistributionConfigCommandOutput> {
  const row = findDistribution(cloud, Id);
  return { DistributionConfig: row.config, ETag: row.etag };
}

export function updateDistribution(
  input: UpdateDistributionCommandInput,
  cloud: Cloud,
): Reply<GetDistributionCommandOutput> {
  const row = findDistribution(cloud, input.Id);
  checkVersion(row, input.IfMatch);
  const desired = input.DistributionConfig as DistributionConfig;
  checkUpdate(row.config, desired);
  checkConfig(cloud, desired, row.id);
  row.config = filledIn(desired);
  row.etag = ids.etag();
  deploy(cloud, row);
  return { Distribution: describeDistribution(row), ETag: row.etag };
}

export function deleteDistribution({ Id, IfMatch }: DeleteDistributionCommandInput, cloud: Cloud): void {
  const row = findDistribution(cloud, Id);
  checkVersion(row, IfMatch);
  // AWS answers the same for one that is disabled while that is still on its way to the edge.
  if (row.config.Enabled || row.status !== 'Deployed') {
    throw refuse(DistributionNotDisabled$, 'The distribution you are trying to delete has not been disabled.');
  }
  cloud.tables.cloudfront.distributions.delete(row.id);
}

export function listDistributions(
  input: ListDistributionsCommandInput,
  cloud: Cloud,
): Reply<ListDistributionsCommandOutput> {
  return { DistributionList: pageOf(cloud.tables.cloudfront.distributions.values(), input, summarizeDistribution) };
}

function create(cloud: Cloud, desired: DistributionConfig, tags: Tag[]): Reply<CreateDistributionCommandOutput> {
  const { distributions, callerReferences } = cloud.tables.cloudfront;
  checkConfig(cloud, desired);
  const reference = desired.CallerReference as string;
  const namesake = callerReferences.get(reference);
  if (namesake !== undefined) {
    const problem = 'The caller reference that you are using to create a distribution is associated with another';
    throw refuse(DistributionAlreadyExists$, `${problem} distribution. Already exists: ${namesake}`);
  }
  if (distributions.size >= MAX_DISTRIBUTIONS) {
    const problem = 'Processing your request would cause you to exceed the maximum number of distributions allowed.';
    throw refuse(TooManyDistributions$, problem);
  }
  const id = ids.distribution();
  const row: DistributionRow = {
    id,
    arn: `arn:aws:cloudfront::${cloud.accountId}:distribution/${id}`,
    domainName: `${ids.distributionHost()}.cloudfront.net`,
    status: 'InProgress',
    modifiedAt: cloud.clock.now(),
    etag: ids.etag(),
    config: filledIn(desired),
    tags,
  };
  distributions.set(id, row);
  callerReferences.set(reference, id);
  deploy(cloud, row);
  const location = `https://cloudfront.amazonaws.com/2020-05-31/distribution/${id}`;
  return { Distribution: describeDistribution(row), Location: location, ETag: row.etag };
}

function findDistribution(cloud: Cloud, id: string | undefined): DistributionRow {
  const row = cloud.tables.cloudfront.distributions.get(id ?? '');
  if (row === undefined) throw refuse(NoSuchDistribution$, 'The specified distribution does not exist.');
  return row;
}
