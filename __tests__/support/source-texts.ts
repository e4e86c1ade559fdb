// Owns the texts of the source: what stands in its strings, and between the holes of its templates.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { ROOT } from './pages.ts';

/** A part of a message that is no whole text of the source has to be this long to count as found in one. */
const MIN_PART_LENGTH = 7;

/** The texts of every file below `src`. */
export function readSourceTexts(): string[] {
  const names = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.(ts|mjs)$/.test(name)).map((name) => join(ROOT, 'src', name));
  const trees = sources.map((path) => parseSync(readFileSync(path, 'utf8'), { syntax: 'typescript' }));
  return [...new Set(trees.flatMap(textsOf))];
}

/** Whether the message can be laid out of the texts, one after the other. `…` and numbers stand for any value. */
export function isMadeOf(message: string, texts: string[]): boolean {
  const fragments = message.split(/…|\d+/).map((fragment) => fragment.trim());
  return fragments.every((fragment) => isCovered(fragment, texts));
}

function isCovered(fragment: string, texts: string[]): boolean {
  if (!/\w/.test(fragment)) return true;
  for (let length = fragment.length; length > 0; length--) {
    const part = fragment.slice(0, length);
    const isFound = texts.some(
      (text) => text.trim() === part.trim() || (length >= MIN_PART_LENGTH && text.includes(part)),
    );
    if (isFound && isCovered(fragment.slice(length).trim(), texts)) return true;
  }
  return false;
}

function textsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'StringLiteral' && 'value' in node) return [String(node.value)];
  if ('type' in node && node.type === 'TemplateElement' && 'cooked' in node) return [String(node.cooked)];
  return Object.values(node).flatMap(textsOf);
}
