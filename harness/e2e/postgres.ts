// Owns a PostgreSQL server of the run's own: an unprivileged user's, on a free port, in a folder that goes with it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeFreePort } from '../../packages/simulator/runtime/ports.ts';
import { run } from './run.ts';

export interface Postgres {
  port: number;
  /** Its socket is there, and its data. */
  folder: string;
  url(database: string, user: string, password: string): string;
  /** Runs it as the superuser, and returns the lines, columns parted by `|`. */
  query(database: string, ...statements: string[]): Promise<string[]>;
  /** All that is in a database, as text. */
  dump(database: string): Promise<string>;
  stop(): Promise<void>;
}

/** Nothing has to outlive the run, so nothing is waited for until it is on the disk. */
const SETTINGS = { listen_addresses: '127.0.0.1', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** `settings` are of postgresql.conf. */
export async function startPostgres(programs: string, settings: Record<string, string> = {}): Promise<Postgres> {
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
  giveToServer(folder);
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' } };
  const data = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const words = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
    await run({ program: join(programs, 'initdb'), words, ...as });
    const port = await takeFreePort(new Set());
    const all = { ...SETTINGS, port: String(port), unix_socket_directories: folder, ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(join(programs, 'postgres'), ['-D', data, ...options], {
      ...as,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await untilReady(server.stderr);
    const ask = (program: string, words: string[]) =>
      run({ program: join(programs, program), words: ['-h', folder, '-p', String(port), '-U', 'postgres', ...words] });
    return {
      port,
      folder,
      url: (database, user, password) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`,
      async query(database, ...statements) {
        const asked = statements.flatMap((statement) => ['-c', statement]);
        const lines = await ask('psql', ['-AtXq', '-v', 'ON_ERROR_STOP=1', ...asked, database]);
        return lines.split('\n').filter((line) => line !== '');
      },
      // Newer versions open and close with a random word.
      dump: async (database) => (await ask('pg_dump', [database])).replace(/^\\(un)?restrict .*$/gm, ''),
      async stop() {
        const ended = once(server, 'exit');
        if (server.kill('SIGINT')) await ended;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Files that a server reads have to be its own. */
export function giveToServer(...paths: string[]): void {
  const { uid, gid } = unprivileged();
  if (uid !== undefined && gid !== undefined) for (const path of paths) chownSync(path, uid, gid);
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Goes on reading afterwards: with a full pipe the server would stand still. */
function untilReady(log: NodeJS.ReadableStream): Promise<void> {
  let text = '';
  return new Promise((resolve, reject) => {
    log.setEncoding('utf8').on('data', (chunk: string) => {
      if (text.length < 10_000) text += chunk;
      if (chunk.includes('ready to accept connections')) resolve();
    });
    log.once('end', () => reject(new Error(`PostgreSQL did not start:\n${text}`)));
  });
}
