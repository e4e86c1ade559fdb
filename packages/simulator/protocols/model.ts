// Owns reading an SDK client's exported schemas as the model of an API: its operations and the shapes of their messages.
// The clients carry HTTP bindings, member names and XML names of every operation, so nothing here is written per operation.
import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

const OPERATION = 9;
const STRUCTURE = 3;
const ERROR = -3;

export interface OperationModel {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  http?: { method: string; path: string; status: number };
}

/** Every operation that an SDK client knows, by name. */
export function readModel(client: object): Map<string, OperationModel> {
  const operations = new Map<string, OperationModel>();
  for (const exported of Object.values(client)) {
    if (!Array.isArray(exported) || exported[0] !== OPERATION) continue;
    const [, , name, traits, input, output] = exported as unknown as StaticOperationSchema;
    const http = typeof traits === 'object' ? (traits as { http?: [string, string, number] }).http : undefined;
    operations.set(name, {
      name,
      input: NormalizedSchema.of(input),
      output: NormalizedSchema.of(output),
      ...(http && { http: { method: http[0], path: http[1], status: http[2] } }),
    });
  }
  return operations;
}

/** The members of a structure that the API requires. The model lists them first and says how many they are. */
export function requiredMembers(schema: NormalizedSchema): string[] {
  const source = schema.getSchema();
  if (!Array.isArray(source) || (source[0] !== STRUCTURE && source[0] !== ERROR)) return [];
  const [, , , , names, , requiredCount = 0] = source as unknown as StaticStructureSchema & { 6?: number };
  return (names as string[]).slice(0, requiredCount as number);
}

/** Paths of the required members that a message lacks, such as `DistributionConfig.Origins`. */
export function missingMembers(schema: NormalizedSchema, value: unknown, path = ''): string[] {
  if (value === undefined || value === null) return [];
  if (schema.isStructSchema()) {
    const record = value as Record<string, unknown>;
    const missing = requiredMembers(schema).filter((name) => record[name] === undefined || record[name] === null);
    const inner = [...schema.structIterator()].flatMap(([name, member]) =>
      missingMembers(member, record[name], path === '' ? name : `${path}.${name}`),
    );
    return [...missing.map((name) => (path === '' ? name : `${path}.${name}`)), ...inner];
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.flatMap((item, at) => missingMembers(schema.getValueSchema(), item, `${path}.${at + 1}`));
  }
  return [];
}

/** The text of AWS's own validation for a missing member: `Value null at 'distributionConfig.origins.items.1.member.id' …`. */
export function nullMember(path: string): string {
  const parts = path.split('.').map((part) => (/^\d+$/.test(part) ? `${part}.member` : lowerFirst(part)));
  return `1 validation error detected: Value null at '${parts.join('.')}' failed to satisfy constraint: Member must not be null`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
