// Owns running a phase of a preview's life on a stage, with each call of the run open to disturbance.
import { join } from 'node:path';
import { type ActionResult, lastError } from '../runner.ts';
import type { Stage } from '../stage.ts';
import { type Meet, openGateway } from './gateway.ts';
import { begin, type Phase, wishOf } from './phase.ts';

/** Hundreds of runs need the bundle to be compiled once. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, '../../build/compile-cache');

/** `meet` decides about each call of the run and may kill its process. */
export async function runPhase(stage: Stage, phase: Phase, meet?: (kill: () => void) => Meet): Promise<ActionResult> {
  let pid: number | undefined;
  const kill = () => {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  const gateway = await openGateway(stage.endpoint, meet?.(kill) ?? (async () => undefined));
  try {
    return await stage.run({
      ...wishOf(phase, stage.pullRequest),
      simulator: { endpoint: gateway.endpoint, ca: stage.ca },
      variables: { NODE_COMPILE_CACHE },
      onStart: (process) => {
        pid = process.pid;
      },
    });
  } finally {
    await gateway.close();
  }
}

/** Plays a phase from its beginning on GitHub to its end, and throws where that is no good one. */
export async function playUndisturbed(stage: Stage, phase: Phase): Promise<void> {
  await begin(phase, stage.pullRequest);
  const result = await runPhase(stage, phase);
  if (result.exitCode !== 0) throw new Error(`An undisturbed ${phase} failed: ${lastError(result)}`);
}
