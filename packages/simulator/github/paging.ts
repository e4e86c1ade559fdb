// Owns GitHub's pages: `per_page` (30, at most 100), `page`, and the `Link` header that leads to the others.
// https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api
import type { GitHubCall, GitHubResult } from './operation.ts';

const DEFAULT_PAGE_SIZE = 30;
const MAX_PAGE_SIZE = 100;

/** One page of `rows`, each rendered. */
export function pageOf<Row>(call: GitHubCall, rows: Row[], render: (row: Row) => unknown): GitHubResult {
  const pageSize = Math.min(readCount(call.query.per_page, DEFAULT_PAGE_SIZE), MAX_PAGE_SIZE);
  const page = readCount(call.query.page, 1);
  const lastPage = Math.max(1, Math.ceil(rows.length / pageSize));
  const before = page > 1 ? { prev: page - 1, first: 1 } : {};
  const after = page < lastPage ? { next: page + 1, last: lastPage } : {};
  const links = Object.entries({ ...before, ...after }).map(([relation, target]) => {
    const query = new URLSearchParams({ ...call.query, page: String(target) });
    return `<${call.apiUrl}${call.path}?${query}>; rel="${relation}"`;
  });
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);
  return { status: 200, body: shown.map(render), ...(links.length > 0 && { link: links.join(', ') }) };
}

/** GitHub reads what is no positive number as if it were left out. */
function readCount(text: string | undefined, fallback: number): number {
  const count = Number(text);
  return Number.isInteger(count) && count > 0 ? count : fallback;
}
