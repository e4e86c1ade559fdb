// Owns running src/environment/database.mjs as the one-off task does: from the command line, where the built Medusa is.
import { equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type End, runToEnd } from './run.ts';
import { SERVER } from './setup.ts';

export const MARK = 'medusa-preview acme/shop:shop pr-42';
export const PASSWORD = 's3cret';
const SOURCE = readFileSync(new URL('../../src/environment/database.mjs', import.meta.url), 'utf8');

export interface ScriptRequest {
  action: 'create' | 'drop' | 'check' | 'tables';
  name: string;
  mark?: string;
  template?: string;
  isAddressCopied?: true;
}

/** The variables of the container. */
export interface Place {
  url: string | undefined;
  workingDirectory?: string;
  variables?: Record<string, string>;
  signal?: AbortSignal;
}

export type RunScript = (request: ScriptRequest) => Promise<End>;

export function scriptIn({ url, workingDirectory = SERVER, variables = {}, signal }: Place): RunScript {
  return (request) =>
    runToEnd({
      program: process.execPath,
      words: ['--input-type=module', '--eval', SOURCE, JSON.stringify({ mark: MARK, ...request })],
      cwd: workingDirectory,
      env: { PATH: process.env.PATH ?? '', ...(url !== undefined && preloaded(url, request.name)), ...variables },
      ...(signal && { signal, killSignal: 'SIGKILL' as const }),
    });
}

/** The variables that the preload leaves; without them no database is made. */
function preloaded(url: string, name: string) {
  const [address = '', server = ''] = /^(postgres:\/\/[^/?#]*\/)[^?#]+/.exec(url) ?? [];
  if (address === '') return { DATABASE_URL: url };
  return { MEDUSA_PREVIEW_SERVER_URL: url, DATABASE_URL: server + name + url.slice(address.length) };
}

/** One line, which gives no password away. */
export async function expectEnd(running: Promise<End>, exitCode: number, line: RegExp): Promise<void> {
  const { exitCode: actual, output, complaint } = await running;
  const written = output + complaint;
  equal(actual, exitCode, `${actual}: ${written}`);
  match(written, line);
  equal(written.trim().split('\n').length, 1, written);
  ok(!written.includes(PASSWORD), 'the password is in what it wrote');
}
