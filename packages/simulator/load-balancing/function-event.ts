// Owns the event that a load balancer makes of a request for a function.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#receive-event-from-load-balancer
import type { RawHeaders } from './forwarded-headers.ts';

/** Bodies of these types travel as they are, unless they are encoded; all others as Base64. */
const TEXT_TYPES = /^(text\/|application\/(json|javascript|xml)\b)/i;

export interface FunctionRequest {
  targetGroupArn: string;
  method: string;
  /** Path and query, raw. */
  target: string;
  /** Those that a target gets. */
  headers: RawHeaders;
  body: Buffer;
}

type Pair = [name: string, value: string];

/** Names that come several times keep their last value, or, with multi-value headers, are lists. */
export function describeEvent(request: FunctionRequest, hasMultiValues: boolean): object {
  const [path = '/', query = ''] = request.target.split(/\?(.*)/s);
  const headers = headerPairs(request.headers);
  const parameters = queryPairs(query);
  const last = (name: string) => headers.findLast(([key]) => key === name)?.[1] ?? '';
  const isText = last('content-encoding') === '' && TEXT_TYPES.test(last('content-type'));
  const isBase64Encoded = request.body.length > 0 && !isText;
  return {
    requestContext: { elb: { targetGroupArn: request.targetGroupArn } },
    httpMethod: request.method,
    path,
    ...(hasMultiValues
      ? { multiValueQueryStringParameters: lists(parameters), multiValueHeaders: lists(headers) }
      : { queryStringParameters: Object.fromEntries(parameters), headers: Object.fromEntries(headers) }),
    body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

function headerPairs(raw: RawHeaders): Pair[] {
  const pairs = raw.flatMap((name, at): Pair[] => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1] ?? '']] : []));
  return pairs.filter(([name]) => name !== 'transfer-encoding');
}

/** Nothing is decoded. */
function queryPairs(query: string): Pair[] {
  return query.split('&').flatMap((part): Pair[] => {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    return part === '' ? [] : [[name, value]];
  });
}

function lists(pairs: Pair[]): Record<string, string[]> {
  const groups = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries([...groups].map(([name, own]) => [name, own.map(([, value]) => value)]));
}
