// Owns a stage of the chaos: a simulated cloud of its own, and runs of the action that can be disturbed.
import { join } from 'node:path';
import type { Simulator } from '../../packages/simulator/simulator.ts';
import { PullRequest } from '../pull-request.ts';
import { type ActionResult, runAction } from '../runner.ts';
import { type Meet, openGateway } from './gateway.ts';
import { type Inventory, listAddresses, type State, takeInventory } from './inventory.ts';
import { type Phase, wishOf } from './phase.ts';

export interface Stage {
  /** Opened anew by each reset. */
  pullRequest: PullRequest;
  /** Back to the foundation, without anything of ours. */
  reset(): Promise<void>;
  /** Runs the action; `meet` decides about each of its calls and may kill its process. */
  act(phase: Phase, meet?: (kill: () => void) => Meet): Promise<ActionResult>;
  inventory(): Promise<Inventory>;
  /** The addresses of all distributions. */
  addresses(): Promise<string[]>;
  /** How many calls the cloud's journal has. */
  countCalls(): Promise<number>;
  /** Calls a control of the simulator; resolves with its answer. */
  control(method: string, name: string, body?: unknown): Promise<string>;
  close(): Promise<void>;
}

const NUMBER = 42;
/** Hundreds of runs need the bundle to be compiled once. */
const NODE_COMPILE_CACHE = join(import.meta.dirname, '../../build/compile-cache');

/** On a simulator that is there for this alone. */
export function createStage(simulator: Simulator, entry: string): Stage {
  const control = (method: string, name: string, body?: unknown) => callControl(simulator, { method, name, body });
  const stage: Stage = {
    pullRequest: new PullRequest(simulator, NUMBER),
    control,
    async reset() {
      await control('POST', 'reset');
      stage.pullRequest = new PullRequest(simulator, NUMBER);
    },
    act: (phase, meet) => actOn(simulator, entry, { phase, pullRequest: stage.pullRequest, meet }),
    inventory: async () => takeInventory(JSON.parse(await control('GET', 'state')) as State),
    addresses: async () => listAddresses(JSON.parse(await control('GET', 'state')) as State),
    countCalls: async () => (await control('GET', 'journal')).split('\n').length - 1,
    close: () => simulator.close(),
  };
  return stage;
}

interface Act {
  phase: Phase;
  pullRequest: PullRequest;
  meet: ((kill: () => void) => Meet) | undefined;
}

async function actOn(simulator: Simulator, entry: string, { phase, pullRequest, meet }: Act): Promise<ActionResult> {
  let pid: number | undefined;
  const kill = () => {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  };
  const gateway = await openGateway(simulator.endpoint, meet?.(kill) ?? (async () => undefined));
  const { tag, event, inputs } = wishOf(phase, pullRequest);
  try {
    return await runAction({
      simulator: { ...simulator, endpoint: gateway.endpoint },
      entry,
      event,
      inputs: {
        'base-service': simulator.baseService,
        image: simulator.image.replace(/:[^/:]+$/, `:${tag}`),
        ...inputs,
      },
      variables: { NODE_COMPILE_CACHE },
      onStart: (process) => {
        pid = process.pid;
      },
    });
  } finally {
    await gateway.close();
  }
}

async function callControl(
  { endpoint }: Simulator,
  { method, name, body }: { method: string; name: string; body: unknown },
): Promise<string> {
  const answer = await fetch(`${endpoint}/_simulator/${name}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The control ${name} answered ${answer.status}: ${text}`);
  return text;
}
