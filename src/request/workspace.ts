// Owns reading a file of the workspace: one that lies inside whatever links lead to it, that is a file, and not a large one.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** AWS takes 64 KiB of a task definition; nothing else is read here. */
const MAX_BYTES = 1024 * 1024;

/** Throws an Error that says why it cannot be read. */
export function readWorkspaceFile(workspace: string, path: string): string {
  const asked = resolve(workspace, path);
  if (!existsSync(asked)) throw new Error('there is no such file');
  const file = realpathSync(asked);
  if (!isWithin(realpathSync(workspace), file)) throw new Error('it lies outside the workspace');
  const stats = statSync(file);
  // A pipe would be waited for, and a device has no end.
  if (!stats.isFile()) throw new Error('it is not a file');
  if (stats.size > MAX_BYTES) throw new Error('it is larger than a mebibyte');
  return readFileSync(file, 'utf8');
}

/** On Windows, what lies on another drive has no relative path. */
function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path.split(sep)[0] !== '..' && !isAbsolute(path);
}
