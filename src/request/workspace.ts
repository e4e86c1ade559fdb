// Owns reading a file in the workspace: a regular file of limited size that is inside even after links are resolved.
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** Only task definitions are read, of which AWS accepts 64 KiB. */
const MAX_BYTES = 1024 * 1024;

/** Throws an Error that says why it cannot be read. */
export function readWorkspaceFile(workspace: string, path: string): string {
  const asked = resolve(workspace, path);
  if (!existsSync(asked)) throw new Error('the file does not exist');
  const file = realpathSync(asked);
  if (!isWithin(realpathSync(workspace), file)) throw new Error('it is outside the workspace');
  const stats = statSync(file);
  // Reading a pipe would block, and a device may be endless.
  if (!stats.isFile()) throw new Error('it is not a file');
  if (stats.size > MAX_BYTES) throw new Error('it is larger than 1 MiB');
  return readFileSync(file, 'utf8');
}

/** On Windows, there is no relative path to another drive. */
function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path.split(sep)[0] !== '..' && !isAbsolute(path);
}
