// Owns what the list operations share: pages of at most a hundred.
import { takePage } from '../kernel/page.ts';
import { invalid } from './refusals.ts';

interface Paging {
  maxResults?: number | undefined;
  nextToken?: string | undefined;
}

/** The default page size where an operation says nothing else. */
const PAGE_SIZE = 100;

/** One page of keys, ARNs mostly. */
export function listPage(keys: string[], { maxResults, nextToken }: Paging, pageSize = PAGE_SIZE) {
  const size = maxResults ?? pageSize;
  if (size < 1 || size > PAGE_SIZE) throw invalid('maxResults must be between 1 and 100');
  const page = takePage(keys, { size, token: nextToken, keyOf: (key) => key });
  if (page === undefined) throw invalid('Invalid token.');
  return page;
}
