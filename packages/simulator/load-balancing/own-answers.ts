// Owns the answers that a load balancer gives itself: errors, fixed responses and redirects.
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { FixedResponseActionConfig, RedirectActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RequestFacts } from './rule-matching.ts';
import type { ListenerRow } from './tables.ts';

const SERVER = 'awselb/2.0';

/** Where a load balancer's words differ from the standard ones. */
const REASONS: Record<number, string> = {
  405: 'Not Allowed',
  414: 'Request-URI Too Large',
  463: 'Bad Request',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

export interface OwnAnswer {
  status: number;
  reason: string;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

export function errorAnswer(status: number): OwnAnswer {
  return page(status, {});
}

export function fixedAnswer(config: FixedResponseActionConfig | undefined): OwnAnswer {
  const status = Number(config?.StatusCode);
  return {
    status,
    reason: reasonOf(status),
    headers: { 'Content-Type': config?.ContentType ?? 'text/plain; charset=utf-8' },
    body: config?.MessageBody ?? '',
  };
}

/** Keywords such as `#{host}` stand for what the request had. The port is always spelt out, as load balancers do. */
export function redirectAnswer(
  config: RedirectActionConfig | undefined,
  request: RequestFacts,
  listener: ListenerRow,
): OwnAnswer {
  const keywords: Record<string, string> = {
    protocol: listener.Protocol.toLowerCase(),
    port: String(listener.Port),
    host: request.host,
    path: request.path.slice(1),
    query: request.query,
  };
  const fill = (template = '') => template.replace(/#\{(\w+)\}/g, (_, keyword: string) => keywords[keyword] ?? '');
  const query = fill(config?.Query);
  const origin = `${fill(config?.Protocol).toLowerCase()}://${fill(config?.Host)}:${fill(config?.Port)}`;
  const location = `${origin}${fill(config?.Path)}${query === '' ? '' : `?${query}`}`;
  return page(config?.StatusCode === 'HTTP_302' ? 302 : 301, { Location: location });
}

export function send(response: ServerResponse, answer: OwnAnswer): void {
  response.writeHead(answer.status, answer.reason, {
    Server: SERVER,
    'Content-Length': Buffer.byteLength(answer.body),
    ...answer.headers,
  });
  response.end(answer.body);
}

/** The same as bytes, for a connection whose request could not even be read. */
export function asBytes(answer: OwnAnswer): string {
  const headers = { Server: SERVER, Date: new Date().toUTCString(), ...answer.headers, Connection: 'close' };
  const lines = Object.entries({ ...headers, 'Content-Length': String(Buffer.byteLength(answer.body)) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${answer.status} ${answer.reason}\r\n${head}\r\n${answer.body}`;
}

function page(status: number, headers: Record<string, string>): OwnAnswer {
  const title = `${status} ${reasonOf(status)}`;
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
    '</body>',
    '</html>',
  ];
  const body = lines.map((line) => `${line}\r\n`).join('');
  return { status, reason: reasonOf(status), headers: { 'Content-Type': 'text/html', ...headers }, body };
}

function reasonOf(status: number): string {
  return REASONS[status] ?? STATUS_CODES[status] ?? '';
}
