// Owns checking JSON against the types in a schema of the AWS SDK, because AWS reports only one type error, and late. Pure.
import { NormalizedSchema } from '@smithy/core/schema';

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/** Removes members that are null, which the SDK does not send either. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}

/** A sentence for each error: `containerDefinitions[0].command is a text and must be a list.` */
export function typeErrors(schema: Schema, value: unknown): string[] {
  return mistyped({ schema: NormalizedSchema.of(schema), value, path: '' });
}

/** The paths of the members that the schema lacks, with the right name if only the case differs: `cpuS`, `Memory (memory)`. */
export function unknownMembers(schema: Schema, value: unknown): string[] {
  return unknownIn({ schema: NormalizedSchema.of(schema), value, path: '' });
}

interface Member {
  schema: NormalizedSchema;
  value: unknown;
  path: string;
}

function mistyped({ schema, value, path }: Member): string[] {
  const wanted = typeOf(schema);
  if (value === undefined || wanted === undefined) return [];
  if (!wanted.isOf(value)) return [`${path} is ${nameOf(value)} and must be ${wanted.name}.`];
  return membersOf({ schema, value, path }).flatMap(mistyped);
}

/** Members that are not of their type are left out. */
function unknownIn(member: Member): string[] {
  const { schema, value, path } = member;
  if (!typeOf(schema)?.isOf(value)) return [];
  const inside = membersOf(member).flatMap(unknownIn);
  if (!schema.isStructSchema()) return inside;
  const known = [...schema.structIterator()].map(([name]) => name);
  const unknown = Object.keys(value as object).filter((name) => !known.includes(name));
  const own = unknown.map((name) => {
    const meant = known.find((each) => each.toLowerCase() === name.toLowerCase());
    return `${prefixOf(path)}${shown(name)}${meant === undefined ? '' : ` (${meant})`}`;
  });
  return [...own, ...inside];
}

function membersOf({ schema, value, path }: Member): Member[] {
  if (schema.isStructSchema()) {
    const members = value as Record<string, unknown>;
    return [...schema.structIterator()].map(([name, member]) => ({
      schema: member,
      value: members[name],
      path: `${prefixOf(path)}${name}`,
    }));
  }
  if (!schema.isListSchema() && !schema.isMapSchema()) return [];
  const items = Object.entries(value as object) as [string, unknown][];
  return items.map(([key, item]) => ({
    schema: schema.getValueSchema(),
    value: item,
    path: `${path}[${schema.isListSchema() ? key : shown(key, '"')}]`,
  }));
}

function prefixOf(path: string): string {
  return path === '' ? '' : `${path}.`;
}

/** A key is untrusted text. */
function shown(key: string, mark = ''): string {
  return /^[\w./-]{1,100}$/.test(key) ? `${mark}${key}${mark}` : '…';
}

interface Type {
  name: string;
  isOf(value: unknown): boolean;
}

const TEXT: Type = { name: 'a text', isOf: (value) => typeof value === 'string' };
const NUMBER: Type = { name: 'a number', isOf: Number.isFinite };
const BOOLEAN: Type = { name: 'true or false', isOf: (value) => typeof value === 'boolean' };
const LIST: Type = { name: 'a list', isOf: Array.isArray };
const OBJECT: Type = { name: 'an object', isOf: isObject };

function typeOf(schema: NormalizedSchema): Type | undefined {
  if (schema.isStructSchema() || schema.isMapSchema()) return OBJECT;
  if (schema.isListSchema()) return LIST;
  if (schema.isStringSchema()) return TEXT;
  if (schema.isNumericSchema()) return NUMBER;
  return schema.isBooleanSchema() ? BOOLEAN : undefined;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  // JSON.parse reads a number that is too large as Infinity.
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) return 'too large';
  return [TEXT, NUMBER, BOOLEAN, LIST].find((type) => type.isOf(value))?.name ?? OBJECT.name;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
