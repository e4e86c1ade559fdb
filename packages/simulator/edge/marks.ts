// Owns the marks that CloudFront leaves on what passes through it: request id, edge location, and its name in Via.
import { randomBytes } from 'node:crypto';

export interface Marks {
  /** X-Amz-Cf-Id, toward the viewer and toward the origin. */
  requestId: string;
  /** X-Amz-Cf-Pop: the edge location, Dublin. */
  pop: string;
  /** The edge server, as in `1.1 <server> (CloudFront)`. */
  server: string;
}

export function createMarks(): Marks {
  const requestId = randomBytes(40).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return { requestId, pop: 'DUB56-P1', server: `${randomBytes(16).toString('hex')}.cloudfront.net` };
}
