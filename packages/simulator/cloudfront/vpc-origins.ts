// Owns the operations on VPC origins.
import {
  CannotDeleteEntityWhileInUse$,
  CannotUpdateEntityWhileInUse$,
  type CreateVpcOriginCommandInput,
  type CreateVpcOriginCommandOutput,
  type DeleteVpcOriginCommandInput,
  EntityLimitExceeded$,
  EntityNotFound$,
  type GetVpcOriginCommandInput,
  type GetVpcOriginCommandOutput,
  IllegalDelete$,
  IllegalUpdate$,
  type ListDistributionsByVpcOriginIdCommandInput,
  type ListDistributionsByVpcOriginIdCommandOutput,
  type ListVpcOriginsCommandInput,
  type ListVpcOriginsCommandOutput,
  type UpdateVpcOriginCommandInput,
  type VpcOrigin,
  type VpcOriginEndpointConfig,
  type VpcOriginSummary,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusal.ts';
import { checkVersion } from './etag.ts';
import { pageOf } from './paging.ts';
import type { Reply } from './reply.ts';
import type { VpcOriginRow } from './tables.ts';
import { readTags } from './tags.ts';
import { deployVpcOrigin, withdrawVpcOrigin } from './vpc-origin-deployment.ts';
import { readEndpoint } from './vpc-origin-endpoint.ts';
import { distributionsUsing } from './vpc-origin-use.ts';

const MAX_VPC_ORIGINS = 25;

export function createVpcOrigin(input: CreateVpcOriginCommandInput, cloud: Cloud): Reply<CreateVpcOriginCommandOutput> {
  const { vpcOrigins } = cloud.tables.cloudfront;
  const tags = readTags(input.Tags?.Items);
  const { endpoint, vpcId } = readEndpoint(cloud, input.VpcOriginEndpointConfig as VpcOriginEndpointConfig);
  if (vpcOrigins.size >= MAX_VPC_ORIGINS) {
    const limit = `the maximum number of VPC origins allowed (${MAX_VPC_ORIGINS})`;
    throw refuse(EntityLimitExceeded$, `Processing your request would cause you to exceed ${limit}.`);
  }
  const id = ids.vpcOrigin();
  const now = cloud.clock.now();
  const row: VpcOriginRow = {
    id,
    arn: `arn:aws:cloudfront::${cloud.accountId}:vpcorigin/${id}`,
    status: 'Deploying',
    isBeingDeleted: false,
    createdAt: now,
    modifiedAt: now,
    etag: ids.etag(),
    endpoint,
    vpcId,
    tags,
  };
  vpcOrigins.set(id, row);
  deployVpcOrigin(cloud, row);
  const location = `https://cloudfront.amazonaws.com/2020-05-31/vpc-origin/${id}`;
  return { VpcOrigin: describeVpcOrigin(cloud, row), Location: location, ETag: row.etag };
}

export function getVpcOrigin({ Id }: GetVpcOriginCommandInput, cloud: Cloud): Reply<GetVpcOriginCommandOutput> {
  const row = findVpcOrigin(cloud, Id);
  return { VpcOrigin: describeVpcOrigin(cloud, row), ETag: row.etag };
}

export function listVpcOrigins(input: ListVpcOriginsCommandInput, cloud: Cloud): Reply<ListVpcOriginsCommandOutput> {
  const show = (row: VpcOriginRow) => summarizeVpcOrigin(cloud, row);
  return { VpcOriginList: pageOf(cloud.tables.cloudfront.vpcOrigins.values(), input, show) };
}

export function updateVpcOrigin(input: UpdateVpcOriginCommandInput, cloud: Cloud): Reply<GetVpcOriginCommandOutput> {
  const row = findVpcOrigin(cloud, input.Id);
  checkVersion(row, input.IfMatch);
  if (distributionsUsing(cloud, row.id).length > 0) throw refuse(CannotUpdateEntityWhileInUse$, IN_USE);
  if (row.status !== 'Deployed') {
    throw refuse(IllegalUpdate$, `The specified VPC origin ${row.id} cannot be updated while it is being deployed.`);
  }
  const { endpoint, vpcId } = readEndpoint(cloud, input.VpcOriginEndpointConfig as VpcOriginEndpointConfig, row.id);
  if (vpcId !== row.vpcId) throw refuse(IllegalUpdate$, 'The VPC of a VPC origin cannot be changed.');
  row.endpoint = endpoint;
  row.etag = ids.etag();
  deployVpcOrigin(cloud, row);
  return { VpcOrigin: describeVpcOrigin(cloud, row), ETag: row.etag };
}

export function deleteVpcOrigin(input: DeleteVpcOriginCommandInput, cloud: Cloud): Reply<GetVpcOriginCommandOutput> {
  const row = findVpcOrigin(cloud, input.Id);
  checkVersion(row, input.IfMatch);
  if (distributionsUsing(cloud, row.id).length > 0) throw refuse(CannotDeleteEntityWhileInUse$, IN_USE);
  if (row.status !== 'Deployed') {
    throw refuse(IllegalDelete$, `The specified VPC origin ${row.id} cannot be deleted while it is being deployed.`);
  }
  row.etag = ids.etag();
  withdrawVpcOrigin(cloud, row);
  return { VpcOrigin: describeVpcOrigin(cloud, row), ETag: row.etag };
}

export function listDistributionsByVpcOriginId(
  input: ListDistributionsByVpcOriginIdCommandInput,
  cloud: Cloud,
): Reply<ListDistributionsByVpcOriginIdCommandOutput> {
  const { id } = findVpcOrigin(cloud, input.VpcOriginId);
  return { DistributionIdList: pageOf(distributionsUsing(cloud, id), input, (distribution) => distribution.id) };
}

const IN_USE =
  'The specified VPC origin is currently associated with one or more distributions. Please disassociate the VPC origin from all distributions before updating or deleting';

function describeVpcOrigin(cloud: Cloud, row: VpcOriginRow): VpcOrigin {
  return {
    Id: row.id,
    Arn: row.arn,
    AccountId: cloud.accountId,
    Status: row.status,
    CreatedTime: row.createdAt,
    LastModifiedTime: row.modifiedAt,
    VpcOriginEndpointConfig: row.endpoint,
  };
}

function summarizeVpcOrigin(cloud: Cloud, row: VpcOriginRow): VpcOriginSummary {
  return {
    Id: row.id,
    Name: row.endpoint.Name,
    Status: row.status,
    CreatedTime: row.createdAt,
    LastModifiedTime: row.modifiedAt,
    Arn: row.arn,
    AccountId: cloud.accountId,
    OriginEndpointArn: row.endpoint.Arn,
  };
}

function findVpcOrigin(cloud: Cloud, id: string | undefined): VpcOriginRow {
  const row = cloud.tables.cloudfront.vpcOrigins.get(id ?? '');
  if (row === undefined) throw refuse(EntityNotFound$, 'The specified VPC origin does not exist.');
  return row;
}
