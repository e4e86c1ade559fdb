// Owns the versions of CloudFront's resources: a change must name the ETag of what it was made from.
import { InvalidIfMatchVersion$, PreconditionFailed$ } from '@aws-sdk/client-cloudfront';
import { refuse } from '../kernel/refusal.ts';

const ETAG = /^E[A-Z0-9]{6,}$/;

/** Refuses a change whose `If-Match` is missing, malformed, or names an older version. */
export function checkVersion(row: { etag: string }, ifMatch: string | undefined): void {
  if (ifMatch === undefined || !ETAG.test(ifMatch)) {
    throw refuse(InvalidIfMatchVersion$, 'The If-Match version is missing or not valid for the resource.');
  }
  if (ifMatch !== row.etag) {
    throw refuse(
      PreconditionFailed$,
      "The request failed because it didn't meet the preconditions in one or more request-header fields.",
    );
  }
}
