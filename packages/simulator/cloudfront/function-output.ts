// Owns what a function may return: the request, changed or not, or an answer; CloudFront refuses everything else.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
import type { FunctionRun } from './function-runtime.ts';

export interface FunctionValue {
  value: string;
  multiValue?: { value: string }[];
  /** Those of a cookie in an answer. */
  attributes?: string;
}

export type FunctionValues = Record<string, FunctionValue>;

export interface FunctionRequest {
  method: string;
  uri: string;
  querystring: FunctionValues | string;
  headers: FunctionValues;
  cookies: FunctionValues;
}

export interface FunctionResponse {
  statusCode: number;
  statusDescription?: string;
  headers?: FunctionValues;
  cookies?: FunctionValues;
  body?: string | { encoding: string; data: string };
}

export type EventType = 'viewer-request' | 'viewer-response';

/** Neither shown to functions nor to be added by them. Cookies have a place of their own. */
const DISALLOWED =
  /^(connection|cookie|expect|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|trailer|upgrade|x-accel-buffering|x-accel-charset|x-accel-limit-rate|x-accel-redirect|x-amz-cf-.*|x-amzn-auth|x-amzn-cf-billing|x-amzn-cf-id|x-amzn-cf-xff|x-amzn-errortype|x-amzn-fle-profile|x-amzn-header-count|x-amzn-header-order|x-amzn-lambda-integration-tag|x-amzn-requestid|x-cache|x-edge-.*|x-forwarded-proto|x-real-ip)$/;
const READ_ONLY: Record<EventType, RegExp> = {
  'viewer-request': /^(content-length|host|transfer-encoding|via)$/,
  'viewer-response': /^(warning|via|content-length|content-encoding|transfer-encoding)$/,
};
const MAX_BODY_BYTES = 40_960;

export function isShown(header: string): boolean {
  return !DISALLOWED.test(header.toLowerCase());
}

export function isResponse(output: unknown): output is FunctionResponse {
  return isRecord(output) && 'statusCode' in output;
}

/** Why CloudFront does not take this; `given` is what the function was given. Undefined where it does. */
export function invalidReason(
  { output }: Pick<FunctionRun, 'output'>,
  type: EventType,
  given: FunctionRequest | FunctionResponse,
): string | undefined {
  if (!isRecord(output)) return 'the function returned neither a request nor a response';
  const headersGiven = given.headers ?? {};
  if (isResponse(output)) {
    const kept = type === 'viewer-response' ? headersGiven : {};
    return invalidResponse(output) ?? invalidHeaders(output.headers ?? {}, kept, READ_ONLY['viewer-response']);
  }
  if (type === 'viewer-response') return 'response.statusCode is missing';
  const request = output as unknown as FunctionRequest;
  if (typeof request.uri !== 'string' || !request.uri.startsWith('/')) return 'request.uri is not a path';
  if (request.method !== (given as FunctionRequest).method) return 'request.method cannot be changed';
  return (
    invalidHeaders(request.headers ?? {}, headersGiven, READ_ONLY['viewer-request']) ??
    (typeof request.querystring === 'string' ? undefined : invalidValues('querystring', request.querystring)) ??
    invalidValues('cookies', request.cookies)
  );
}

function invalidResponse({ statusCode, cookies, body }: FunctionResponse): string | undefined {
  const isStatus = Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599;
  if (!isStatus) return 'response.statusCode is not a status';
  const isBody = body === undefined || typeof body === 'string' || typeof body?.data === 'string';
  if (!isBody) return 'response.body is not a text';
  if (bodyOf(body).length > MAX_BODY_BYTES) return 'response.body is too large';
  return invalidValues('cookies', cookies);
}

export function bodyOf(body: FunctionResponse['body']): Buffer {
  if (body === undefined || typeof body === 'string') return Buffer.from(body ?? '');
  return Buffer.from(body.data, body.encoding === 'base64' ? 'base64' : 'utf8');
}

function invalidHeaders(headers: FunctionValues, given: FunctionValues, readOnly: RegExp): string | undefined {
  const wrong = invalidValues('headers', headers);
  if (wrong !== undefined) return wrong;
  const name = Object.keys(headers).find((each) => !/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(each) || !isShown(each));
  if (name !== undefined) return `the header ${name} is not allowed`;
  const names = new Set([...Object.keys(headers), ...Object.keys(given)]);
  const changed = [...names].find((each) => readOnly.test(each) && textOf(headers[each]) !== textOf(given[each]));
  return changed === undefined ? undefined : `the header ${changed} is read-only`;
}

function textOf(value: FunctionValue | undefined): string {
  return JSON.stringify(value && [value.value, value.multiValue]);
}

function invalidValues(member: string, values: unknown): string | undefined {
  if (values === undefined) return undefined;
  if (!isRecord(values)) return `${member} is not an object`;
  const name = Object.keys(values).find((each) => typeof (values[each] as FunctionValue | null)?.value !== 'string');
  return name === undefined ? undefined : `${member}[${name}].value is missing`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
