// Owns which requests a load balancer answers itself because they break its limits.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
import type { IncomingMessage } from 'node:http';

const MAX_URL_BYTES = 16 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_TOTAL_HEADER_BYTES = 64 * 1024;
const MAX_FORWARDED_ADDRESSES = 30;
const KNOWN_TRANSFER_ENCODING = /^(chunked|identity)$/i;

/** The HTTP parser must let this much through, so that the limits above decide. */
export const PARSER_HEADER_BYTES = 2 * (MAX_URL_BYTES + MAX_TOTAL_HEADER_BYTES);

/** The status to refuse the request with; undefined lets it pass. */
export function findBrokenLimit(request: IncomingMessage): number | undefined {
  if (request.method === 'TRACE') return 405;
  if (Buffer.byteLength(request.url ?? '') > MAX_URL_BYTES) return 414;
  const sizes = headerSizes(request.rawHeaders);
  const isTooLarge = sizes.some((size) => size > MAX_HEADER_BYTES);
  if (isTooLarge || sizes.reduce((sum, size) => sum + size, 0) > MAX_TOTAL_HEADER_BYTES) return 400;
  if (request.headers.host === undefined && request.httpVersion === '1.1') return 400;
  if (!KNOWN_TRANSFER_ENCODING.test(request.headers['transfer-encoding'] ?? 'chunked')) return 501;
  const addresses = request.headersDistinct['x-forwarded-for']?.join(',').split(',') ?? [];
  return addresses.length > MAX_FORWARDED_ADDRESSES ? 463 : undefined;
}

/** Bytes of each header line. */
function headerSizes(rawHeaders: string[]): number[] {
  const sizes: number[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    sizes.push(Buffer.byteLength(`${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`, 'latin1'));
  }
  return sizes;
}
