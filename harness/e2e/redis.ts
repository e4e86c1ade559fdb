// Owns a Redis server of the run's own, for the base service: on a free port, with nothing on the disk.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { takeFreePort } from '../../packages/simulator/runtime/ports.ts';

export interface Redis {
  url: string;
  stop(): Promise<void>;
}

export async function startRedis(program: string): Promise<Redis> {
  const port = await takeFreePort(new Set());
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const server = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  await untilReady(server.stdout);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(server, 'exit');
      if (server.kill('SIGTERM')) await ended;
    },
  };
}

/** Goes on reading afterwards: with a full pipe the server would stand still. */
function untilReady(log: NodeJS.ReadableStream): Promise<void> {
  let text = '';
  return new Promise((resolve, reject) => {
    log.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('Ready to accept connections')) resolve();
    });
    log.once('end', () => reject(new Error(`Redis did not start:\n${text}`)));
  });
}
