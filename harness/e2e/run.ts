// Owns running a program to its end: what it wrote comes back, or is part of the error where it failed.
import { type SpawnOptions, spawn } from 'node:child_process';

const MAX_EXCERPT_LENGTH = 2000;

export interface Run extends Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid' | 'signal' | 'killSignal'> {
  program: string;
  words: string[];
}

/** Its standard output. Somebody has to read both streams all the time: with a full pipe a program stands still. */
export async function run(wanted: Run): Promise<string> {
  const { exitCode, output, complaint } = await runToEnd(wanted);
  if (exitCode === 0) return output;
  const { program, words } = wanted;
  throw new Error(`${program} ${words.join(' ')} ended with ${exitCode}:\n${tailOf(output + complaint)}`);
}

export interface End {
  exitCode: number | null;
  output: string;
  complaint: string;
}

export function runToEnd({ program, words, ...options }: Run): Promise<End> {
  const child = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { output: '', complaint: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    written.output += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    written.complaint += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...written }));
  });
}

function tailOf(text: string): string {
  return text.trim().slice(-MAX_EXCERPT_LENGTH);
}
