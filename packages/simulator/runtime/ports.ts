// Owns loopback ports: finding one that is free, and noticing that somebody listens on it.
import { connect, createServer } from 'node:net';

/** Below the range that systems take for outgoing connections, so that none of those can snatch the port before the process binds it. */
const MIN_PORT = 20_000;
const PORT_COUNT = 12_000;
const CHECK_MILLISECONDS = 20;

/** A port that nobody listens on and that is not in `taken`; it is added there. */
export async function takeFreePort(taken: Set<number>): Promise<number> {
  for (;;) {
    const port = MIN_PORT + Math.floor(Math.random() * PORT_COUNT);
    if (taken.has(port)) continue;
    taken.add(port);
    if (await isFree(port)) return port;
    taken.delete(port);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Resolves when the port accepts connections, or when the signal says that nobody is to be waited for any more. */
export async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, CHECK_MILLISECONDS));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
