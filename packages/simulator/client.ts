// Owns speaking with a simulator that runs: its controls, as functions.
import type { Fault } from './kernel/faults.ts';
import type { JournalEntry } from './kernel/journal.ts';

export interface SimulatorClient {
  /** All calls, or those after so many. */
  journal(after?: number): Promise<JournalEntry[]>;
  /** Everything there is, by service, or one member of it; maps are objects there. */
  state<State = Record<string, unknown>>(member?: string): Promise<State>;
  /** Resolves once so many seconds of the cloud's time have passed, or rejects with the reason of the signal. */
  pass(seconds: number, signal?: AbortSignal): Promise<void>;
  /** Arms faults. */
  fault(...faults: Partial<Fault>[]): Promise<void>;
  /** Calls a control; resolves with its status and the JSON of its answer. */
  control(method: string, name: string, body?: unknown): Promise<{ status: number; body: unknown }>;
}

export function createClient(endpoint: string): SimulatorClient {
  const control: SimulatorClient['control'] = async (method, name, body) => {
    const sent = body !== undefined && { body: JSON.stringify(body) };
    const response = await fetch(`${endpoint}/_simulator/${name}`, { method, ...sent });
    const answer = await response.text();
    return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) };
  };
  return {
    control,
    async journal(after = 0) {
      const lines = (await (await fetch(`${endpoint}/_simulator/journal?after=${after}`)).text()).split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as JournalEntry);
    },
    async state<State>(member?: string) {
      const { status, body } = await control('GET', member === undefined ? 'state' : `state?of=${member}`);
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body as State;
    },
    async pass(seconds, signal) {
      const body = JSON.stringify({ seconds });
      await fetch(`${endpoint}/_simulator/clock`, { method: 'POST', body, ...(signal && { signal }) });
    },
    async fault(...faults) {
      const { status, body } = await control('POST', 'faults', faults);
      if (status !== 201) throw new Error(JSON.stringify(body));
    },
  };
}
