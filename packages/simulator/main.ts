// Owns the command `npm run simulator`: flags in, one line of JSON out when ready, and a clean end.
import { enableCompileCache } from 'node:module';
import { HELP, readFlags } from './flags.ts';
import type { SimulatorOptions } from './simulator.ts';

const options = readOptions();
if (options === 'help') process.stdout.write(HELP);
else await run(options);

function readOptions(): SimulatorOptions | 'help' {
  try {
    return readFlags(process.argv.slice(2));
  } catch (error) {
    return fail((error as Error).message, 2);
  }
}

async function run(wanted: SimulatorOptions): Promise<void> {
  // The SDK clients come along with it and are large: loaded late, so that a wrong flag is answered at once, and kept
  // compiled, since tests start many simulators.
  enableCompileCache();
  const { startSimulator } = await import('./simulator.ts');
  const starting = startSimulator(wanted);
  const end = () => void starting.then((simulator) => simulator.close()).then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  // Emitted where a parent opened an IPC channel: with the parent gone, nobody is left to end the simulator.
  process.once('disconnect', end);
  try {
    const { close: _, ...ready } = await starting;
    process.stdout.write(`${JSON.stringify(ready)}\n`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    fail(code === 'EADDRINUSE' ? `Port ${wanted.port} is in use; choose another with --port.` : message, 1);
  }
}

/** Ends the process with one sentence: exit code 2 where the flags are at fault, else 1. */
function fail(message: string, exitCode: 1 | 2): never {
  const [sentence] = message.split('\n');
  process.stderr.write(`${sentence?.replace(/\.?$/, '.')}\n`);
  process.exit(exitCode);
}
