// Owns the AWS JSON protocol, in version 1.1 as ECS and CloudWatch Logs speak it, and in 1.0 as CloudWatch does.
// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html, aws-json-1_0-protocol.html and aws-query-protocol.html
import type { NormalizedSchema } from '@smithy/core/schema';
import { Refusal } from '../kernel/refusal.ts';
import type { Protocol, WireApi, WireReply } from './protocol.ts';

export function jsonProtocol({ jsonVersion = '1.1' }: WireApi): Protocol {
  const wasQuery = jsonVersion === '1.0';
  const reply = (status: number, body: unknown, headers: Record<string, string>): WireReply => ({
    status,
    headers: { 'content-type': `application/x-amz-json-${jsonVersion}`, ...headers },
    body: JSON.stringify(body),
  });
  return {
    operationOf: (request) => request.headers['x-amz-target']?.split('.')[1],

    readInput(request, operation) {
      const body = parse(request.body);
      return (read(operation.input, body, '') ?? {}) as Record<string, unknown>;
    },

    writeOutput: (operation, output, requestId) =>
      reply(200, write(operation.output, output) ?? {}, { 'x-amzn-requestid': requestId }),

    writeError: (error, requestId) =>
      reply(
        error.status,
        { __type: error.code, message: error.message, ...error.members },
        { 'x-amzn-requestid': requestId, ...(wasQuery && { 'x-amzn-query-error': `${error.code};Sender` }) },
      ),

    unknownOperation: () => new Refusal('UnknownOperationException', ''),

    missingMember: (path) =>
      wasQuery
        ? new Refusal('MissingParameter', `The parameter ${path} is required.`)
        : new Refusal('InvalidParameterException', `${path} can not be blank.`),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw new Refusal('SerializationException', 'The request body is not valid JSON.');
  }
}

function read(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) return readStructure(schema, expect('object', value, path), path);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw mistyped('list', path);
    return value
      .map((item, at) => read(schema.getValueSchema(), item, `${path}[${at}]`))
      .filter((item) => item !== undefined);
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(expect('object', value, path) as object);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, read(schema.getValueSchema(), item, `${path}.${key}`)]),
    );
  }
  if (schema.isTimestampSchema()) return new Date((expect('number', value, path) as number) * 1000);
  if (schema.isStringSchema()) return expect('string', value, path);
  if (schema.isNumericSchema()) return expect('number', value, path);
  if (schema.isBooleanSchema()) return expect('boolean', value, path);
  return value;
}

function readStructure(schema: NormalizedSchema, value: unknown, path: string): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const item = read(member, (value as Record<string, unknown>)[name], path === '' ? name : `${path}.${name}`);
    if (item !== undefined) record[name] = item;
  }
  return record;
}

function expect(type: string, value: unknown, path: string): unknown {
  const isExpected = typeof value === type && !Array.isArray(value);
  if (!isExpected) throw mistyped(type, path);
  return value;
}

function mistyped(type: string, path: string): Refusal {
  return new Refusal('SerializationException', `Expected a ${type} at ${path === '' ? 'the top' : path}.`);
}

/** The JSON form of a reply: only members that the model has, and dates as seconds. */
function write(schema: NormalizedSchema, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()];
    return Object.fromEntries(
      members.map(([name, member]) => [name, write(member, (value as Record<string, unknown>)[name])]),
    );
  }
  if (schema.isListSchema()) return (value as unknown[]).map((item) => write(schema.getValueSchema(), item));
  if (schema.isMapSchema()) {
    const entries = Object.entries(value as object);
    return Object.fromEntries(entries.map(([key, item]) => [key, write(schema.getValueSchema(), item)]));
  }
  return value instanceof Date ? value.getTime() / 1000 : value;
}
