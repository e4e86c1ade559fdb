// Owns the versions of Node that this machine has.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** This Node and every other on the path, by version; Medusa runs on 20 and later. */
export function installedNodes(): [string, string][] {
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const programs = [process.execPath, ...onPath.filter(existsSync)];
  const versions = programs.map((node): [string, string] => [String(execFileSync(node, ['--version'])).trim(), node]);
  return [...new Map(versions)].filter(([version]) => Number.parseInt(version.slice(1), 10) >= 20);
}
