// Owns what all of EC2's Describe operations share: ids, filters, dry runs and pages.
import type { Filter, Tag } from '@aws-sdk/client-ec2';
import type { Cloud } from '../cloud/cloud.ts';
import { takePage } from '../kernel/page.ts';
import { Refusal } from '../kernel/refusal.ts';
import { type FilterPaths, readFilters } from './filters.ts';
import { type ResourceKind, requireExisting } from './resource-kinds.ts';

export interface Listing<Row> {
  kind: ResourceKind;
  rows(cloud: Cloud): Row[];
  idOf(row: Row): string;
  filters: FilterPaths;
  /** Rows that a page may be asked to hold: 5 to 1000 unless given. */
  pageSizes?: [least: number, most: number];
}

export interface ListingRequest {
  ids?: string[] | undefined;
  Filters?: Filter[] | undefined;
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  DryRun?: boolean | undefined;
}

/** The rows that a Describe operation was asked for, and the token of the next page where there is one. */
export function list<Row extends object>(
  cloud: Cloud,
  listing: Listing<Row>,
  request: ListingRequest,
): { rows: Row[]; next: { NextToken?: string } } {
  const ids = request.ids ?? [];
  const isWanted = readFilters(request.Filters, listing.filters);
  const size = readPageSize(request.MaxResults, listing.pageSizes ?? [5, 1000]);
  requireExisting(cloud, listing.kind, ids);
  refuseDryRun(request);
  const rows = listing
    .rows(cloud)
    .filter((row) => (ids.length === 0 || ids.includes(listing.idOf(row))) && isWanted(row));
  return pageOf(rows, { size, token: request.NextToken, keyOf: listing.idOf });
}

/** One page in EC2's form. */
export function pageOf<Row>(
  rows: Row[],
  request: { size: number; token: string | undefined; keyOf(row: Row): string },
): { rows: Row[]; next: { NextToken?: string } } {
  const page = takePage(rows, request);
  if (page === undefined) throw new Refusal('InvalidNextToken', `The token '${request.token}' is invalid`);
  return { rows: page.rows, next: page.nextToken === undefined ? {} : { NextToken: page.nextToken } };
}

/** Without MaxResults a page holds as much as it may. */
export function readPageSize(asked: number | undefined, [least, most]: [number, number]): number {
  if (asked === undefined) return most;
  if (asked >= least && asked <= most) return asked;
  const expected = asked < least ? `greater than ${least}` : `smaller than ${most}`;
  throw new Refusal(
    'InvalidParameterValue',
    `Value ( ${asked} ) for parameter maxResults is invalid. Expecting a value ${expected}.`,
  );
}

/** A dry run ends here: everything was checked, nothing happens. */
export function refuseDryRun(request: { DryRun?: boolean | undefined }): void {
  if (!request.DryRun) return;
  throw new Refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}

/** A resource's tags in the form of the API. */
export function tagsOf(cloud: Cloud, id: string): Tag[] {
  return [...(cloud.tables.ec2.tags.get(id) ?? [])].map(([Key, Value]) => ({ Key, Value }));
}
