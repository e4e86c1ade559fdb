// Owns the REST XML protocol as CloudFront speaks it: the operation is in method and path, members may be anywhere.
// https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html
import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import { Refusal } from '../kernel/refusal.ts';
import { nullMember, type OperationModel } from './model.ts';
import type { Protocol, WireApi, WireReply, WireRequest } from './protocol.ts';
import { writeErrorXml, writeXml } from './xml.ts';

const DATE_TIME = 5;

interface Bindings {
  httpLabel?: number;
  httpQuery?: string;
  httpHeader?: string;
  httpPayload?: number;
}

interface Route {
  operation: string;
  method: string;
  path: RegExp;
  labels: string[];
  /** Parameters that the query must have; an empty value means that only its name counts. */
  query: [name: string, value: string][];
}

export function restXmlProtocol(api: WireApi, operations: Map<string, OperationModel>): Protocol {
  const routes = [...operations.values()].flatMap((operation) => (operation.http ? [routeOf(operation)] : []));
  routes.sort((one, other) => other.query.length - one.query.length);
  const find = (request: WireRequest) => routes.find((route) => isMatch(route, request));
  return {
    operationOf: (request) => find(request)?.operation,
    readInput: (request, operation) => readInput(request, operation, find(request)),
    writeOutput: (operation, output, requestId) =>
      writeOutput(api, operation, { output: output as Record<string, unknown>, requestId }),
    writeError: (error, requestId) => ({
      status: error.status,
      headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
      body: writeErrorXml(error, requestId, api.xmlNamespace),
    }),
    unknownOperation: (request) =>
      new Refusal(
        'UnknownOperationException',
        `There is no operation at ${request.method} ${request.url.pathname}.`,
        404,
      ),
    missingMember,
  };
}

function missingMember(path: string): Refusal {
  return path === 'IfMatch'
    ? new Refusal('InvalidIfMatchVersion', 'The If-Match version is missing or not valid for the resource.')
    : new Refusal('MalformedXML', nullMember(path));
}

function routeOf(operation: OperationModel): Route {
  const { method, path: template } = operation.http as { method: string; path: string };
  const [path = '', query = ''] = template.split('?');
  const labels = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] as string);
  const pattern = path.replace(/\{\w+\+\}/g, '(.+)').replace(/\{\w+\}/g, '([^/]+)');
  return {
    operation: operation.name,
    method,
    path: new RegExp(`^${pattern}/?$`),
    labels,
    query: [...new URLSearchParams(query)],
  };
}

function isMatch(route: Route, request: WireRequest): boolean {
  const parameters = request.url.searchParams;
  return (
    route.method === request.method &&
    route.path.test(request.url.pathname) &&
    route.query.every(([name, value]) => (value === '' ? parameters.has(name) : parameters.get(name) === value))
  );
}

function readInput(request: WireRequest, operation: OperationModel, route: Route | undefined): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const inBody: [string, NormalizedSchema][] = [];
  for (const [name, member] of membersOf(operation.input)) {
    const bindings = member.getMergedTraits() as Bindings;
    if (bindings.httpLabel || bindings.httpQuery || bindings.httpHeader) {
      const text = boundText(request, bindings, route && labelOf(request, route, name));
      if (text !== null && text !== undefined) input[name] = readSimple(member, text);
    } else inBody.push([name, member]);
  }
  if (inBody.length > 0 && request.body !== '') Object.assign(input, readBody(request.body, operation, inBody));
  return input;
}

function membersOf(schema: NormalizedSchema): [string, NormalizedSchema][] {
  return schema.isStructSchema() ? [...schema.structIterator()] : [];
}

/** The text of a member that travels in the path, the query or a header. */
function boundText({ url, headers }: WireRequest, { httpQuery, httpHeader }: Bindings, label: string | undefined) {
  if (httpQuery) return url.searchParams.get(httpQuery);
  return httpHeader ? headers[httpHeader.toLowerCase()] : label;
}

function labelOf(request: WireRequest, route: Route, name: string): string | undefined {
  const at = route.labels.indexOf(name);
  const text = at < 0 ? undefined : route.path.exec(request.url.pathname)?.[at + 1];
  return text === undefined ? undefined : decode(name, text);
}

function decode(name: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('InvalidArgument', `The parameter ${name} is not valid.`);
  }
}

function readBody(body: string, operation: OperationModel, members: [string, NormalizedSchema][]): object {
  const payload = members.find(([, member]) => (member.getMergedTraits() as Bindings).httpPayload);
  const reader = new XmlShapeDeserializer({
    xmlNamespace: '',
    serviceNamespace: '',
    httpBindings: true,
    timestampFormat: { useTrait: true, default: DATE_TIME },
  });
  try {
    const bytes = new TextEncoder().encode(body);
    return payload ? { [payload[0]]: reader.read(payload[1], bytes) } : (reader.read(operation.input, bytes) as object);
  } catch (error) {
    throw new Refusal('MalformedXML', `The XML you provided was not well-formed. ${(error as Error).message}`);
  }
}

function readSimple(schema: NormalizedSchema, text: string): unknown {
  if (schema.isNumericSchema()) return Number(text);
  return schema.isBooleanSchema() ? text === 'true' : text;
}

function writeOutput(
  { xmlNamespace }: WireApi,
  operation: OperationModel,
  { output, requestId }: { output: Record<string, unknown>; requestId: string },
): WireReply {
  const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
  let body = '';
  for (const [name, member] of membersOf(operation.output)) {
    const bindings = member.getMergedTraits() as Bindings;
    const value = output[name];
    if (value === undefined) continue;
    if (bindings.httpHeader) headers[bindings.httpHeader.toLowerCase()] = String(value);
    else if (bindings.httpPayload) body = payload(member, value as object, xmlNamespace);
  }
  if (body !== '') headers['content-type'] ??= 'text/xml';
  return { status: operation.http?.status ?? 200, headers, body };
}

/** Bytes are sent as they are. */
function payload(member: NormalizedSchema, value: object, namespace: string | undefined): string {
  return member.isBlobSchema() ? Buffer.from(value as Uint8Array).toString() : writeXml(member, value, namespace);
}
