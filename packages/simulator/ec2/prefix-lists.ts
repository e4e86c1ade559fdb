// Owns the prefix lists that AWS manages, CloudFront's among them, and what one costs in a security group.
import { createHash } from 'node:crypto';
import type { DescribeManagedPrefixListsRequest, DescribeManagedPrefixListsResult } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { type Listing, list, tagsOf } from './listing.ts';
import { PREFIX_LIST } from './resource-kinds.ts';
import type { PrefixListRow } from './tables.ts';

/** How many of a security group's rules a list counts as, by name; `{region}` stands for the region. */
// https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
const MANAGED_LISTS = new Map([
  ['com.amazonaws.global.cloudfront.origin-facing', 55],
  ['com.amazonaws.{region}.dynamodb', 1],
  ['com.amazonaws.{region}.s3', 1],
]);

/** Puts AWS's own lists into the region; their ids differ from region to region but never change. */
export function seedPrefixLists(cloud: Cloud): void {
  for (const template of MANAGED_LISTS.keys()) {
    const name = template.replace('{region}', cloud.region);
    const id = `pl-${createHash('sha256').update(`${cloud.region} ${name}`).digest('hex').slice(0, 8)}`;
    cloud.tables.ec2.prefixLists.set(id, {
      PrefixListId: id,
      PrefixListName: name,
      PrefixListArn: `arn:aws:ec2:${cloud.region}:aws:prefix-list/${id}`,
      AddressFamily: 'IPv4',
      State: 'create-complete',
      OwnerId: 'AWS',
    });
  }
}

/** The id of the list from which CloudFront comes to its origins. */
export function originFacingList(cloud: Cloud): string {
  const rows = [...cloud.tables.ec2.prefixLists.values()];
  const row = rows.find(({ PrefixListName }) => PrefixListName.endsWith('cloudfront.origin-facing'));
  if (row === undefined) throw new Error("The region has no prefix list of CloudFront's.");
  return row.PrefixListId;
}

/** How many rules a security group's quota counts for one that names this list. */
export function weightOf(cloud: Cloud, prefixListId: string): number {
  const name = cloud.tables.ec2.prefixLists.get(prefixListId)?.PrefixListName ?? '';
  return MANAGED_LISTS.get(name.replace(cloud.region, '{region}')) ?? 1;
}

const PREFIX_LISTS: Listing<PrefixListRow> = {
  kind: PREFIX_LIST,
  rows: (cloud) =>
    [...cloud.tables.ec2.prefixLists.values()].map((row) => ({ ...row, Tags: tagsOf(cloud, row.PrefixListId) })),
  idOf: ({ PrefixListId }) => PrefixListId,
  filters: {
    'owner-id': 'OwnerId',
    'prefix-list-id': 'PrefixListId',
    'prefix-list-name': 'PrefixListName',
  },
  pageSizes: [1, 100],
};

export function describeManagedPrefixLists(
  input: DescribeManagedPrefixListsRequest,
  cloud: Cloud,
): DescribeManagedPrefixListsResult {
  const { rows, next } = list(cloud, PREFIX_LISTS, { ...input, ids: input.PrefixListIds });
  return { PrefixLists: rows, ...next };
}
