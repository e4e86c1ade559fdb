// Owns running a phase of a preview's life on a stage, with each call of the run open to disturbance.
import { join } from 'node:path';
import { type ActionResult, lastError } from '../runner.ts';
import { type Meet, openGateway } from './gateway.ts';
import { begin, type Phase, wishOf } from './phase.ts';
import { visit } from './visit.ts';
import type { WatchedStage } from './watch.ts';

/** Hundreds of runs need the bundle to be compiled once. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, '../../build/compile-cache');

/** `meet` decides about each call of the run and may kill its process. The addresses are asked at each write, and at the end. */
export async function runPhase(
  stage: WatchedStage,
  phase: Phase,
  meet?: (kill: () => void) => Meet,
): Promise<ActionResult> {
  if (phase === 'visit') return visit(stage);
  let pid: number | undefined;
  const kill = () => {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  const gateway = await openGateway(stage.endpoint, askingAtWrites(stage, phase, meet?.(kill)));
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
    await stage.watch.ask(`when the ${phase} had ended`);
  }
}

/** The run hears of a write after the addresses have been asked: no state that it makes is missed, however short. */
function askingAtWrites({ watch }: WatchedStage, phase: Phase, meet?: Meet): Meet {
  return async (call, when) => {
    if (when === 'after' && call.isAws && !call.isRead) await watch.ask(`after ${call.name} of the ${phase}`);
    return meet?.(call, when);
  };
}

/** Plays a phase from its beginning on GitHub to its end, and throws where that is no good one. */
export async function playUndisturbed(stage: WatchedStage, phase: Phase): Promise<void> {
  await begin(phase, stage.pullRequest);
  const result = await runPhase(stage, phase);
  if (result.exitCode !== 0) throw new Error(`An undisturbed ${phase} failed: ${lastError(result)}`);
}
