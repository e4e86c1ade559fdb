// Owns writing a reply as XML, with the SDK's own serializer in reverse.
import { XmlShapeSerializer } from '@aws-sdk/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { StaticStructureSchema } from '@smithy/types';
import type { Refusal } from '../kernel/refusal.ts';

const STRING = 0;
const DATE_TIME = 5;

/** An XML document whose root element carries the schema's name. */
export function writeXml(schema: NormalizedSchema | StaticStructureSchema, value: object, namespace = ''): string {
  const serializer = new XmlShapeSerializer({
    xmlNamespace: namespace,
    serviceNamespace: '',
    httpBindings: false,
    timestampFormat: { useTrait: true, default: DATE_TIME },
  });
  serializer.write(schema as never, withoutUndefined(value));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serializer.flush()}`;
}

/** A structure made here, for envelopes that the models leave out: members in order, each with its schema. */
export function structure(name: string, members: Record<string, unknown>): StaticStructureSchema {
  return [3, 'simulator', name, 0, Object.keys(members), Object.values(members)] as unknown as StaticStructureSchema;
}

/** An error as AWS Query and CloudFront's REST XML both write it. */
export function writeErrorXml(error: Refusal, requestId: string, namespace?: string): string {
  const shape = structure('Error', { Type: STRING, Code: STRING, Message: STRING });
  const envelope = structure('ErrorResponse', { Error: shape, RequestId: STRING });
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = { Error: { Type: type, Code: error.code, Message: error.message }, RequestId: requestId };
  return writeXml(envelope, body, namespace);
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
