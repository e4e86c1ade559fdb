// Owns the commits that GitHub is asked about. The simulator holds no git objects, so a branch's commit follows from its name.
import { createHash } from 'node:crypto';
import { DEFAULT_BRANCH } from './repository.ts';
import type { GitHubTables } from './tables.ts';

/** 40 hexadecimal digits that stay the same for the same parts. */
export function commitSha(...parts: string[]): string {
  return createHash('sha1').update(parts.join(' ')).digest('hex');
}

/** The commit that a branch, a pull request's ref or a full SHA stands for; undefined where the repository has no such ref. */
export function findCommit(tables: GitHubTables, repository: string, ref: string): string | undefined {
  if (/^[0-9a-f]{40}$/.test(ref)) return ref;
  const pullRequests = [...tables.pullRequests.values()].filter((row) => row.repository === repository);
  const [, number] = /^refs\/pull\/(\d+)\/(?:head|merge)$/.exec(ref) ?? [];
  if (number !== undefined) return pullRequests.find((row) => row.number === Number(number))?.head.sha;
  const branch = ref.replace(/^(refs\/)?heads\//, '');
  const head = pullRequests.find((row) => !row.fork && row.state === 'open' && row.head.ref === branch);
  if (head !== undefined) return head.head.sha;
  const isBase = branch === DEFAULT_BRANCH || pullRequests.some((row) => row.base.ref === branch);
  return isBase ? commitSha(repository, branch) : undefined;
}
