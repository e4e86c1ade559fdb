// Owns the subject under which GitHub vouches for a run to AWS: what the trust policy of the role has to accept.
// https://docs.github.com/actions/reference/openid-connect-reference
import type { RunContext } from './event.ts';

/** `repo:acme/shop:pull_request`; a job with an `environment` of GitHub's has another, which only the job knows. */
export function subjectOf({
  repository,
  eventName,
  ref,
}: Pick<RunContext, 'repository' | 'eventName' | 'ref'>): string {
  return `repo:${repository}:${eventName === 'pull_request' ? 'pull_request' : `ref:${ref}`}`;
}
