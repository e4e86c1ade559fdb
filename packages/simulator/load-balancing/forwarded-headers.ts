// Owns what a load balancer does to headers on their way to the target and back.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html
import { randomBytes } from 'node:crypto';

/** Headers that mean the one connection they came over. Transfer-Encoding is kept so that the body stays chunked. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];
const TRACE_ID = 'x-amzn-trace-id';
const REWRITTEN = ['host', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-port', TRACE_ID];
const MAX_TRACE_ID_BYTES = 7 * 1024;
const PORTS_WITHOUT_MENTION = [80, 443];

export interface ListenerSide {
  /** The address that the request came from. */
  peer: string;
  /** `http` or `https`. */
  scheme: string;
  port: number;
  now: Date;
}

/** Names and values as `rawHeaders` of Node's: in order, as they were written, one after the other. */
export type RawHeaders = string[];

/** The request's headers as the target gets them. X-Forwarded-Proto and -Port are the listener's, whatever was sent. */
export function headersTowardTarget(raw: RawHeaders, side: ListenerSide): RawHeaders {
  const dropped = [...HOP_BY_HOP, ...namedByConnection(raw), ...REWRITTEN];
  const valuesOf = (name: string) =>
    pairsOf(raw).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));
  const host = valuesOf('host')[0];
  const rewritten: RawHeaders = [
    ...['X-Forwarded-For', [...valuesOf('x-forwarded-for'), side.peer].join(', ')],
    ...['X-Forwarded-Proto', side.scheme],
    ...['X-Forwarded-Port', String(side.port)],
    ...(host === undefined ? [] : ['Host', hostWithPort(host, side.port)]),
    ...['X-Amzn-Trace-Id', traceId(valuesOf(TRACE_ID)[0], side.now)],
  ];
  return [...rewritten, ...without(raw, dropped)];
}

/** The target's headers as the client gets them; the connection to the client has framing of its own. */
export function headersTowardClient(raw: RawHeaders): RawHeaders {
  return without(raw, [...HOP_BY_HOP, ...namedByConnection(raw), 'transfer-encoding']);
}

/** A trace that came along gets a Self in front of its Root; where there is none, or a far too long one, one begins here. */
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html
export function traceId(received: string | undefined, now: Date): string {
  const own = `1-${Math.floor(now.getTime() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  const isTooLong = (received?.length ?? 0) > MAX_TRACE_ID_BYTES;
  const fields = (isTooLong ? '' : (received ?? '')).split(';').flatMap((field) => field.trim() || []);
  const others = fields.filter((field) => !/^Self=/i.test(field));
  const hasRoot = others.some((field) => /^Root=/i.test(field));
  return [`${hasRoot ? 'Self' : 'Root'}=${own}`, ...others].join(';');
}

/** On ports other than 80 and 443 the load balancer names its port to the target. */
function hostWithPort(host: string, port: number): string {
  return PORTS_WITHOUT_MENTION.includes(port) || /:\d+$/.test(host) ? host : `${host}:${port}`;
}

function namedByConnection(raw: RawHeaders): string[] {
  return pairsOf(raw)
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.split(',').map((name) => name.trim().toLowerCase()));
}

function without(raw: RawHeaders, names: string[]): RawHeaders {
  return pairsOf(raw)
    .filter(([name]) => !names.includes(name.toLowerCase()))
    .flat();
}

function pairsOf(raw: RawHeaders): [string, string][] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as [string, string]] : []));
}
