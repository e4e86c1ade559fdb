// Owns a container's processes: a group of their own that always ends as a whole, even when the simulator is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Clock } from '../kernel/clock.ts';

/**
 * The shell turns into the container's command (exec) and leaves a watchdog in the same process group. Descriptor 3 is
 * a pipe that only the simulator holds open: when it closes, for whatever reason, the watchdog kills the whole group.
 */
const SUPERVISED = '(read -r _ <&3; kill -s KILL -- -$$) >/dev/null 2>&1 & exec "$@" 3<&-';
const OUTPUT_GRACE_MILLISECONDS = 500;
const COULD_NOT_START = 126;

export interface ProcessStart {
  clock: Clock;
  command: string[];
  variables: Record<string, string>;
  workingDirectory: string;
  onLine(line: string): void;
  onExit(exitCode: number): void;
}

export class ProcessGroup {
  readonly #clock: Clock;
  readonly #leader: ChildProcess;
  readonly #gone: Promise<void>;
  readonly #ended = new AbortController();

  constructor(start: ProcessStart) {
    this.#clock = start.clock;
    this.#leader = spawn('/bin/sh', ['-c', SUPERVISED, 'container', ...start.command], {
      cwd: start.workingDirectory,
      env: start.variables,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.#leader.stdout, this.#leader.stderr] as Readable[]) {
      createInterface({ input: stream }).on('line', start.onLine);
    }
    this.#leader.once('error', ({ message }) => start.onLine(message));
    this.#leader.once('exit', () => this.#release());
    this.#gone = new Promise((resolve) => {
      this.#leader.once('close', (code, signal) => {
        start.onExit(exitCodeOf(code, signal));
        resolve();
      });
    });
  }

  /** Aborted as soon as the first process has ended. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** SIGTERM to the first process, as Docker sends it to a container's process 1; SIGKILL to all when the time is over. */
  async stop(timeoutSeconds: number): Promise<void> {
    this.#leader.kill('SIGTERM');
    const kill = () => void this.#watchdogPipe().destroy();
    // At once also where the clock does not go any more.
    const timer = timeoutSeconds > 0 ? this.#clock.afterReal(timeoutSeconds, kill) : undefined;
    if (timer === undefined) kill();
    await this.#gone;
    timer?.cancel();
  }

  #watchdogPipe(): Readable {
    return this.#leader.stdio[3] as Readable;
  }

  /** A container ends with its first process: what that left behind is killed, and its output is not waited for. */
  #release(): void {
    this.#ended.abort();
    this.#watchdogPipe().destroy();
    setTimeout(() => {
      this.#leader.stdout?.destroy();
      this.#leader.stderr?.destroy();
    }, OUTPUT_GRACE_MILLISECONDS).unref();
  }
}

/** The exit code as a shell reports it; a process that could not even be started has a negative code. */
function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  if (code === null) return 128 + constants.signals[signal ?? 'SIGKILL'];
  return code < 0 ? COULD_NOT_START : code;
}
