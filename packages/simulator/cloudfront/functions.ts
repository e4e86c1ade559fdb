// Owns the operations on CloudFront Functions, each of which has a version in development and one that is live.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html
import {
  type CreateFunctionCommandInput,
  type CreateFunctionCommandOutput,
  type DeleteFunctionCommandInput,
  type DescribeFunctionCommandInput,
  type DescribeFunctionCommandOutput,
  FunctionAlreadyExists$,
  type FunctionConfig,
  FunctionInUse$,
  type FunctionSummary,
  type GetFunctionCommandInput,
  type GetFunctionCommandOutput,
  type ListFunctionsCommandInput,
  type ListFunctionsCommandOutput,
  NoSuchFunctionExists$,
  type PublishFunctionCommandInput,
  type PublishFunctionCommandOutput,
  TooManyFunctions$,
  type UpdateFunctionCommandInput,
  type UpdateFunctionCommandOutput,
} from '@aws-sdk/client-cloudfront';
import type { Cloud } from '../cloud/cloud.ts';
import { ids } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusal.ts';
import { checkVersion } from './etag.ts';
import { distributionsWithFunction } from './function-associations.ts';
import { checkConfig, checkName, checkStage, readCode } from './function-checks.ts';
import { pageOf } from './paging.ts';
import type { Reply } from './reply.ts';
import type { FunctionRow, FunctionVersion } from './tables.ts';
import { readTags } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
const MAX_FUNCTIONS = 100;

export function createFunction(input: CreateFunctionCommandInput, cloud: Cloud): Reply<CreateFunctionCommandOutput> {
  const { functions } = cloud.tables.cloudfront;
  const name = checkName(input.Name);
  const development = newVersion(cloud, input);
  const tags = readTags(input.Tags?.Items);
  if (functions.has(name)) {
    const problem = 'A function with the same name already exists in this Amazon Web Services account.';
    throw refuse(FunctionAlreadyExists$, `${problem} To create a function, you must provide a unique name.`);
  }
  if (functions.size >= MAX_FUNCTIONS) {
    const problem = 'You have reached the maximum number of CloudFront functions for this';
    throw refuse(TooManyFunctions$, `${problem} Amazon Web Services account.`);
  }
  const arn = `arn:aws:cloudfront::${cloud.accountId}:function/${name}`;
  const row: FunctionRow = { name, arn, createdAt: cloud.clock.now(), development, tags };
  functions.set(name, row);
  const Location = `https://cloudfront.amazonaws.com/2020-05-31/function/${arn}`;
  return { FunctionSummary: summarizeFunction(cloud, row, development), Location, ETag: development.etag };
}

export function describeFunction(
  { Name, Stage }: DescribeFunctionCommandInput,
  cloud: Cloud,
): Reply<DescribeFunctionCommandOutput> {
  const { row, version } = findVersion(cloud, Name, Stage);
  return { FunctionSummary: summarizeFunction(cloud, row, version), ETag: version.etag };
}

/** The reply is the code itself. */
export function getFunction({ Name, Stage }: GetFunctionCommandInput, cloud: Cloud): Reply<GetFunctionCommandOutput> {
  const { version } = findVersion(cloud, Name, Stage);
  const FunctionCode = new TextEncoder().encode(version.code) as NonNullable<GetFunctionCommandOutput['FunctionCode']>;
  return { FunctionCode, ETag: version.etag, ContentType: 'application/octet-stream' };
}

/** Without a stage, a function that is published is listed twice. */
export function listFunctions(input: ListFunctionsCommandInput, cloud: Cloud): Reply<ListFunctionsCommandOutput> {
  const stages = input.Stage === undefined ? STAGES : [checkStage(input.Stage)];
  const rows = [...cloud.tables.cloudfront.functions.values()].flatMap((row) =>
    stages.flatMap((stage) => {
      const version = versionOf(row, stage);
      return version ? [{ id: `${row.name} ${stage}`, row, version }] : [];
    }),
  );
  const { Marker, IsTruncated, ...page } = pageOf(rows, input, (each) =>
    summarizeFunction(cloud, each.row, each.version),
  );
  return { FunctionList: page };
}

export function updateFunction(input: UpdateFunctionCommandInput, cloud: Cloud): Reply<UpdateFunctionCommandOutput> {
  const row = findFunction(cloud, input.Name);
  checkVersion(row.development, input.IfMatch);
  row.development = newVersion(cloud, input);
  return { FunctionSummary: summarizeFunction(cloud, row, row.development), ETag: row.development.etag };
}

/** The distributions that have it run it from now on; on AWS that takes some seconds. */
export function publishFunction(
  { Name, IfMatch }: PublishFunctionCommandInput,
  cloud: Cloud,
): Reply<PublishFunctionCommandOutput> {
  const row = findFunction(cloud, Name);
  checkVersion(row.development, IfMatch);
  row.live = { ...row.development, etag: ids.etag(), modifiedAt: cloud.clock.now() };
  return { FunctionSummary: summarizeFunction(cloud, row, row.live) };
}

export function deleteFunction({ Name, IfMatch }: DeleteFunctionCommandInput, cloud: Cloud): void {
  const row = findFunction(cloud, Name);
  checkVersion(row.development, IfMatch);
  const users = distributionsWithFunction(cloud, row.arn).length;
  if (users > 0)
    throw refuse(FunctionInUse$, `Cannot delete function ${row.name}, it is in use by ${users} distributions`);
  cloud.tables.cloudfront.functions.delete(row.name);
}

export const STAGES = ['DEVELOPMENT', 'LIVE'] as const;

export interface FoundVersion {
  row: FunctionRow;
  version: FunctionVersion;
}

/** The version in development where no stage is named. */
export function findVersion(cloud: Cloud, name: string | undefined, stage: string | undefined): FoundVersion {
  const row = findFunction(cloud, name);
  const version = versionOf(row, checkStage(stage ?? 'DEVELOPMENT'));
  if (version === undefined) throw noSuchFunction();
  return { row, version };
}

export function summarizeFunction(cloud: Cloud, row: FunctionRow, version: FunctionVersion): FunctionSummary {
  const isLive = version === row.live;
  return {
    Name: row.name,
    Status: statusOf(cloud, row, isLive),
    FunctionConfig: version.config,
    FunctionMetadata: {
      FunctionARN: row.arn,
      Stage: isLive ? 'LIVE' : 'DEVELOPMENT',
      CreatedTime: row.createdAt,
      LastModifiedTime: version.modifiedAt,
    },
  };
}

function statusOf(cloud: Cloud, row: FunctionRow, isLive: boolean): string {
  if (!isLive) return 'UNPUBLISHED';
  return distributionsWithFunction(cloud, row.arn).length > 0 ? 'ASSOCIATED' : 'UNASSOCIATED';
}

function newVersion(
  cloud: Cloud,
  input: Pick<CreateFunctionCommandInput, 'FunctionConfig' | 'FunctionCode'>,
): FunctionVersion {
  const config = checkConfig(input.FunctionConfig as FunctionConfig);
  return { etag: ids.etag(), config, code: readCode(input.FunctionCode), modifiedAt: cloud.clock.now() };
}

function versionOf(row: FunctionRow, stage: string): FunctionVersion | undefined {
  return stage === 'LIVE' ? row.live : row.development;
}

function findFunction(cloud: Cloud, name: string | undefined): FunctionRow {
  const row = cloud.tables.cloudfront.functions.get(name ?? '');
  if (row === undefined) throw noSuchFunction();
  return row;
}

function noSuchFunction() {
  return refuse(NoSuchFunctionExists$, 'The function does not exist.');
}
