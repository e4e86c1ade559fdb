// Owns reading the members of a request to GitHub, which refuses what has the wrong type.
import { mistyped, notAnObject, notJson } from './refusals.ts';

type Input = Record<string, unknown>;

export function readBody(text: string): Input {
  if (text === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw notJson();
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notAnObject();
  return body as Input;
}

export function readText(input: Input, name: string): string | undefined {
  const value = input[name] ?? undefined;
  if (value !== undefined && typeof value !== 'string') throw mistyped(name, value, 'a string');
  return value;
}

export function readFlag(input: Input, name: string): boolean | undefined {
  const value = input[name] ?? undefined;
  if (value !== undefined && typeof value !== 'boolean') throw mistyped(name, value, 'a boolean');
  return value;
}
