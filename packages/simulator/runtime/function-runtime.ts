// Owns running functions as local processes: each serves one event at a time, and is kept for the next.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Clock } from '../kernel/clock.ts';

const HOST = join(import.meta.dirname, 'function-host.mjs');

export interface FunctionCode {
  arn: string;
  file: string;
  handler: string;
  timeoutSeconds: number;
  variables: Record<string, string>;
}

export interface FunctionRuntime {
  /** The result as JSON; rejects where the function throws, ends, or takes longer than it may for the machine. */
  invoke(code: FunctionCode, event: object, onLine: (line: string) => void): Promise<string>;
  /** Ends every process that was started. */
  stopAll(): Promise<void>;
}

export interface FunctionRuntimeParts {
  clock: Clock;
  /** The endpoint of every AWS service. */
  endpoint(): string;
}

interface Instance {
  /** The very code that it has loaded. */
  code: string;
  child: ChildProcess;
}

export function createFunctionRuntime({ clock, endpoint }: FunctionRuntimeParts): FunctionRuntime {
  const running = new Set<Instance>();
  const idle = new Set<Instance>();

  function take(code: FunctionCode): Instance {
    const loaded = JSON.stringify(code);
    const known = [...idle].find((instance) => instance.code === loaded);
    if (known !== undefined) {
      idle.delete(known);
      return known;
    }
    const instance = { code: loaded, child: start(code, endpoint()) };
    running.add(instance);
    instance.child.once('exit', () => {
      running.delete(instance);
      idle.delete(instance);
    });
    return instance;
  }

  async function invoke(code: FunctionCode, event: object, onLine: (line: string) => void): Promise<string> {
    const instance = take(code);
    const { child } = instance;
    const over = new AbortController();
    const { signal } = over;
    const timeout = new Error(`Task timed out after ${code.timeoutSeconds} seconds`);
    const timer = clock.afterReal(code.timeoutSeconds, () => over.abort(timeout));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream as Readable, signal }).on('line', onLine);
    }
    try {
      child.send(event);
      const ended = once(child, 'exit', { signal }).then(() => [{ error: 'Runtime exited' }]);
      const [answer] = await Promise.race([once(child, 'message', { signal }), ended]);
      if (answer.error !== undefined) throw new Error(answer.error);
      idle.add(instance);
      return answer.result;
    } catch (error) {
      onLine(String(signal.aborted ? signal.reason : error));
      child.kill('SIGKILL');
      throw error;
    } finally {
      timer.cancel();
      over.abort();
    }
  }

  return {
    invoke,
    stopAll: async () => {
      const ends = [...running].map(({ child }) => once(child, 'exit'));
      for (const { child } of running) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

/** Lambda's runtime has the SDK; here it is that of the simulator. The process ends with the simulator, which holds its channel. */
function start({ file, handler, variables }: FunctionCode, endpoint: string): ChildProcess {
  const sdk = createRequire(import.meta.url).resolve('@aws-sdk/client-ecs/package.json');
  return spawn(process.execPath, [HOST, file, handler], {
    cwd: dirname(file),
    env: {
      PATH: dirname(process.execPath),
      HOME: tmpdir(),
      NODE_PATH: resolve(dirname(sdk), '../..'),
      AWS_ENDPOINT_URL: endpoint,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}
