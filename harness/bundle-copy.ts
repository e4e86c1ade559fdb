// Owns the copy of the bundle that is measured: whoever packages anew meanwhile changes nothing of it.
import { cpSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** All paths are from the root of the repository. Its chunks lie beside the bundle, so the folder is copied as a whole. */
export function copyBundle(bundle: string, copy: string): string {
  rmSync(join(ROOT, copy), { recursive: true, force: true });
  cpSync(join(ROOT, dirname(bundle)), join(ROOT, copy), { recursive: true });
  return join(copy, basename(bundle));
}
