// Owns the subject of GitHub's OIDC token for a run, which the trust policy of the role must accept.
// https://docs.github.com/actions/reference/openid-connect-reference
import type { RunContext } from './event.ts';

/** `repo:acme/shop:pull_request`; that of a job with a GitHub environment differs, which cannot be seen here. */
export function subjectOf({
  repository,
  eventName,
  ref,
}: Pick<RunContext, 'repository' | 'eventName' | 'ref'>): string {
  return `repo:${repository}:${eventName === 'pull_request' ? 'pull_request' : `ref:${ref}`}`;
}
