// Owns finding what the system has to bring: PostgreSQL, Redis and Chromium; and the words on what to install where it does not.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Programs {
  /** The folder of `initdb`, `postgres`, `psql` and `pg_dump`. */
  postgres: string;
  redis: string;
  chromium: string;
}

/** Where Debian and Ubuntu keep each version of the server, off the path. */
const VERSIONS = '/usr/lib/postgresql';
const REDIS = ['redis-server', 'valkey-server'];
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Throws a MissingError that names all that is missing. */
export function findPrograms(): Programs {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const newestFirst = (existsSync(VERSIONS) ? readdirSync(VERSIONS) : []).sort((a, b) => Number(b) - Number(a));
  const postgres = [...newestFirst.map((version) => join(VERSIONS, version, 'bin')), ...folders].find(
    (folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')),
  );
  const find = (names: string[]) =>
    names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  const [redis, chromium] = [find(REDIS), find(BROWSERS)];
  if (postgres !== undefined && redis !== undefined && chromium !== undefined) return { postgres, redis, chromium };
  const packages = Object.entries({ postgresql: postgres, 'redis-server': redis, chromium })
    .filter(([, found]) => found === undefined)
    .map(([name]) => name);
  throw new MissingError(
    `Not found: ${packages.join(' and ')}. Install with: sudo apt-get install --yes ${packages.join(' ')}`,
  );
}

/** A program that the run needs and cannot get by itself: no fault of what is tested. */
export class MissingError extends Error {}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
