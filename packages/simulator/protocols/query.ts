// Owns the two form-encoded protocols: AWS Query (ELBv2) and its older dialect of EC2.
// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html and aws-ec2-query-protocol.html
import type { NormalizedSchema } from '@smithy/core/schema';
import { Refusal } from '../kernel/refusal.ts';
import { nullMember, type OperationModel } from './model.ts';
import type { Protocol, WireApi, WireReply, WireRequest } from './protocol.ts';
import { structure, writeErrorXml, writeXml } from './xml.ts';

const STRING = 0;
const BOOLEAN = 2;

/** Parameters as a tree: `Tags.member.1.Key=a` is `{ Tags: { member: { 1: { Key: 'a' } } } }`. */
interface Parameters {
  value?: string;
  members: Map<string, Parameters>;
}

interface Result {
  output: object;
  requestId: string;
}

export function queryProtocol(api: WireApi): Protocol {
  const isEc2 = api.protocol === 'ec2';
  return {
    operationOf: (request) => formOf(request).get('Action') ?? undefined,
    readInput: (request, operation) =>
      (read(operation.input, parametersOf(formOf(request)), isEc2) ?? {}) as Record<string, unknown>,
    writeOutput: (operation, output, requestId) =>
      reply(
        200,
        isEc2 ? ec2Output(api, operation, { output, requestId }) : queryOutput(api, operation, { output, requestId }),
        requestId,
      ),
    writeError: (error, requestId) =>
      reply(
        error.status,
        isEc2 ? ec2Error(error, requestId) : writeErrorXml(error, requestId, api.xmlNamespace),
        requestId,
      ),
    unknownOperation: (request) => unknownAction(formOf(request).get('Action'), isEc2, api.version),
    missingMember: (path) =>
      isEc2
        ? new Refusal('MissingParameter', `The request must contain the parameter ${path.split('.').at(-1)}`)
        : new Refusal('ValidationError', nullMember(path)),
  };
}

function unknownAction(action: string | null, isEc2: boolean, version: string): Refusal {
  if (action === null) return new Refusal('MissingAction', 'The request must contain the parameter Action');
  return isEc2
    ? new Refusal('InvalidAction', `The action ${action} is not valid for this web service.`)
    : new Refusal('InvalidAction', `Could not find operation ${action} for version ${version}`);
}

function formOf(request: WireRequest): URLSearchParams {
  return request.body === '' ? request.url.searchParams : new URLSearchParams(request.body);
}

function parametersOf(form: URLSearchParams): Parameters {
  const root: Parameters = { members: new Map() };
  for (const [key, value] of form) {
    let node = root;
    for (const part of key.split('.')) {
      let next = node.members.get(part);
      if (next === undefined) {
        next = { members: new Map() };
        node.members.set(part, next);
      }
      node = next;
    }
    node.value = value;
  }
  return root;
}

function read(schema: NormalizedSchema, node: Parameters | undefined, isEc2: boolean): unknown {
  if (node === undefined) return undefined;
  if (schema.isStructSchema()) return readStructure(schema, node, isEc2);
  if (schema.isListSchema()) return readList(schema, node, isEc2);
  return readSimple(schema, node.value);
}

function readStructure(schema: NormalizedSchema, node: Parameters, isEc2: boolean): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const value = read(member, node.members.get(parameterName(name, member, isEc2)), isEc2);
    if (value !== undefined) record[name] = value;
  }
  return record;
}

function parameterName(name: string, member: NormalizedSchema, isEc2: boolean): string {
  const traits = member.getMergedTraits() as { xmlName?: string; ec2QueryName?: string };
  if (!isEc2) return traits.xmlName ?? name;
  const wireName = traits.ec2QueryName ?? traits.xmlName ?? name;
  return wireName.charAt(0).toUpperCase() + wireName.slice(1);
}

function readList(schema: NormalizedSchema, node: Parameters, isEc2: boolean): unknown[] {
  const item = schema.getValueSchema();
  const isFlat = isEc2 || Boolean((schema.getMergedTraits() as { xmlFlattened?: number }).xmlFlattened);
  const itemName = (item.getMergedTraits() as { xmlName?: string }).xmlName ?? 'member';
  const items = isFlat ? node : node.members.get(itemName);
  return [...(items?.members ?? [])]
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, entry]) => read(item, entry, isEc2))
    .filter((value) => value !== undefined);
}

function readSimple(schema: NormalizedSchema, value: string | undefined): unknown {
  if (value === undefined || schema.isStringSchema()) return value;
  if (schema.isBooleanSchema()) return value === 'true';
  if (schema.isTimestampSchema()) return new Date(value);
  if (!schema.isNumericSchema()) return value;
  const number = Number(value);
  if (value === '' || Number.isNaN(number)) throw new Refusal('MalformedInput', `${value} is not a number.`);
  return number;
}

function reply(status: number, body: string, requestId: string): WireReply {
  return { status, headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId }, body };
}

function queryOutput(api: WireApi, operation: OperationModel, { output, requestId }: Result): string {
  const result = `${operation.name}Result`;
  const metadata = structure('ResponseMetadata', { RequestId: STRING });
  const hasResult = operation.output.isStructSchema();
  const envelope = structure(`${operation.name}Response`, {
    ...(hasResult && { [result]: operation.output.getSchema() }),
    ResponseMetadata: metadata,
  });
  return writeXml(
    envelope,
    { [result]: hasResult ? output : undefined, ResponseMetadata: { RequestId: requestId } },
    api.xmlNamespace,
  );
}

/** An operation whose model has no output still says that it succeeded, as in the examples of EC2's API reference. */
function ec2Output(api: WireApi, operation: OperationModel, { output, requestId }: Result): string {
  const hasResult = operation.output.isStructSchema();
  const members = hasResult ? Object.fromEntries(memberSchemas(operation.output)) : { return: BOOLEAN };
  const envelope = structure(`${operation.name}Response`, { requestId: STRING, ...members });
  return writeXml(envelope, { requestId, ...(hasResult ? output : { return: true }) }, api.xmlNamespace);
}

function memberSchemas(schema: NormalizedSchema): [string, unknown][] {
  const source = schema.getSchema() as unknown as unknown[];
  return (source[4] as string[]).map((name, at) => [name, (source[5] as unknown[])[at]]);
}

function ec2Error(error: Refusal, requestId: string): string {
  const shape = structure('Error', { Code: STRING, Message: STRING });
  const envelope = structure('Response', { Errors: structure('Errors', { Error: shape }), RequestID: STRING });
  return writeXml(envelope, { Errors: { Error: { Code: error.code, Message: error.message } }, RequestID: requestId });
}
