// Owns the shape of an answer: the members that it has, whatever their values, and the code of its error.
import { parseXML } from '@aws-sdk/xml-builder';

export interface Shape {
  /** Paths such as `services[].status`. */
  members: string[];
  errorCode?: string;
}

export function shapeOf(body: string): Shape {
  const value = read(body);
  const members = [...new Set(pathsOf(value, ''))].sort();
  const code = findCode(value);
  return { members, ...(code !== undefined && { errorCode: code }) };
}

function read(body: string): unknown {
  const text = body.trim();
  if (text === '') return {};
  try {
    return text.startsWith('<') ? parseXML(text) : JSON.parse(text);
  } catch {
    return {};
  }
}

/** XML has a list of one as an object, so that an index is never part of a path. */
function pathsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, path));
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
  return Object.entries(value).flatMap(([name, member]) => pathsOf(member, path === '' ? name : `${path}.${name}`));
}

function findCode(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { __type: type, Code: code } = value as { __type?: string; Code?: string };
  if (typeof type === 'string') return type.split('#').at(-1);
  if (typeof code === 'string' && 'Message' in value) return code;
  for (const member of Object.values(value)) {
    const found = findCode(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
