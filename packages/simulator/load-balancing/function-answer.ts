// Owns reading the answer of a function, which a load balancer makes a response of; what is malformed becomes a 502.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#respond-to-load-balancer
import { STATUS_CODES } from 'node:http';
import type { OwnAnswer } from './own-answers.ts';

const MAX_ANSWER_BYTES = 1024 * 1024;
/** Those of the connection are the load balancer's own, and so is the length. */
const IGNORED = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'content-length', 'server', 'date'];

interface FunctionAnswer {
  statusCode?: unknown;
  statusDescription?: unknown;
  headers?: unknown;
  multiValueHeaders?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

/** Undefined where the answer is none, lacks what it has to have, or is too large. */
export function readAnswer(json: string, hasMultiValues: boolean): OwnAnswer | undefined {
  if (Buffer.byteLength(json) > MAX_ANSWER_BYTES) return undefined;
  const answer = JSON.parse(json) as FunctionAnswer | null;
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined;
  const { statusCode: status, statusDescription = '', body = '', isBase64Encoded } = answer;
  const headers = hasMultiValues ? readLists(answer.multiValueHeaders) : readTexts(answer.headers);
  if (typeof status !== 'number' || status < 200 || status > 599 || headers === undefined) return undefined;
  if (typeof body !== 'string' || typeof isBase64Encoded !== 'boolean') return undefined;
  const [, reason = STATUS_CODES[status] ?? ''] = /^\d{3} (.+)$/.exec(String(statusDescription)) ?? [];
  return { status, reason, headers: passed(headers), body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

function readTexts(value: unknown): Record<string, string> | undefined {
  return isRecord(value) && Object.values(value).every((each) => typeof each === 'string')
    ? (value as Record<string, string>)
    : undefined;
}

function readLists(value: unknown): Record<string, string[]> | undefined {
  const isList = (each: unknown) => Array.isArray(each) && each.every((item) => typeof item === 'string');
  return isRecord(value) && Object.values(value).every(isList) ? (value as Record<string, string[]>) : undefined;
}

function passed(headers: OwnAnswer['headers']): OwnAnswer['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !IGNORED.includes(name.toLowerCase())));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
