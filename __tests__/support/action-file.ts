// Owns reading action.yml, and the name by which workflows call the action.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ActionFile {
  name: string;
  description: string;
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string; post: string; 'post-if': string };
}

/** Before the `@`, as pages and examples write it. */
export const ACTION_NAME = 'OWNER/REPOSITORY';

export function readActionFile(): ActionFile {
  return parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as ActionFile;
}
