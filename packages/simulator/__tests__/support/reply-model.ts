// Owns holding a recorded reply against the SDK's own model of the operation.
import type { NormalizedSchema } from '@smithy/core/schema';
import { missingMembers } from '../../protocols/model.ts';

/** The problems of a reply as the journal recorded it: members missing, members unknown, values of the wrong type. */
export function problemsOf(schema: NormalizedSchema, reply: unknown): string[] {
  return [...missingMembers(schema, reply).map((path) => `${path} is missing`), ...mistypedMembers(schema, reply, '')];
}

function mistypedMembers(schema: NormalizedSchema, value: unknown, path: string): string[] {
  if (schema.isStructSchema() && isRecord(value)) return mistypedInStructure(schema, value, path);
  if (schema.isListSchema() && Array.isArray(value)) {
    return value.flatMap((item, at) => mistypedMembers(schema.getValueSchema(), item, `${path}[${at}]`));
  }
  if (schema.isMapSchema() && isRecord(value)) {
    const entries = Object.entries(value);
    return entries.flatMap(([key, item]) => mistypedMembers(schema.getValueSchema(), item, `${path}.${key}`));
  }
  return isOfType(schema, value) ? [] : [`${path} is ${JSON.stringify(value)}`];
}

function mistypedInStructure(schema: NormalizedSchema, value: Record<string, unknown>, path: string): string[] {
  const members = new Map(schema.structIterator());
  return Object.entries(value).flatMap(([name, item]) => {
    const member = members.get(name);
    return member === undefined ? [`${path}.${name} is unknown`] : mistypedMembers(member, item, `${path}.${name}`);
  });
}

/** The journal is JSON, so a timestamp has become text. */
function isOfType(schema: NormalizedSchema, value: unknown): boolean {
  if (schema.isUnitSchema()) return isRecord(value) && Object.keys(value).length === 0;
  if (schema.isTimestampSchema()) return typeof value === 'string' && !Number.isNaN(Date.parse(value));
  if (schema.isStringSchema() || schema.isBlobSchema()) return typeof value === 'string';
  if (schema.isNumericSchema()) return typeof value === 'number';
  if (schema.isBooleanSchema()) return typeof value === 'boolean';
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
