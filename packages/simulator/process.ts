// Owns starting the real simulator as a process of its own, and talking to its controls.
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createClient, type SimulatorClient } from './client.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

/** No measure of anything: it ends a simulator that hangs. */
const MAX_STOP_MS = 120_000;

type SimulatorProcess = ChildProcess & { stdout: Readable; stderr: Readable };

/** The contents of the ready line. */
export interface Ready {
  endpoint: string;
  ca: string;
  baseService: string;
  image: string;
}

export interface RunningSimulator extends Ready, SimulatorClient {
  pid: number;
  /** Resolves with the exit code once the process is gone. */
  stop(): Promise<number | null>;
}

/** Starts a simulator on a free port; rejects with what it wrote to its standard error when it does not get ready. */
export async function startSimulator(flags: string[] = ['--time-scale', '1000']): Promise<RunningSimulator> {
  const child = spawnSimulator(['--port', '0', ...flags]);
  const complaint = text(child.stderr);
  const lines = createInterface({ input: child.stdout });
  const exited = once(child, 'exit').then(([exitCode]) => exitCode as number | null);
  const line = await Promise.race([once(lines, 'line').then(([first]) => String(first)), exited]);
  if (typeof line !== 'string') throw new Error(`The simulator ended with ${line}: ${await complaint}`);
  const ready = JSON.parse(line) as Ready;
  return { ...ready, ...createClient(ready.endpoint), pid: child.pid ?? 0, stop: () => stop(child, exited) };
}

/** The process alone. It ends with this one, whatever happens here: that is what the IPC channel is for. */
export function spawnSimulator(flags: string[]): SimulatorProcess {
  const stdio = ['ignore', 'pipe', 'pipe', 'ipc'] satisfies StdioOptions;
  return spawn(process.execPath, [MAIN, ...flags], { stdio }) as SimulatorProcess;
}

async function stop(child: SimulatorProcess, exited: Promise<number | null>): Promise<number | null> {
  child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), MAX_STOP_MS);
  const exitCode = await exited;
  clearTimeout(deadline);
  return exitCode;
}
