// Owns a viewer's request as the edge sees it, the same for HTTP/1.1 and HTTP/2.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Readable } from 'node:stream';
import { type Header, headerValue, readHeaders } from './header.ts';

export type ViewerMessage = IncomingMessage | Http2ServerRequest;
export type ViewerResponse = ServerResponse | Http2ServerResponse;

export interface ViewerRequest {
  protocol: 'http' | 'https';
  /** `1.0`, `1.1` or `2.0`. */
  httpVersion: string;
  method: string;
  /** In lower case, without a port. */
  host: string;
  /** The path as it was sent: neither decoded nor normalised. */
  path: string;
  /** The query as it was sent, with its question mark; empty where there is none. */
  query: string;
  headers: Header[];
  hasBody: boolean;
  body: Readable;
  /** The viewer's IP address. */
  address: string;
}

export function readViewerRequest(message: ViewerMessage, protocol: ViewerRequest['protocol']): ViewerRequest {
  // A proxy is asked for `http://host/path` where an origin server is asked for `/path`.
  const target = (message.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
  const [path = '/', ...query] = target.split('?');
  const { ':authority': authority = message.headers.host } = message.headers as Record<string, string | undefined>;
  const host = (authority ?? '').toLowerCase().replace(/:\d+$/, '');
  const headers = readHeaders(message.rawHeaders);
  return {
    protocol,
    httpVersion: message.httpVersion,
    method: message.method ?? 'GET',
    host,
    path,
    query: query.length > 0 ? `?${query.join('?')}` : '',
    // HTTP/2 names the host in a header of its own kind.
    headers: headerValue(headers, 'host') === undefined ? [['Host', host], ...headers] : headers,
    hasBody: hasBody(message, headers),
    body: message,
    address: message.socket.remoteAddress ?? '127.0.0.1',
  };
}

function hasBody(message: ViewerMessage, headers: Header[]): boolean {
  const length = headerValue(headers, 'content-length');
  if (length !== undefined) return length !== '0';
  if ('stream' in message) return !message.stream.endAfterHeaders;
  return headerValue(headers, 'transfer-encoding') !== undefined;
}
