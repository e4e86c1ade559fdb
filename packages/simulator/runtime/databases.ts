// Owns the database servers that the stand-in's tasks find: a folder for each, a file in it for each database
// and for each connection.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface DatabaseRow {
  host: string;
  name: string;
  /** The database that it was copied from. */
  source: string;
  comment: string | null;
  mayBeConnectedTo: boolean;
  /** True once something has been migrated into it. */
  hasTables?: true;
  /** In the order in which they were made. */
  keys?: { token: string; type: 'publishable' | 'secret'; isRevoked?: true }[];
}

export class Databases {
  readonly folder = mkdtempSync(join(tmpdir(), 'databases-'));

  list(): DatabaseRow[] {
    if (!existsSync(this.folder)) return [];
    return readdirSync(this.folder).flatMap((host) =>
      readdirSync(join(this.folder, host))
        .filter((file) => file.endsWith('.json'))
        .flatMap((file) => readRow(join(this.folder, host, file)))
        .map((row) => ({ host, ...row })),
    );
  }

  clear(): void {
    for (const host of readdirSync(this.folder)) rmSync(join(this.folder, host), { recursive: true });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Empty where a task dropped the database since the folder was listed. */
function readRow(path: string): Omit<DatabaseRow, 'host'>[] {
  try {
    return [JSON.parse(readFileSync(path, 'utf8')) as Omit<DatabaseRow, 'host'>];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
