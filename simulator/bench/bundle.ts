// Owns the copy of the bundle that is measured: whoever packages anew meanwhile changes nothing of it.
import { cpSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const COPY = 'build/bench-bundle';

/** Both paths are from the root of the repository. Its chunks lie beside the bundle, so the folder is copied as a whole. */
export function copyBundle(bundle: string): string {
  rmSync(join(ROOT, COPY), { recursive: true, force: true });
  cpSync(join(ROOT, dirname(bundle)), join(ROOT, COPY), { recursive: true });
  return join(COPY, basename(bundle));
}
