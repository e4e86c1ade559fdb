// Owns pages of load balancing's Describe operations.
import { takePage } from '../kernel/page.ts';
import { Refusal } from '../kernel/refusal.ts';
import { range, refuseProblems } from './constraints.ts';

const MAX_PAGE_SIZE = 400;

export interface PageRequest {
  Marker?: string | undefined;
  PageSize?: number | undefined;
}

/** One page of rows, and the marker of the next where there is one. */
export function pageOf<Row>(
  rows: Row[],
  request: PageRequest,
  keyOf: (row: Row) => string,
): { rows: Row[]; next: { NextMarker?: string } } {
  refuseProblems([range('pageSize', request.PageSize, [1, MAX_PAGE_SIZE])]);
  const page = takePage(rows, { size: request.PageSize ?? MAX_PAGE_SIZE, token: request.Marker, keyOf });
  if (page === undefined) throw new Refusal('ValidationError', `Invalid marker '${request.Marker}'`);
  return { rows: page.rows, next: page.nextToken === undefined ? {} : { NextMarker: page.nextToken } };
}
