// Owns reading the load balancer's event: whether a person looks at a page.

/** The parts that matter of https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html */
export interface LoadBalancerEvent {
  requestContext: { elb: { targetGroupArn: string } };
  httpMethod: string;
  /** By name in lower case. */
  headers: Record<string, string | undefined>;
}

/**
 * True for a browser that opens a page. Not for what its pages ask for, nor for one that only prepares for a click; monitors, and
 * programs that show a preview of a link, ask for no page in particular.
 */
export function isVisit({ httpMethod, headers }: LoadBalancerEvent): boolean {
  const mode = headers['sec-fetch-mode'];
  const isPage = mode === undefined ? /\btext\/html\b/i.test(headers.accept ?? '') : mode === 'navigate';
  const isAhead = /prefetch|prerender/i.test(headers['sec-purpose'] ?? headers.purpose ?? '');
  return httpMethod === 'GET' && isPage && !isAhead;
}
