// Owns cutting CloudFront's lists into pages; a page's marker is the id of the last item before it.
import { InvalidArgument$ } from '@aws-sdk/client-cloudfront';
import { refuse } from '../kernel/refusal.ts';

const MAX_PAGE_SIZE = 100;

export interface PageRequest {
  Marker?: string | undefined;
  MaxItems?: number | undefined;
}

export interface Page<Item> {
  Marker: string;
  NextMarker?: string;
  MaxItems: number;
  IsTruncated: boolean;
  Quantity: number;
  /** Left out of an empty page, as AWS does. */
  Items?: Item[];
}

/** The page that was asked for. Items are sorted by id, so that a page stays reachable when its marker's item is gone. */
export function pageOf<Row extends { id: string }, Item>(
  rows: Iterable<Row>,
  request: PageRequest,
  show: (row: Row) => Item,
): Page<Item> {
  const asked = request.MaxItems ?? MAX_PAGE_SIZE;
  if (!Number.isInteger(asked) || asked < 1) throw refuse(InvalidArgument$, 'The parameter MaxItems is not valid.');
  const size = Math.min(asked, MAX_PAGE_SIZE);
  const marker = request.Marker ?? '';
  const rest = [...rows].filter(({ id }) => id > marker).sort((one, other) => (one.id < other.id ? -1 : 1));
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const isTruncated = rest.length > shown.length;
  return {
    Marker: marker,
    ...(isTruncated && last && { NextMarker: last.id }),
    MaxItems: size,
    IsTruncated: isTruncated,
    Quantity: shown.length,
    ...(shown.length > 0 && { Items: shown.map(show) }),
  };
}
